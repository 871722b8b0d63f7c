import { describe, expect, it } from "vitest";
import { formats } from "../../format/figures";
import { reasonsOf, type Visit } from "./reasons";

const us = formats("en-US", "USD");
const visit = (changes: Partial<Visit>) =>
  ({ is_confirmed: true, is_insurance_verified: true, ...changes }) as Visit;
const keys = (changes: Partial<Visit>) => reasonsOf(visit(changes), us).map((it) => it.key);

describe("reasons of a visit", () => {
  it("are none where nothing is open", () => {
    expect(keys({})).toEqual([]);
    expect(keys({ family_portion_amount: "-5.00", unscheduled_amount: "0.00" })).toEqual([]);
  });

  it("begin with what cannot wait", () => {
    expect(
      keys({ is_new_patient: true, is_confirmed: false, is_premedication_needed: true }),
    ).toEqual(["premed", "confirm", "new"]);
  });

  it("ask for verification only of insured patients", () => {
    expect(keys({ has_coverage: false, is_insurance_verified: false })).toEqual([]);
    expect(keys({ has_coverage: true, is_insurance_verified: false })).toEqual(["verify"]);
  });

  it("say a risk above the usual, and why", () => {
    const risk = { no_show_reasons: "missed 2 of the last 5" };
    const said = (band: string) =>
      reasonsOf(visit({ ...risk, no_show_risk_band: band }), us).map((it) => it.text);
    expect(said("high")).toEqual(["Likely to be missed: missed 2 of the last 5"]);
    expect(said("raised")).toEqual(["May be missed: missed 2 of the last 5"]);
    expect([...said("usual"), ...said("held_out")]).toEqual([]);
  });

  it("tell a lab case that is back from one that is not", () => {
    expect(keys({ has_lab_case: true, is_lab_back: false })).toEqual(["lab"]);
    expect(keys({ has_lab_case: true, is_lab_back: true })).toEqual(["back"]);
  });
});
