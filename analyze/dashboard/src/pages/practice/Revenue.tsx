/** From gross production to money in the bank, month by month, and what is missing and may come back. */
import { useNavigate, useSearchParams } from "react-router";
import { useAsk, usePages } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { endOfMonth } from "../../format/days";
import { label, RISKS } from "../../format/labels";
import { Answer } from "../../parts/Answer";
import { Bridge } from "../../parts/Bridge";
import { Card } from "../../parts/Card";
import { Chart, type Series } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { ExportButton } from "../../parts/ExportButton";
import { More } from "../../parts/More";
import { Tiles } from "../../parts/Tile";
import { asQuery, useFilters, useKeep } from "../../shell/filters";
import { Page } from "../../shell/Page";

type Row = RowOf<"/reports/revenue/">;
type Risk = RowOf<"/reports/at-risk/">;
type Event = RowOf<"/reports/at-risk/events/">;

const PERIOD = "12-months";
const MONTH: Column<Row> = { key: "period_start_date", label: "Month", kind: "month" };
const DAY: Column<Row> = { key: "period_start_date", label: "Day", kind: "day" };
const SERIES: Series<Row>[] = [
  { key: "production_amount", label: "Gross production", kind: "amount", as: "bar" },
  { key: "net_production_amount", label: "Net production", kind: "amount", as: "line" },
  { key: "total_income_amount", label: "Collected", kind: "amount", as: "line" },
];
const VARIANTS: [string, string][] = [
  ["practice", "As the practice has it"],
  ["pay_date", "By payment"],
  ["procedure_date", "By procedure"],
  ["claim_date", "By claim"],
];

export default function Revenue() {
  const filters = useFilters(PERIOD);
  const keep = useKeep();
  const go = useNavigate();
  const [search, setSearch] = useSearchParams();
  const variant = (VARIANTS.find(([name]) => name === search.get("write_offs"))?.[0] ??
    "practice") as "practice";
  const grain = filters.from.slice(0, 7) === filters.to.slice(0, 7) ? "day" : "month";
  const query = { ...asQuery(filters), variant, grain, limit: 500 } as const;
  const found = useAsk("/reports/revenue/", { query });
  const total = useAsk("/reports/revenue/total/", {
    query: { ...asQuery(filters), variant },
  });
  const choose = (name: string) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (name === "practice") next.delete("write_offs");
        else next.set("write_offs", name);
        return next;
      },
      { replace: true },
    );
  return (
    <Page
      title="Revenue"
      lede="What was done, what of it counts, what came in, and what is missing."
      filters={["period", "clinic", "provider", "compare"]}
      fallback={PERIOD}
      actions={
        <ExportButton of="/exports/revenue" query={{ ...asQuery(filters), variant, grain }} />
      }
    >
      <Tiles
        kpis={["gross_production", "net_production", "total_collections", "collection_pct_net"]}
        fallback={PERIOD}
      />
      <Card
        title="From gross to collected"
        lede="Income of the period, whenever its work was done: it is not a share of this production."
        meta={total.data?.meta}
        actions={
          // biome-ignore lint/a11y/useSemanticElements: four buttons, not a form
          <div className="switch no-print" role="group" aria-label="When a write-off counts">
            {VARIANTS.map(([name, text]) => (
              <button
                key={name}
                type="button"
                aria-pressed={variant === name}
                onClick={() => choose(name)}
              >
                {text}
              </button>
            ))}
          </div>
        }
      >
        <Answer of={total} height={280}>
          {({ data }) => (
            <Bridge
              label="From gross production to collections"
              steps={[
                { label: "Gross production", amount: data[0]?.production_amount },
                { label: "Write-offs", amount: data[0]?.write_off_amount, isMove: true },
                { label: "Adjustments", amount: data[0]?.adjustment_amount, isMove: true },
                { label: "Net production", amount: data[0]?.net_production_amount },
                { label: "From patients", amount: data[0]?.patient_income_amount },
                { label: "From insurance", amount: data[0]?.insurance_income_amount },
                { label: "Collected", amount: data[0]?.total_income_amount },
              ]}
            />
          )}
        </Answer>
      </Card>
      <Card title={grain === "day" ? "Day by day" : "Month by month"} meta={found.data?.meta}>
        <Answer of={found} height={320}>
          {({ data }) => (
            <Chart
              label="Production, net production and collections"
              along={grain === "day" ? DAY : MONTH}
              series={SERIES}
              rows={data}
              height={300}
              onPick={
                grain === "month"
                  ? (row) =>
                      go(
                        keep("/revenue", {
                          from: row.period_start_date,
                          to: endOfMonth(row.period_start_date),
                          period: "",
                        }),
                      )
                  : (row) => go(`/close/${row.period_start_date}`)
              }
            />
          )}
        </Answer>
      </Card>
      <AtRisk clinic={filters.clinic} risk={search.get("risk")} />
    </Page>
  );
}

