/** Providers: who made what in how many hours, beside the goal. Whoever sees own rows sees their own. */
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { RowsCard } from "../../parts/RowsCard";
import { Tiles } from "../../parts/Tile";
import { useNames } from "../../session/practice";
import { useRole } from "../../session/session";
import { useFilters } from "../../shell/filters";
import { Page } from "../../shell/Page";

type Month = RowOf<"/reports/provider-months/">;
type Score = RowOf<"/reports/provider-scorecard/">;

const MONTH: Column<Month> = { key: "month_start_date", label: "Month", kind: "month" };
const KPIS = [
  "net_production",
  "goal_attainment",
  "production_per_provider_hour",
  "production_per_visit",
  "case_acceptance_fee_pct",
  "hygiene_reappointment_pct",
];

export default function Providers() {
  const role = useRole();
  const isOwn = role === "provider" || role === "hygienist";
  const { from, to, clinic, provider, set } = useFilters("12-months");
  const names = useNames();
  const query = { from, to, clinic, provider };
  const months = useAsk("/reports/provider-months/", { query: { ...query, limit: 500 } });
  const columns: Column<Score>[] = [
    { key: "provider_id", label: "Provider", value: (row) => names.provider(row.provider_id) },
    { key: "net_production_amount", label: "Net production", kind: "amount" },
    { key: "goal_attainment_rate", label: "Of goal", kind: "rate" },
    { key: "scheduled_hours", label: "Hours", kind: "decimal", minor: true },
    { key: "production_per_hour_amount", label: "Per hour", kind: "amount" },
    { key: "visit_count", label: "Visits", kind: "count", minor: true },
    { key: "production_per_visit_amount", label: "Per visit", kind: "amount" },
    { key: "new_patient_count", label: "New patients", kind: "count", minor: true },
    { key: "accepted_amount_rate", label: "Accepted", kind: "rate", minor: true },
    { key: "hygiene_visit_count", label: "Hygiene visits", kind: "count", minor: true },
    { key: "reappointment_rate", label: "Left with the next", kind: "rate", minor: true },
    { key: "broken_rate", label: "Broken", kind: "rate", minor: true },
  ];
  const who = provider === undefined ? (isOwn ? "you" : "all providers") : names.provider(provider);
  return (
    <Page
      title={isOwn ? "Your own work" : "Providers"}
      lede={
        isOwn
          ? "What you made, in how many hours, and what your patients accepted. Nobody else's rows are here."
          : "Who made what in how many hours, and what their patients accepted. Whole months."
      }
      filters={["period", "clinic", ...(isOwn ? [] : (["provider"] as const)), "compare"]}
      fallback="12-months"
    >
      <Tiles kpis={KPIS} fallback="12-months" />
      <Card
        title="Made, beside the goal"
        lede={`Month by month, ${who}.`}
        className="card--half"
        meta={months.data?.meta}
      >
        <Answer of={months} height={280} empty="Nothing was made in this period.">
          {({ data }) => (
            <Chart
              label={`Net production and goal by month, ${who}`}
              along={MONTH}
              series={[
                { key: "net_production_amount", label: "Net production", kind: "amount" },
                { key: "goal_amount", label: "Goal", kind: "amount", as: "dashed" },
              ]}
              rows={data}
            />
          )}
        </Answer>
      </Card>
      <Card
        title="Per hour and per visit"
        lede={`Month by month, ${who}.`}
        className="card--half"
        meta={months.data?.meta}
      >
        <Answer of={months} height={280} empty="Nothing was made in this period.">
          {({ data }) => (
            <Chart
              label={`Production per scheduled hour and per visit by month, ${who}`}
              along={MONTH}
              series={[
                {
                  key: "production_per_hour_amount",
                  label: "Per hour",
                  kind: "amount",
                  as: "line",
                },
                {
                  key: "production_per_visit_amount",
                  label: "Per visit",
                  kind: "amount",
                  as: "dashed",
                },
              ]}
              more={[
                { key: "scheduled_hours", label: "Hours", kind: "decimal" },
                { key: "visit_count", label: "Visits", kind: "count" },
              ]}
              rows={data}
            />
          )}
        </Answer>
      </Card>
      <RowsCard
        title={isOwn ? "Your scorecard" : "Scorecard"}
        lede={isOwn ? undefined : "Choose a provider to look at them alone."}
        of="/reports/provider-scorecard/"
        query={query}
        columns={columns}
        rowKey={(row) => row.provider_id}
        empty="No provider worked in this period."
        exported="/exports/provider_scorecard"
        onOpen={isOwn ? undefined : (row) => set({ provider: row.provider_id })}
        openLabel={(row) => `${names.provider(row.provider_id)}: look at them alone`}
      />
    </Page>
  );
}
