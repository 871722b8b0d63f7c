/** Money received by month or day: who paid, or how. */
import { useMemo } from "react";
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { addDays, endOfMonth } from "../../format/days";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart, type Series } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { ExportButton } from "../../parts/ExportButton";
import { type Pivoted, pivot } from "../../parts/pivot";
import { Segments } from "../../parts/Segments";
import { useFilters } from "../../shell/filters";
import { usePick } from "../../shell/picks";

type Row = RowOf<"/reports/payments-received/">;

const CUTS = [
  ["payer", "Who paid"],
  ["kind", "How"],
] as const;
/** Up to so many days are drawn day by day. */
const MOST_DAYS = 62;

export function named(row: Pick<Row, "payer" | "payment_type">): string {
  return row.payment_type ? `${words(row.payer)}: ${row.payment_type}` : words(row.payer);
}

export function Received() {
  const { from, to, clinic, set } = useFilters("12-months");
  const [by, setBy] = usePick(
    "by",
    CUTS.map(([name]) => name),
  );
  const grain = addDays(from, MOST_DAYS) > to ? "day" : "month";
  const query = { from, to, clinic, grain, cut: by } as const;
  const found = useAsk("/reports/payments-received/", { query: { ...query, limit: 500 } });
  const drawn = useMemo(
    () =>
      pivot(
        found.data?.data ?? [],
        (row: Row) => row.period_start_date,
        named,
        (row) => row.payment_amount,
      ),
    [found.data],
  );
  const along: Column<Pivoted> = {
    key: "along",
    label: grain === "day" ? "Day" : "Month",
    kind: grain,
  };
  const series: Series<Pivoted>[] = drawn.series.map((name) => ({
    key: name,
    label: name,
    kind: "amount",
    as: "stack",
  }));
  return (
    <Card
      title="Money received"
      lede="By the date of the payment or check. Transfers between providers are left out."
      className="card--half"
      meta={found.data?.meta}
      actions={
        <>
          <Segments label="Cut by" value={by} choices={CUTS} onChange={setBy} />
          <ExportButton of="/exports/payments_received" query={query} />
        </>
      }
    >
      <Answer of={found} height={300} empty="No money came in during this period.">
        {() => (
          <Chart
            label={`Money received by ${grain}`}
            along={along}
            series={series}
            rows={drawn.rows}
            height={280}
            onPick={
              grain === "month"
                ? (row) => set({ from: row.along, to: endOfMonth(row.along) })
                : undefined
            }
          />
        )}
      </Answer>
    </Card>
  );
}