const RISK_COLUMNS: Column<Risk>[] = [
  { key: "risk", label: "Why", value: (it) => label(RISKS, it.risk) },
  { key: "event_count", label: "Events", kind: "count" },
  { key: "open_amount", label: "Still missing", kind: "amount" },
  { key: "expected_recovery_amount", label: "Expected back", kind: "amount" },
  { key: "recovery_rate", label: "Came back before", kind: "rate" },
  { key: "risk_event_count", label: "of past events", kind: "count" },
  { key: "foretold_amount", label: "Back-test: foretold", kind: "amount" },
  { key: "newer_recovered_amount", label: "came", kind: "amount" },
  { key: "foretold_error_amount", label: "off by", kind: "amount" },
];

const EVENT_COLUMNS: Column<Event>[] = [
  { key: "event_date", label: "Day", kind: "day" },
  { key: "risk", label: "Why", value: (it) => label(RISKS, it.risk) },
  { key: "patient_id", label: "Patient", value: (it) => `#${it.patient_id}` },
  { key: "missing_days", label: "Days", kind: "count" },
  { key: "risk_amount", label: "Went missing", kind: "cents" },
  { key: "recovered_amount", label: "Came back", kind: "cents" },
  { key: "open_amount", label: "Still missing", kind: "cents" },
  { key: "expected_recovery_amount", label: "Expected", kind: "cents" },
];

function AtRisk({ clinic, risk }: { clinic: number | undefined; risk: string | null }) {
  const found = useAsk("/reports/at-risk/", { query: { clinic } });
  const [, setSearch] = useSearchParams();
  const events = usePages("/reports/at-risk/events/", {
    query: { clinic, risk: risk ?? undefined, limit: 100 },
    enabled: risk !== null,
  });
  const rows = (events.data?.pages ?? []).flatMap((page) => page.data);
  return (
    <Card
      title="At risk, and what of it comes back"
      lede="Money that went missing and may come back. The older half of past events foretells the newer one; the last columns say how well. Choose a line for its events."
      meta={found.data?.meta}
    >
      <Answer of={found} height={180}>
        {({ data }) => (
          <DataTable
            label="At risk"
            columns={RISK_COLUMNS}
            rows={data}
            rowKey={(it) => it.risk}
            isPlain
            onOpen={(it) =>
              setSearch((now) => {
                const next = new URLSearchParams(now);
                next.set("risk", it.risk);
                return next;
              })
            }
          />
        )}
      </Answer>
      {risk !== null && (
        <div className="below">
          <h3>{label(RISKS, risk)}: events</h3>
          <Answer
            of={{ ...events, data: events.data ? rows : undefined }}
            height={300}
            isEmpty={() => rows.length === 0}
          >
            {() => (
              <DataTable
                label="Events"
                columns={EVENT_COLUMNS}
                rows={rows}
                rowKey={(it) => `${it.risk}.${it.source_id}`}
              />
            )}
          </Answer>
          <More of={events} />
        </div>
      )}
    </Card>
  );
}
