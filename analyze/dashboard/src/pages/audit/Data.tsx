/** Whether the figures can be trusted: how fresh, what ran, what ties, what is wrong, what changed late. */
import { useAsk, usePages } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Badge } from "../../parts/Badge";
import { Card } from "../../parts/Card";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { More } from "../../parts/More";
import { useNames } from "../../session/practice";
import { useRole } from "../../session/session";
import { useFilters } from "../../shell/filters";
import { Page } from "../../shell/Page";
import { useTextPick } from "../../shell/picks";
import { ROLES } from "../../shell/places";
import { VERDICTS } from "../kpis/Figure";
import { RestatedBalances, Restatements } from "./Restated";

type Report = RowOf<"/reconciliation">;
type Run = RowOf<"/runs">;
type Mart = RowOf<"/freshness">;
type Table = RowOf<"/freshness/tables">;
type Finding = RowOf<"/findings">;
type FindingRow = RowOf<"/findings/rows">;

const REPORTS: Column<Report>[] = [
  { key: "report_name", label: "Open Dental's report", value: (it) => words(it.report_name) },
  {
    key: "badge",
    label: "Verdict",
    value: (it) => it.different_count,
    show: (it) => (
      <Badge
        status={it.different_count > 0 ? "differs" : "ties"}
        difference={it.difference_amount}
        reports={[it.report_name]}
        checkedAt={it.checked_at}
      />
    ),
  },
  { key: "checked_count", label: "Lines compared", kind: "count" },
  { key: "different_count", label: "Differ", kind: "count" },
  { key: "first_window_date", label: "From", kind: "day", minor: true },
  { key: "last_window_date", label: "To", kind: "day", minor: true },
  { key: "checked_at", label: "Compared", kind: "moment", minor: true },
];
const RUNS: Column<Run>[] = [
  { key: "started_at", label: "Began", kind: "moment" },
  { key: "verdict", label: "Ended", show: (it) => <Verdict verdict={it.verdict} /> },
  { key: "seconds", label: "Seconds", kind: "decimal" },
  { key: "table_count", label: "Tables", kind: "count" },
  { key: "failed_count", label: "Failed", kind: "count" },
  { key: "row_count", label: "Rows moved", kind: "count" },
];
const MARTS: Column<Mart>[] = [
  { key: "mart", label: "Mart" },
  { key: "built_at", label: "Built", kind: "moment" },
];
const TABLES: Column<Table>[] = [
  { key: "table_name", label: "Open Dental's table" },
  { key: "read_at", label: "Shows the source of", kind: "moment" },
  { key: "last_verdict", label: "Last attempt", value: (it) => words(it.last_verdict) },
];
const FINDINGS: Column<Finding>[] = [
  { key: "severity", label: "Weight", show: (it) => <Weight severity={it.severity} /> },
  {
    key: "rule_meaning",
    label: "What is wrong",
    show: (it) => (
      <>
        {it.rule_meaning}
        <div className="fine">Distorts {it.distorted_kpi_ids.replaceAll("_", " ")}</div>
      </>
    ),
  },
  { key: "finding_count", label: "Rows", kind: "count" },
  { key: "finding_amount", label: "Money", kind: "amount" },
  { key: "fixed_by", label: "Who mends it", value: (it) => words(it.fixed_by), minor: true },
  { key: "fix_place", label: "Where", minor: true },
];

export default function Data() {
  const role = useRole();
  const isOperations = role !== null && ROLES.OPERATIONS.includes(role);
  return (
    <Page
      title="Data"
      lede="How fresh the figures are, whether they are Open Dental's, and what in the source distorts them."
      filters={["clinic"]}
    >
      {role !== "auditor" && <Reconciliation />}
      {isOperations && <Findings />}
      {role !== "auditor" && role !== "front_desk" && role !== "hygienist" && <Restatements />}
      {role !== null && ROLES.MONEY.includes(role) && <RestatedBalances />}
      {isOperations && <Runs />}
      <Freshness hasTables={isOperations} />
    </Page>
  );
}

