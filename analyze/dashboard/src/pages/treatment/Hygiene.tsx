/** Hygiene and recall: who left with the next cleaning, who is due, who is overdue. */
import { Link } from "react-router";
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
import { useFilters, useKeep } from "../../shell/filters";
import { Page } from "../../shell/Page";
import { useKeyPick } from "../../shell/picks";

type Month = RowOf<"/reports/hygiene-months/">;
type Provider = RowOf<"/reports/hygiene-providers/">;
type RecallMonth = RowOf<"/reports/recall-months/">;
type RecallType = RowOf<"/reports/recall-types/">;

const MONTH: Column<Month> = { key: "month_start_date", label: "Month", kind: "month" };
const DUE: Column<RecallMonth> = { key: "due_month_date", label: "Fell due", kind: "month" };
const TYPES: Column<RecallType>[] = [
  { key: "recall_type_name", label: "Recall" },
  { key: "recall_count", label: "Patients", kind: "count" },
  { key: "scheduled_count", label: "On the book", kind: "count" },
  { key: "due_count", label: "Due", kind: "count" },
  { key: "overdue_count", label: "Overdue", kind: "count" },
  { key: "overdue_0_90_count", label: "to 90 days", kind: "count", minor: true },
  { key: "overdue_91_365_count", label: "to a year", kind: "count", minor: true },
  { key: "overdue_over_365_count", label: "longer", kind: "count", minor: true },
];

export default function Hygiene() {
  const role = useRole();
  const { from, to, clinic, provider, set } = useFilters("12-months");
  const names = useNames();
  const keep = useKeep();
  const [type, setType] = useKeyPick("recall");
  const isFrontDesk = role === "front_desk";
  const isOwn = role === "provider" || role === "hygienist";
  const query = { from, to, clinic, provider };
  const months = useAsk("/reports/hygiene-months/", {
    query: { ...query, limit: 500 },
    enabled: !isFrontDesk,
  });
  const recalls = useAsk("/reports/recall-months/", {
    query: { from, to, clinic, recall_type: type, limit: 500 },
    enabled: !isOwn,
  });
  const columns: Column<Provider>[] = [
    { key: "provider_id", label: "Provider", value: (row) => names.provider(row.provider_id) },
    { key: "hygiene_visit_count", label: "Visits", kind: "count" },
    { key: "reappointment_rate", label: "Left with the next", kind: "rate" },
    { key: "perio_rate", label: "Gum treatment", kind: "rate" },
    { key: "perio_charted_rate", label: "Charted", kind: "rate" },
    { key: "fluoride_count", label: "Fluoride", kind: "count", minor: true },
    { key: "bitewing_count", label: "Bitewings", kind: "count", minor: true },
    { key: "production_amount", label: "Production", kind: "amount", minor: true },
  ];
  return (
    <Page
      title="Hygiene and recall"
      lede="Who left with the next cleaning booked, who is due and who is overdue."
      filters={["period", "clinic", ...(isOwn ? [] : (["provider"] as const)), "compare"]}
      fallback="12-months"
      actions={<Link to={keep("/worklists/overdue_hygiene")}>Call who is overdue</Link>}
    >
      {!isFrontDesk && (
        <Tiles
          kpis={[
            "hygiene_reappointment_pct",
            // Recalls belong to patients, not to whoever cleans: own rows have none.
            ...(isOwn ? [] : ["recall_overdue", "recall_effectiveness"]),
            "hygiene_open_time_pct",
            "hygiene_production_per_hour",
            "perio_charting_compliance",
          ]}
          fallback="12-months"
        />
      )}
      {!isFrontDesk && (
        <Card title="Left with the next visit" className="card--half" meta={months.data?.meta}>
          <Answer of={months} height={270} empty="No hygiene visits in this period.">
            {({ data }) => (
              <Chart
                label="Share of hygiene visits by month: left with the next booked, gum treatment, charted"
                along={MONTH}
                series={[
                  {
                    key: "reappointment_rate",
                    label: "Left with the next",
                    kind: "rate",
                    as: "line",
                  },
                  { key: "perio_charted_rate", label: "Charted", kind: "rate", as: "dashed" },
                  { key: "perio_rate", label: "Gum treatment", kind: "rate", as: "line" },
                ]}
                more={[{ key: "hygiene_visit_count", label: "Visits", kind: "count" }]}
                rows={data}
                height={250}
              />
            )}
          </Answer>
        </Card>
      )}
      {!isOwn && (
        <Card
          title="Recalls met within 90 days"
          lede="By the month they fell due. Lighter bars are months whose days are not over."
          className={isFrontDesk ? undefined : "card--half"}
          meta={recalls.data?.meta}
          actions={
            type !== undefined && (
              <button type="button" className="chip" onClick={() => setType(undefined)}>
                One recall type: show all
              </button>
            )
          }
        >
          <Answer of={recalls} height={250} empty="No recall fell due in this period.">
            {({ data }) => (
              <Chart
                label="Recalls by the month they fell due, and the share met within 90 days"
                along={DUE}
                series={[{ key: "met_in_90_days_rate", label: "Met within 90 days", kind: "rate" }]}
                more={[
                  { key: "due_recall_count", label: "Fell due", kind: "count" },
                  { key: "met_by_due_date_count", label: "Met by then", kind: "count" },
                  { key: "met_in_30_days_count", label: "In 30 days", kind: "count" },
                  { key: "met_in_90_days_count", label: "In 90 days", kind: "count" },
                  { key: "is_final", label: "Final", kind: "yes" },
                ]}
                rows={data}
                height={230}
                isOpen={(row) => !row.is_final}
              />
            )}
          </Answer>
        </Card>
      )}
      <RowsCard
        title="Where recalls stand today"
        lede={isOwn ? undefined : "Choose a recall to see how its months were met."}
        of="/reports/recall-types/"
        query={{ clinic, provider }}
        columns={TYPES}
        rowKey={(row) => row.recall_type_id}
        empty={
          isOwn
            ? "No recall names you as its provider. The work list has everybody who is overdue."
            : "No patient has a recall. Recall types are set up in Open Dental."
        }
        exported="/exports/recall_types"
        onOpen={isOwn ? undefined : (row) => setType(row.recall_type_id)}
        openLabel={(row) => `${row.recall_type_name}: how its months were met`}
        height={180}
      />
      {!isFrontDesk && (
        <RowsCard
          title="By provider"
          of="/reports/hygiene-providers/"
          query={query}
          columns={columns}
          rowKey={(row) => row.provider_id}
          empty="No hygiene visits in this period."
          exported="/exports/hygiene_providers"
          onOpen={isOwn ? undefined : (row) => set({ provider: row.provider_id })}
          openLabel={(row) => `${names.provider(row.provider_id)}: look at them alone`}
          height={180}
        />
      )}
    </Page>
  );
}
