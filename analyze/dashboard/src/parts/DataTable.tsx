/** A table for work: sorted by any column, walked by keyboard, wide ones scroll in their own frame. */
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import { useFormats } from "../session/practice";
import { type Column, cellOf, isNumeric, type Kind, type Sort, sorted, written } from "./columns";
import { Icon } from "./Icon";

interface Props<R> {
  label: string;
  columns: Column<R>[];
  rows: R[];
  rowKey: (row: R) => string | number;
  /** What a click or Enter on a row does. */
  onOpen?: (row: R) => void;
  openLabel?: (row: R) => string;
  initialSort?: Sort;
  footer?: ReactNode;
  /** Rows are few and belong together: no frame of their own to scroll in. */
  isPlain?: boolean;
}

export function DataTable<R>(props: Props<R>) {
  const { label, columns, rows, rowKey, onOpen, openLabel, initialSort, footer, isPlain } = props;
  const format = useFormats();
  const [sort, setSort] = useState<Sort | null>(initialSort ?? null);
  const ordered = useMemo(() => sorted(rows, columns, sort), [rows, columns, sort]);
  const turn = (column: Column<R>) =>
    setSort((now) => {
      if (now?.key !== column.key) {
        return { key: column.key, isDescending: isNumeric(column.kind) };
      }
      const isFirst = now.isDescending === isNumeric(column.kind);
      return isFirst ? { key: column.key, isDescending: !now.isDescending } : null;
    });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a frame that scrolls needs a name and the keyboard, and is no set of fields
    <div
      className={isPlain ? "table-frame table-frame--plain" : "table-frame"}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll what is wider than the screen
      tabIndex={0}
    >
      <table className="table">
        <caption className="hidden-words">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cell(column)}
                style={column.width ? { width: column.width } : undefined}
                aria-sort={
                  sort?.key !== column.key
                    ? undefined
                    : sort.isDescending
                      ? "descending"
                      : "ascending"
                }
              >
                <button type="button" onClick={() => turn(column)}>
                  {column.label}
                  <span className="table__sign">
                    {sort?.key === column.key && (
                      <Icon name={sort.isDescending ? "down" : "up"} size={12} />
                    )}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onOpen ? walk : undefined}>
          {ordered.map((row) => (
            <tr
              key={rowKey(row)}
              className={onOpen ? "table__row--open" : undefined}
              tabIndex={onOpen ? 0 : undefined}
              aria-label={onOpen && openLabel ? openLabel(row) : undefined}
              onClick={onOpen ? (event) => isOwn(event.target) && onOpen(row) : undefined}
              onKeyDown={
                onOpen
                  ? (event) => {
                      if (event.key === "Enter" && event.target === event.currentTarget)
                        onOpen(row);
                    }
                  : undefined
              }
            >
              {columns.map((column) => (
                <td key={column.key} className={cell(column)}>
                  {column.show
                    ? column.show(row)
                    : written(column.kind, cellOf(column, row), format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {footer && <tfoot>{footer}</tfoot>}
      </table>
    </div>
  );
}

/** Kinds whose values stay on one line. */
const UNBROKEN = new Set<Kind | undefined>(["day", "month", "clock", "moment"]);

function cell<R>(column: Column<R>): string | undefined {
  const names = [
    isNumeric(column.kind) && "number",
    UNBROKEN.has(column.kind) && "nowrap",
    column.minor && "minor",
  ].filter(Boolean);
  return names.join(" ") || undefined;
}

/** A click on a button or link within a row is not a click on the row. */
function isOwn(target: EventTarget): boolean {
  return !(target as HTMLElement).closest("a, button, input, select, textarea, label");
}

/** Up and down, first and last, from row to row. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const row = (event.target as HTMLElement).closest("tr");
  if (!row || event.target !== row) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("tr")];
  const place = all.indexOf(row);
  const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 }[
    event.key
  ];
  if (next === undefined) return;
  event.preventDefault();
  all[next]?.focus();
}
