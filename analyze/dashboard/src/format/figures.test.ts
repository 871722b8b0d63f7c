import { describe, expect, it } from "vitest";
import { formats, NOTHING } from "./figures";

const us = formats("en-US", "USD");

describe("figures", () => {
  it("are written as the practice writes them", () => {
    expect(us.money("1234567.89")).toBe("$1,234,568");
    expect(us.money("1234.5", true)).toBe("$1,234.50");
    expect(us.rate("0.12345")).toBe("12.3%");
    expect(formats("de-DE", "EUR").money("1234.5", true)).toMatch(/^1\.234,50\s€$/);
  });

  it("that are not there are not nought", () => {
    for (const nothing of [null, undefined, ""]) {
      expect(us.money(nothing)).toBe(NOTHING);
      expect(us.rate(nothing)).toBe(NOTHING);
      expect(us.unit(nothing, "days")).toBe(NOTHING);
    }
    expect(us.money("0.00", true)).toBe("$0.00");
    expect(us.money("-0.00", true)).toBe("$0.00");
  });

  it("say how far they moved: shares in points, all else in their own unit", () => {
    expect(us.change("0.021", "rate")).toBe("+2.1 pts");
    expect(us.change("-1200", "amount")).toBe("−$1,200");
    expect(us.change("0", "count")).toBe("±0");
    expect([us.growth("0.0341"), us.growth("-0.2"), us.growth("0")]).toEqual([
      "+3.4%",
      "−20.0%",
      "0.0%",
    ]);
  });
});

describe("times", () => {
  it("by the practice's clock are not moved to this machine's", () => {
    expect(us.clock("2026-07-15T08:05:00")).toMatch(/^8:05\sAM$/);
    expect(us.day("2026-07-15")).toBe("Jul 15, 2026");
    expect(us.month("2026-01-01")).toBe("Jan 2026");
  });
});
