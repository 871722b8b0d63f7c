import { describe, expect, it } from "vitest";
import { layersOf, upward } from "./layers";

const node = (name: string, layer: string, reads: string[] = []) => ({
  name,
  layer,
  reads,
  kind: layer === "raw" ? "source" : "model",
});
const NODES = [
  node("rpt", "marts", ["int_a", "stg_b"]),
  node("int_a", "intermediate", ["stg_a"]),
  node("stg_a", "staging", ["a"]),
  node("stg_b", "staging", ["b"]),
  node("a", "raw"),
  node("b", "raw"),
];

describe("lineage", () => {
  it("runs from the source to the figure", () => {
    expect(layersOf(NODES).map(([layer]) => layer)).toEqual([
      "raw",
      "staging",
      "intermediate",
      "marts",
    ]);
  });

  it("follows what a step is made of, and nothing else", () => {
    expect([...upward(NODES, "int_a")].sort()).toEqual(["a", "int_a", "stg_a"]);
    expect(upward(NODES, "rpt").size).toBe(NODES.length);
  });
});
