/** Statements that asked for money, and how many were answered with a payment. */
import { useMemo } from "react";
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { ExportButton } from "../../parts/ExportButton";
import { type Pivoted, pivot } from "../../parts/pivot";
import { useFilters } from "../../shell/filters";

type Row = RowOf<"/reports/statements/">;

const MONTH: Column<Pivoted> = { key: "along", label: "Month sent", kind: "month" };
const COLUMNS: Column<Row>[] = [
  { key: "month_start_date", label: "Month", kind: "month" },
  { key: "statement_mode", label: "Sent by", value: (row) => words(row.statement_mode) },
  { key: "statement_count", label: "Sent", kind: "count" },
  { key: "answered_statement_count", label: "Answered", kind: "count" },
  { key: "answer_rate", label: "Share", kind: "rate" },
  { key: "asked_amount", label: "Asked", kind: "amount" },
  { key: "answered_amount", label: "Paid", kind: "amount" },
];

export function Statements() {
  const { from, to, clinic } = useFilters("12-months");
  const query = { from, to, clinic };
  const found = useAsk("/reports/statements/", { query: { ...query, limit: 500 } });
  const drawn = useMemo(
    () =>
      pivot(
        found.data?.data ?? [],
        (row: Row) => row.month_start_date,
        (row) => words(row.statement_mode),
        (row) => row.answer_rate,
      ),
    [found.data],
  );
  return (
    <Card
      title="Answers to statements"
      lede="The share answered with a payment, of those whose days of an answer are over."
      meta={found.data?.meta}
      actions={<ExportButton of="/exports/statements" query={query} />}
    >
      <Answer of={found} height={480} empty="No statement asked for money in this period.">
        {({ data }) => (
          <>
            <Chart
              label="Statements answered with a payment, by month and way of sending"
              along={MONTH}
              series={drawn.series.map((name) => ({
                key: name,
                label: name,
                kind: "rate",
                as: "line",
              }))}
              rows={drawn.rows}
              height={220}
            />
            <DataTable
              label="Statements by month and way of sending"
              columns={COLUMNS}
              rows={data}
              rowKey={(row) => `${row.month_start_date} ${row.statement_mode}`}
              initialSort={{ key: "month_start_date", isDescending: true }}
            />
          </>
        )}
      </Answer>
    </Card>
  );
}
