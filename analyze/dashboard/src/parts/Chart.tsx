/** A chart and its twin, the same figures as a table. The drawing is a part of its own, loaded when needed. */
import { lazy, Suspense, useMemo, useState } from "react";
import { type Column, cellOf, type Kind } from "./columns";
import { DataTable } from "./DataTable";
import { Icon } from "./Icon";

const Drawing = lazy(() => import("./Drawing"));

export interface Series<R> extends Column<R> {
  kind: Kind;
  /** How it is drawn: bars beside each other, bars upon each other, a line or an area. */
  as?: "bar" | "stack" | "line" | "dashed" | "area";
}

export function isLine(series: { as?: string }): boolean {
  return series.as === "line" || series.as === "dashed";
}

interface Props<R> {
  /** What the chart shows, in words. */
  label: string;
  /** What runs along the bottom. */
  along: Column<R>;
  series: Series<R>[];
  rows: R[];
  /** Further columns of the table. */
  more?: Column<R>[];
  height?: number;
  /** Lead from a bar, a point or a row of the table to the rows behind. */
  onPick?: (row: R) => void;
  /** Rows that are not final yet are drawn lighter and say so. */
  isOpen?: (row: R) => boolean;
}

export function Chart<R>(props: Props<R>) {
  const { label, along, series, rows, more, height = 260, onPick, isOpen } = props;
  const [isTable, setIsTable] = useState(false);
  const columns = useMemo(
    () => [along, ...series, ...(more ?? [])] as Column<R>[],
    [along, series, more],
  );
  const key = (row: R) => String(cellOf(along, row));
  return (
    <figure className="chart">
      <div className="chart__head">
        <ul className="chart__legend" aria-hidden="true">
          {!isTable &&
            series.length > 1 &&
            series.map((it, place) => (
              <li key={it.key}>
                <span
                  className={isLine(it) ? "chart__key chart__key--line" : "chart__key"}
                  style={{ background: `var(--series-${place})` }}
                />
                {it.label}
              </li>
            ))}
        </ul>
        <div className="chart__switch">
          <button
            type="button"
            onClick={() => setIsTable((now) => !now)}
            aria-label={isTable ? `${label}: show as chart` : `${label}: show as table`}
          >
            <Icon name={isTable ? "chart" : "table"} size={16} />
            {isTable ? "Chart" : "Table"}
          </button>
        </div>
      </div>
      <div className={isTable ? "chart__twin" : "chart__twin chart__twin--print"}>
        <DataTable
          label={label}
          columns={columns}
          rows={rows}
          rowKey={key}
          onOpen={onPick}
          isPlain
        />
      </div>
      {!isTable && (
        <div className="chart__drawing" style={{ height }}>
          <Suspense fallback={<div className="waiting" style={{ height }} />}>
            <Drawing
              label={label}
              along={along as Column<unknown>}
              series={series as Series<unknown>[]}
              rows={rows as unknown[]}
              height={height}
              onPick={onPick as ((row: unknown) => void) | undefined}
              isOpen={isOpen as ((row: unknown) => boolean) | undefined}
            />
          </Suspense>
        </div>
      )}
      <figcaption className="hidden-words">{label}</figcaption>
    </figure>
  );
}
