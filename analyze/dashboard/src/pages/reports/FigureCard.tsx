/** One figure of a report, drawn as the report says. */
import { useMemo } from "react";
import { Link } from "react-router";
import { words } from "../../format/words";
import { Nothing } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart, type Series } from "../../parts/Chart";
import type { Column, Kind } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { type Pivoted, pivot } from "../../parts/pivot";
import type { useNames } from "../../session/practice";
import type { Figure } from "./figures";
import type { Definition } from "./words";

interface Props {
  figure: Figure;
  definition: Definition;
  names: ReturnType<typeof useNames>;
}

const DRAWN = {
  line: "line",
  bar: "bar",
  stacked_bar: "stack",
  area: "area",
  table: "bar",
} as const;
const KINDS: Record<string, Kind> = {
  amount: "amount",
  rate: "rate",
  count: "count",
  per_hour: "amount",
};

export function FigureCard({ figure, definition, names }: Props) {
  const { rows, meta } = figure;
  const label = rows[0]?.kpi_label ?? words(figure.kpiId);
  const kind = KINDS[rows[0]?.unit ?? "count"] ?? "decimal";
  const as = DRAWN[definition.chart ?? "table"];
  const partOf = (row: Figure["rows"][number]) =>
    definition.by === "provider"
      ? names.provider(row.provider_id)
      : definition.by === "clinic"
        ? names.clinic(row.clinic_id)
        : row.variant_label;
  // biome-ignore lint/correctness/useExhaustiveDependencies: names and parts come with the rows
  const drawn = useMemo(
    () =>
      pivot(
        rows,
        (row) => row.period_start_date,
        partOf,
        (row) => row.value,
      ),
    [rows, names],
  );
  const along: Column<Pivoted> = {
    key: "along",
    label: definition.grain === "day" ? "Day" : "Month",
    kind: definition.grain === "day" ? "day" : "month",
  };
  const series: Series<Pivoted>[] = drawn.series.map((name) => ({
    key: name,
    label: name,
    kind,
    as,
  }));
  return (
    <Card
      title={label}
      lede={rows[0]?.variant_label}
      meta={meta}
      actions={<Link to={`/definitions/${figure.kpiId}`}>Definition</Link>}
    >
      {rows.length === 0 ? (
        <Nothing>No value in this period for what you may see. Try a longer period.</Nothing>
      ) : definition.chart === "table" ? (
        <DataTable
          label={`${label}, period by period`}
          columns={[along, ...series]}
          rows={drawn.rows}
          rowKey={(row) => row.along}
        />
      ) : (
        <Chart label={label} along={along} series={series} rows={drawn.rows} />
      )}
    </Card>
  );
}
