import { describe, expect, it } from "vitest";
import { figuresOf } from "./figures";

describe("figures of a report", () => {
  it("puts rows to the figure they are of, in the order they were asked for", () => {
    const row = (kpi_id: string, variant: string) => ({ kpi_id, variant, value: "1" });
    const found = figuresOf({
      report: { definition: { figures: [{ kpi_id: "b", variant: "y" }, { kpi_id: "a" }] } },
      data: [row("a", "x"), row("b", "y"), row("b", "z")],
      meta: [{ n: 1 }, { n: 2 }],
    } as never);
    expect(found.map((it) => [it.kpiId, it.variant, it.rows.length, it.meta?.n])).toEqual([
      ["b", "y", 1, 1],
      ["a", "x", 1, 2],
    ]);
  });
});
