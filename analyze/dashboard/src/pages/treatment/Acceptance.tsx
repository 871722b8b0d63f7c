/** Accepted of what was presented, by month of planning and by provider. Open months are drawn lighter. */
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { ExportButton } from "../../parts/ExportButton";
import { RowsCard } from "../../parts/RowsCard";
import { Segments } from "../../parts/Segments";
import { useNames } from "../../session/practice";
import { useFilters } from "../../shell/filters";
import { usePick } from "../../shell/picks";

type Month = RowOf<"/reports/acceptance-months/">;
type Provider = RowOf<"/reports/acceptance-providers/">;

const HORIZONS = [
  ["90", "90 days"],
  ["30", "30 days"],
  ["0", "Same day"],
] as const;
const DAYS = { "90": 90, "30": 30, "0": 0 } as const;

const MONTH: Column<Month> = { key: "month_start_date", label: "Planned in", kind: "month" };

export function Acceptance({ isOwn }: { isOwn: boolean }) {
  const { from, to, clinic, provider, set } = useFilters("12-months");
  const names = useNames();
  const [within, setWithin] = usePick(
    "within",
    HORIZONS.map(([name]) => name),
  );
  const query = { from, to, clinic, provider, horizon: DAYS[within] };
  const months = useAsk("/reports/acceptance-months/", { query: { ...query, limit: 500 } });
  const columns: Column<Provider>[] = [
    { key: "provider_id", label: "Provider", value: (row) => names.provider(row.provider_id) },
    { key: "presented_amount", label: "Presented", kind: "amount" },
    { key: "accepted_amount", label: "Accepted", kind: "amount" },
    { key: "accepted_amount_rate", label: "Share of fees", kind: "rate" },
    { key: "accepted_count_rate", label: "Share of procedures", kind: "rate" },
    { key: "presented_count", label: "Procedures", kind: "count", minor: true },
    { key: "completed_amount", label: "Completed", kind: "amount", minor: true },
    { key: "is_final", label: "Final", kind: "yes", minor: true },
  ];
  return (
    <>
      <Card
        title="Accepted, by month of planning"
        lede="Lighter bars are months in which patients can still say yes in time."
        meta={months.data?.meta}
        actions={
          <>
            <Segments label="Within" value={within} choices={HORIZONS} onChange={setWithin} />
            <ExportButton of="/exports/acceptance_months" query={query} />
          </>
        }
      >
        <Answer of={months} height={290} empty="No treatment was presented in this period.">
          {({ data }) => (
            <Chart
              label={`Share of presented fees accepted within ${within} days, by month of planning`}
              along={MONTH}
              series={[{ key: "accepted_amount_rate", label: "Accepted", kind: "rate" }]}
              more={[
                { key: "presented_amount", label: "Presented", kind: "amount" },
                { key: "accepted_amount", label: "Accepted fees", kind: "amount" },
                { key: "presented_count", label: "Procedures", kind: "count" },
                { key: "accepted_count", label: "Accepted", kind: "count" },
                { key: "is_final", label: "Final", kind: "yes" },
              ]}
              rows={data}
              height={270}
              isOpen={(row) => !row.is_final}
            />
          )}
        </Answer>
      </Card>
      <RowsCard
        title="By provider"
        of="/reports/acceptance-providers/"
        query={query}
        columns={columns}
        rowKey={(row) => row.provider_id}
        empty="No treatment was presented in this period."
        exported="/exports/acceptance_providers"
        onOpen={isOwn ? undefined : (row) => set({ provider: row.provider_id })}
        openLabel={(row) => `${names.provider(row.provider_id)}: look at them alone`}
        height={200}
      />
    </>
  );
}