function Reconciliation() {
  const [report, choose] = useTextPick("report");
  const found = useAsk("/reconciliation", { query: { limit: 500 } });
  const lines = usePages("/reconciliation/lines", {
    query: { report, limit: 100 },
    enabled: report !== undefined,
  });
  const rows = (lines.data?.pages ?? []).flatMap((page) => page.data);
  return (
    <Card
      title="Beside Open Dental's own reports"
      lede="Each report computed again on Open Dental's database, compared line by line to the cent. Choose one for its lines."
    >
      <Answer of={found} height={420} empty="Nothing was compared yet. Run enamel reconcile.">
        {({ data }) => (
          <DataTable
            label="Reports"
            columns={REPORTS}
            rows={data}
            rowKey={(it) => it.report_name}
            onOpen={(it) => choose(it.report_name === report ? undefined : it.report_name)}
          />
        )}
      </Answer>
      {report !== undefined && (
        <div className="below">
          <h3>{words(report)}: lines</h3>
          <Answer
            of={{ ...lines, data: lines.data ? rows : undefined }}
            height={320}
            isEmpty={() => rows.length === 0}
          >
            {() => (
              <DataTable
                label="Lines"
                columns={VERDICTS}
                rows={rows}
                rowKey={(it) => `${it.report}.${it.policy}.${it.window_start}.${it.window_end}`}
              />
            )}
          </Answer>
          <More of={lines} />
        </div>
      )}
    </Card>
  );
}

function Findings() {
  const { clinic } = useFilters();
  const names = useNames();
  const [rule, choose] = useTextPick("rule");
  const found = useAsk("/findings", { query: { clinic, limit: 500 } });
  const all = usePages("/findings/rows", {
    query: { clinic, rule, limit: 100 },
    enabled: rule !== undefined,
  });
  const rows = (all.data?.pages ?? []).flatMap((page) => page.data);
  const columns: Column<FindingRow>[] = [
    { key: "finding_date", label: "Day", kind: "day" },
    { key: "finding_text", label: "What is wrong" },
    { key: "provider_id", label: "Provider", value: (it) => names.provider(it.provider_id) },
    { key: "finding_amount", label: "Money", kind: "cents" },
    { key: "source_table", label: "Table", minor: true },
    { key: "source_key", label: "Key", minor: true },
  ];
  return (
    <Card
      title="What is wrong in the source"
      lede="What it distorts, who mends it, and where in Open Dental. Choose a line for its rows."
      meta={found.data?.meta}
    >
      <Answer of={found} height={300} empty="No rule finds anything.">
        {({ data }) => (
          <DataTable
            label="Findings"
            columns={FINDINGS}
            rows={data}
            rowKey={(it) => it.rule}
            onOpen={(it) => choose(it.rule === rule ? undefined : it.rule)}
          />
        )}
      </Answer>
      {rule !== undefined && (
        <div className="below">
          <h3>{words(rule)}: rows</h3>
          <Answer
            of={{ ...all, data: all.data ? rows : undefined }}
            height={320}
            isEmpty={() => rows.length === 0}
          >
            {() => (
              <DataTable
                label="Rows"
                columns={columns}
                rows={rows}
                rowKey={(it) => `${it.rule}.${it.source_key}`}
              />
            )}
          </Answer>
          <More of={all} />
        </div>
      )}
    </Card>
  );
}

function Runs() {
  const found = useAsk("/runs", { query: { limit: 10 } });
  return (
    <Card title="Last runs" className="card--half" meta={found.data?.meta}>
      <Answer of={found} height={200} empty="Nothing ran yet. Run meltano run daily.">
        {({ data }) => (
          <DataTable label="Last runs" columns={RUNS} rows={data} rowKey={(it) => it.run_id} />
        )}
      </Answer>
    </Card>
  );
}

function Freshness({ hasTables }: { hasTables: boolean }) {
  const marts = useAsk("/freshness");
  return (
    <>
      {hasTables && <Tables />}
      <Card title="When each mart was built" className="card--half">
        <Answer of={marts} height={300}>
          {({ data }) => (
            <DataTable label="Marts" columns={MARTS} rows={data} rowKey={(it) => it.mart} />
          )}
        </Answer>
      </Card>
    </>
  );
}

function Tables() {
  const tables = useAsk("/freshness/tables", { query: { limit: 500 } });
  return (
    <Card title="What of Open Dental it shows" className="card--half">
      <Answer of={tables} height={300} empty="No table was read yet.">
        {({ data }) => (
          <DataTable label="Tables" columns={TABLES} rows={data} rowKey={(it) => it.table_name} />
        )}
      </Answer>
    </Card>
  );
}

const VERDICT_CHIPS: Record<string, string> = {
  succeeded: "chip chip--good",
  failed: "chip chip--bad",
  died: "chip chip--bad",
};

function Verdict({ verdict }: { verdict: string }) {
  return <span className={VERDICT_CHIPS[verdict] ?? "chip"}>{words(verdict)}</span>;
}

function Weight({ severity }: { severity: string }) {
  const chips: Record<string, string> = { high: "chip chip--bad", medium: "chip chip--warning" };
  return <span className={chips[severity] ?? "chip"}>{words(severity)}</span>;
}
