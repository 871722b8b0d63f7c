/** One key figure: month by month, cut by provider and clinic, held against Open Dental's own. */
import { Link, Navigate, useNavigate, useParams } from "react-router";
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { endOfMonth } from "../../format/days";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart, type Series } from "../../parts/Chart";
import type { Column, Kind } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { Tiles } from "../../parts/Tile";
import { useNames } from "../../session/practice";
import { useFilters } from "../../shell/filters";
import { Page } from "../../shell/Page";

type Value = RowOf<"/kpis/{kpi_id}">;
type Verdict = RowOf<"/kpis/{kpi_id}/reconciliation">;

const KINDS: Record<string, Kind> = {
  amount: "amount",
  per_hour: "amount",
  rate: "rate",
  count: "count",
};
const MONTH: Column<Value> = { key: "period_start_date", label: "Month", kind: "month" };
const DAY: Column<Value> = { key: "period_start_date", label: "Day", kind: "day" };

export default function Figure() {
  const id = useParams()["*"];
  return id ? <One key={id} id={id} /> : <Navigate to="/definitions" replace />;
}

function One({ id }: { id: string }) {
  const filters = useFilters("12-months");
  const go = useNavigate();
  const names = useNames();
  const { from, to, clinic, provider } = filters;
  const variant = filters.variants[id];
  const isShort = from.slice(0, 7) === to.slice(0, 7);
  const path = { kpi_id: id };
  const definition = useAsk("/kpis/{kpi_id}/definition", { path });
  const chosen =
    definition.data?.variants.find((it) => it.variant === variant) ?? definition.data?.variants[0];
  const grain = isShort && chosen?.is_additive ? "day" : "month";
  const query = { from, to, clinic, provider, variant, grain, limit: 500 } as const;
  const whole = useAsk("/kpis/{kpi_id}", { path, query });
  const byProvider = useAsk("/kpis/{kpi_id}", {
    path,
    query: { ...query, grain: "month", by: "provider" },
  });
  const byClinic = useAsk("/kpis/{kpi_id}", {
    path,
    query: { ...query, grain: "month", by: "clinic" },
  });
  const proof = useAsk("/kpis/{kpi_id}/reconciliation", { path, query: { limit: 200 } });
  const kind = KINDS[chosen?.unit ?? ""] ?? "decimal";
  const value: Series<Value> = {
    key: "value",
    label: chosen?.kpi_label ?? "Value",
    kind,
    as: kind === "amount" || kind === "count" ? "bar" : "line",
  };
  const columns = (who: Column<Value>): Column<Value>[] => [
    MONTH,
    who,
    { key: "value", label: "Value", kind },
    { key: "numerator", label: chosen?.unit === "rate" ? "Of it" : "Sum", kind: part(kind) },
    { key: "denominator", label: "By", kind: part(kind) },
    { key: "n", label: "n", kind: "count" },
  ];
  return (
    <Page
      title={chosen?.kpi_label ?? "Figure"}
      lede={chosen?.meaning}
      filters={["period", "clinic", "provider", "compare"]}
      fallback="12-months"
      actions={<Link to={`/definitions/${id}`}>Definition, SQL and lineage</Link>}
    >
      <Tiles kpis={[id]} fallback="12-months" />
      <Card
        title={grain === "day" ? "Day by day" : "Month by month"}
        lede={chosen?.caution}
        meta={whole.data?.meta}
      >
        <Answer of={whole} height={300}>
          {({ data }) => (
            <Chart
              label={`${chosen?.kpi_label ?? id} by ${grain}`}
              along={grain === "day" ? DAY : MONTH}
              series={[value]}
              rows={data}
              onPick={
                grain === "month" && chosen?.is_additive
                  ? (row) =>
                      go(
                        `?from=${row.period_start_date}&to=${endOfMonth(row.period_start_date)}${
                          variant ? `&variants=${id}:${variant}` : ""
                        }`,
                      )
                  : undefined
              }
            />
          )}
        </Answer>
      </Card>
      <Card title="By provider" className="card--half" meta={byProvider.data?.meta}>
        <Answer of={byProvider} height={240}>
          {({ data }) => (
            <DataTable
              label="By provider"
              columns={columns({
                key: "provider_id",
                label: "Provider",
                value: (it) => names.provider(it.provider_id),
              })}
              rows={data}
              rowKey={(it) => `${it.period_start_date}.${it.provider_id}.${it.variant}`}
              initialSort={{ key: "period_start_date", isDescending: true }}
            />
          )}
        </Answer>
      </Card>
      <Card title="By clinic" className="card--half" meta={byClinic.data?.meta}>
        <Answer of={byClinic} height={240}>
          {({ data }) => (
            <DataTable
              label="By clinic"
              columns={columns({
                key: "clinic_id",
                label: "Clinic",
                value: (it) => names.clinic(it.clinic_id),
              })}
              rows={data}
              rowKey={(it) => `${it.period_start_date}.${it.clinic_id}.${it.variant}`}
              initialSort={{ key: "period_start_date", isDescending: true }}
            />
          )}
        </Answer>
      </Card>
      <Card title="Beside Open Dental's own figures" meta={proof.data?.meta}>
        <Answer
          of={proof}
          height={200}
          empty="No report of Open Dental prints this figure, so there is nothing to compare it with."
        >
          {({ data }) => (
            <DataTable
              label="Open Dental's figures beside ours"
              columns={VERDICTS}
              rows={data}
              rowKey={(it) => `${it.report}.${it.policy}.${it.window_start}.${it.window_end}`}
            />
          )}
        </Answer>
      </Card>
    </Page>
  );
}

/** Parts of a share are counts or amounts; the API does not say which, so they are plain. */
function part(kind: Kind): Kind {
  return kind === "rate" ? "decimal" : kind;
}

export const VERDICTS: Column<Verdict>[] = [
  { key: "report", label: "Report and line", value: (it) => it.report?.replaceAll("_", " ") },
  { key: "window_start", label: "From", kind: "day" },
  { key: "window_end", label: "To", kind: "day" },
  { key: "policy", label: "Policy" },
  { key: "theirs", label: "Open Dental", kind: "cents" },
  { key: "ours", label: "Enamel", kind: "cents" },
  { key: "difference", label: "Difference", kind: "cents" },
];
