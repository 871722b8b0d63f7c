/** Of the work of each month: how much was collected within so many days. Months that can still move are lighter. */
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { ExportButton } from "../../parts/ExportButton";
import { Segments } from "../../parts/Segments";
import { useFilters } from "../../shell/filters";
import { usePick } from "../../shell/picks";

type Row = RowOf<"/reports/collection-cohorts/">;

const HORIZONS = [
  ["90", "90 days"],
  ["30", "30 days"],
  ["60", "60 days"],
  ["180", "180 days"],
  ["365", "A year"],
] as const;

const MONTH: Column<Row> = { key: "month_start_date", label: "Month of the work", kind: "month" };

export function Cohorts() {
  const { from, to, clinic } = useFilters("12-months");
  const [within, setWithin] = usePick(
    "within",
    HORIZONS.map(([name]) => name),
  );
  const query = { from, to, clinic };
  const found = useAsk("/reports/collection-cohorts/", { query: { ...query, limit: 500 } });
  return (
    <Card
      title="Collected of each month's work"
      lede="Lighter bars are months whose days are not over: they can still rise."
      className="card--half"
      meta={found.data?.meta}
      actions={
        <>
          <Segments label="Within" value={within} choices={HORIZONS} onChange={setWithin} />
          <ExportButton of="/exports/collection_cohorts" query={query} />
        </>
      }
    >
      <Answer of={found} height={290} empty="No work was completed in this period.">
        {({ data }) => (
          <Chart
            label={`Share of the work of each month that was collected within ${within} days`}
            along={MONTH}
            series={[{ key: "collection_rate", label: `Within ${within} days`, kind: "rate" }]}
            more={[
              { key: "collectible_amount", label: "Collectible", kind: "amount" },
              { key: "patient_payment_amount", label: "From patients", kind: "amount" },
              { key: "insurance_payment_amount", label: "From insurance", kind: "amount" },
              { key: "is_final", label: "Final", kind: "yes" },
            ]}
            rows={data.filter((row) => String(row.horizon) === within)}
            height={270}
            isOpen={(row) => !row.is_final}
          />
        )}
      </Answer>
    </Card>
  );
}
