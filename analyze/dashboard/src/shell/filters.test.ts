import { describe, expect, it } from "vitest";
import { changeFilters, keptSearch, readFilters } from "./filters";

const TODAY = "2026-07-15";
const read = (text: string) => readFilters(new URLSearchParams(text), TODAY, "month");
const change = (text: string, what: Parameters<typeof changeFilters>[1]) =>
  changeFilters(new URLSearchParams(text), what, "month").toString();

describe("filters in the address", () => {
  it("are this month of everything where nothing is said", () => {
    expect(read("")).toEqual({
      preset: "month",
      from: "2026-07-01",
      to: TODAY,
      clinic: undefined,
      provider: undefined,
      payer: undefined,
      compare: "previous",
      variants: {},
    });
  });

  it("that make no sense count as not said", () => {
    for (const text of [
      "from=2026-07-10&to=2026-07-01",
      "from=x&to=y",
      "period=never",
      "clinic=-1;drop",
    ]) {
      expect(read(text).preset).toBe("month");
      expect(read(text).clinic).toBeUndefined();
    }
  });

  it("come back as they were chosen", () => {
    const chosen = change("", { from: "2026-01-01", to: "2026-03-31", clinic: 3, compare: "year" });
    expect(readFilters(new URLSearchParams(chosen), TODAY, "month")).toMatchObject({
      preset: null,
      from: "2026-01-01",
      to: "2026-03-31",
      clinic: 3,
      compare: "year",
    });
    expect(change(chosen, { preset: "month", clinic: undefined, compare: "previous" })).toBe("");
  });

  it("keep one variant per figure", () => {
    const one = change("", { variant: ["net_production", "claim_date"] });
    const two = change(one, { variant: ["broken_rate", "all"] });
    expect(read(two).variants).toEqual({ net_production: "claim_date", broken_rate: "all" });
    expect(read(change(two, { variant: ["broken_rate", undefined] })).variants).toEqual({
      net_production: "claim_date",
    });
  });

  it("go along to another page, and nothing else does", () => {
    expect(keptSearch(new URLSearchParams("clinic=3&variants=a:b&sort=x"))).toBe("?clinic=3");
  });
});
