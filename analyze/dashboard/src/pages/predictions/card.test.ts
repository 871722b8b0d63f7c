import { describe, expect, it } from "vitest";
import { cardOf } from "./card";

describe("the card of a model", () => {
  it("reads what is there", () => {
    const tenth = { said_rate: 0.1, happened_rate: 0.12, row_count: 50 };
    const found = cardOf({
      about: "Who misses.",
      is_synthetic: true,
      reliability: [tenth],
      limits: ["Few new patients."],
      use: "Call.",
    });
    expect(found.about).toBe("Who misses.");
    expect(found.isSynthetic).toBe(true);
    expect(found.reliability).toEqual([tenth]);
    expect(found.notes).toEqual(["Call.", "Few new patients."]);
  });
  it("shows nothing where nothing is", () => {
    expect(cardOf({})).toEqual({
      about: "",
      isSynthetic: false,
      reliability: [],
      gains: [],
      notes: [],
    });
  });
});
