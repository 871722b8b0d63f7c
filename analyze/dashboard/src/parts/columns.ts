/** What a column of a table or a series of a chart is, and how its values are written and put in order. */
import type { ReactNode } from "react";
import type { Figure, Formats } from "../format/figures";

export type Kind =
  | "text"
  | "amount"
  | "cents"
  | "count"
  | "rate"
  | "decimal"
  | "day"
  | "month"
  | "clock"
  | "moment"
  | "yes";

export interface Column<R> {
  key: string;
  label: string;
  kind?: Kind;
  /** The value to write and to sort by; the row's own `key` if not given. */
  value?: (row: R) => unknown;
  /** What to show instead of the value in words. */
  show?: (row: R) => ReactNode;
  /** Left out on narrow screens. */
  minor?: boolean;
  width?: string;
}

const NUMERIC = new Set<Kind>(["amount", "cents", "count", "rate", "decimal"]);

export function isNumeric(kind: Kind | undefined): boolean {
  return kind !== undefined && NUMERIC.has(kind);
}

export function cellOf<R>(column: Column<R>, row: R): unknown {
  return column.value ? column.value(row) : (row as Record<string, unknown>)[column.key];
}

export function written(kind: Kind | undefined, value: unknown, format: Formats): string {
  const figure = value as Figure;
  const text = value as string | null;
  switch (kind) {
    case "amount":
      return format.money(figure);
    case "cents":
      return format.money(figure, true);
    case "count":
      return format.count(figure);
    case "rate":
      return format.rate(figure);
    case "decimal":
      return format.decimal(figure);
    case "day":
      return format.day(text);
    case "month":
      return format.month(text);
    case "clock":
      return format.clock(text);
    case "moment":
      return format.moment(text);
    case "yes":
      return value === true ? "Yes" : value === false ? "No" : "–";
    default:
      return value === null || value === undefined || value === "" ? "–" : String(value);
  }
}

export interface Sort {
  key: string;
  isDescending: boolean;
}

/** Put rows in order; what has no value comes last either way, and equals keep their places. */
export function sorted<R>(rows: R[], columns: Column<R>[], sort: Sort | null): R[] {
  const column = sort && columns.find((it) => it.key === sort.key);
  if (!sort || !column) return rows;
  const sign = sort.isDescending ? -1 : 1;
  const isNumber = isNumeric(column.kind);
  return [...rows].sort((one, other) => {
    const [a, b] = [cellOf(column, one), cellOf(column, other)];
    const [noA, noB] = [a === null || a === undefined, b === null || b === undefined];
    if (noA || noB) return noA === noB ? 0 : noA ? 1 : -1;
    if (isNumber) return sign * (Number(a) - Number(b));
    return sign * String(a).localeCompare(String(b), undefined, { numeric: true });
  });
}
