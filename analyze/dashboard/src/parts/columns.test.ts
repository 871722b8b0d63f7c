import { describe, expect, it } from "vitest";
import { type Column, sorted } from "./columns";
import { sparkPath } from "./Spark";

interface Row {
  name: string;
  amount: string | null;
}

const COLUMNS: Column<Row>[] = [
  { key: "name", label: "Name" },
  { key: "amount", label: "Amount", kind: "amount" },
];
const ROWS: Row[] = [
  { name: "b", amount: "9.50" },
  { name: "a10", amount: null },
  { name: "a2", amount: "100.00" },
];
const names = (key: string, isDescending: boolean) =>
  sorted(ROWS, COLUMNS, { key, isDescending }).map((row) => row.name);

describe("rows in order", () => {
  it("put figures in order as figures, what is missing last either way", () => {
    expect(names("amount", false)).toEqual(["b", "a2", "a10"]);
    expect(names("amount", true)).toEqual(["a2", "b", "a10"]);
  });

  it("put words in order as people do", () => {
    expect(names("name", false)).toEqual(["a2", "a10", "b"]);
  });

  it("are left alone where nothing is asked", () => {
    expect(sorted(ROWS, COLUMNS, null)).toBe(ROWS);
    expect(sorted(ROWS, COLUMNS, { key: "gone", isDescending: true })).toBe(ROWS);
  });
});

describe("a line the size of a word", () => {
  it("breaks where a month is missing", () => {
    expect(sparkPath([1, null, 2, 3]).match(/M/g)).toHaveLength(2);
    expect(sparkPath([1])).toBe("");
  });
});
