import { describe, expect, it } from "vitest";
import { pivot } from "./pivot";

const ROWS = [
  { month: "2026-05-01", payer: "patient", amount: "10.00" },
  { month: "2026-05-01", payer: "insurance", amount: "20.00" },
  { month: "2026-06-01", payer: "insurance", amount: "5.10" },
];

describe("pivot", () => {
  const found = pivot(
    ROWS,
    (row) => row.month,
    (row) => row.payer,
    (row) => row.amount,
  );
  it("makes one row per place, in the order they come", () => {
    expect(found.rows).toEqual([
      { along: "2026-05-01", patient: "10.00", insurance: "20.00" },
      { along: "2026-06-01", insurance: "5.10" },
    ]);
  });
  it("names the series once and keeps the rows behind a place", () => {
    expect(found.series).toEqual(["patient", "insurance"]);
    expect(found.of("2026-05-01")).toHaveLength(2);
    expect(found.of("2020-01-01")).toEqual([]);
  });
});
