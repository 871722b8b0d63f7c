import { describe, expect, it } from "vitest";
import { barsOf } from "./Bridge";

describe("a bridge", () => {
  it("hangs moves on the sum before them", () => {
    const bars = barsOf([
      { label: "gross", amount: "100.00" },
      { label: "off", amount: "-30.00", isMove: true },
      { label: "more", amount: "5.00", isMove: true },
      { label: "net", amount: "75.00" },
    ]);
    expect(bars.map((it) => [it.from, it.to])).toEqual([
      [0, 100],
      [100, 70],
      [70, 75],
      [0, 75],
    ]);
  });
});
