/** Every key figure: what it says, when it misleads, how it is made, what others reach. */
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useAsk, usePages } from "../../api/asking";
import type { RowOf, Schemas } from "../../api/client";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { More } from "../../parts/More";
import { useFormats } from "../../session/practice";
import { Page } from "../../shell/Page";
import { Lineage } from "./Lineage";

type Row = RowOf<"/kpis">;

export default function Definitions() {
  const id = useParams()["*"];
  return id ? <Definition key={id} id={id} /> : <All />;
}

const COLUMNS: Column<Row>[] = [
  { key: "kpi_number", label: "No.", width: "56px" },
  { key: "kpi_label", label: "Figure", show: (it) => <b>{it.kpi_label}</b> },
  { key: "domain", label: "Part", value: (it) => words(it.domain), minor: true },
  { key: "meaning", label: "What it says" },
  { key: "date_basis", label: "Dated by", minor: true },
  { key: "row_count", label: "Rows", kind: "count", minor: true },
];

function All() {
  const [text, setText] = useState("");
  const go = useNavigate();
  const found = usePages("/kpis", { query: { default: true, limit: 500 } });
  const rows = (found.data?.pages ?? []).flatMap((page) => page.data);
  const wanted = text.trim().toLowerCase();
  const shown = rows.filter((it) =>
    `${it.kpi_number} ${it.kpi_label} ${it.meaning} ${it.kpi_id} ${it.domain}`
      .toLowerCase()
      .includes(wanted),
  );
  return (
    <Page
      title="Definitions"
      lede="What every figure says, when it misleads, the SQL behind it, and how to check it in Open Dental itself."
    >
      <Card
        title="Key figures"
        actions={
          <TextField
            label="Find"
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        }
      >
        <Answer
          of={{ ...found, data: found.data ? shown : undefined }}
          height={600}
          isEmpty={() => shown.length === 0}
          empty="No figure has these words. Try fewer of them."
        >
          {() => (
            <DataTable
              label="Key figures"
              columns={COLUMNS}
              rows={shown}
              rowKey={(it) => it.kpi_id}
              onOpen={(it) => go(`/definitions/${it.kpi_id}`)}
            />
          )}
        </Answer>
        <More of={found} />
      </Card>
    </Page>
  );
}

const VARIANTS: Column<Row>[] = [
  {
    key: "variant_label",
    label: "Definition",
    show: (it) => (
      <Link to={`/figures/${it.kpi_id}?variants=${it.kpi_id}:${it.variant}`}>
        {it.variant_label || it.variant}
      </Link>
    ),
  },
  { key: "is_default", label: "Shown first", kind: "yes" },
  { key: "unit", label: "Unit", value: (it) => words(it.unit) },
  { key: "date_basis", label: "Dated by" },
  { key: "first_period_date", label: "From", kind: "day" },
  { key: "last_period_date", label: "To", kind: "day" },
  { key: "row_count", label: "Rows", kind: "count" },
];

const GRADES: Record<string, string> = {
  A: "A: published survey",
  B: "B: a vendor's own customers",
  C: "C: rule of thumb",
};

function Definition({ id }: { id: string }) {
  const found = useAsk("/kpis/{kpi_id}/definition", { path: { kpi_id: id } });
  const lineage = useAsk("/kpis/{kpi_id}/lineage", { path: { kpi_id: id } });
  const format = useFormats();
  const first = found.data?.variants[0];
  const others: Column<Schemas["KpiBenchmark"]>[] = [
    { key: "benchmark_name", label: "What was measured" },
    { key: "population", label: "Of whom" },
    {
      key: "mean_value",
      label: "Mean",
      value: (it) => it.mean_value,
      show: (it) => format.unit(it.mean_value, it.unit),
    },
    {
      key: "top_decile_value",
      label: "Best tenth",
      show: (it) => format.unit(it.top_decile_value, it.unit),
    },
    {
      key: "low_value",
      label: "Range",
      show: (it) =>
        `${format.unit(it.low_value, it.unit)} to ${format.unit(it.high_value, it.unit)}`,
    },
    {
      key: "benchmark_grade",
      label: "Grade",
      show: (it) => GRADES[it.benchmark_grade] ?? it.benchmark_grade,
    },
    { key: "benchmark_source", label: "Who says so" },
    { key: "caution", label: "How it differs" },
  ];
  return (
    <Page
      title={first?.kpi_label ?? "Definition"}
      lede={first?.meaning}
      actions={<Link to={`/figures/${id}`}>See the figure</Link>}
    >
      <Answer of={found} height={700} isEmpty={() => false}>
        {(definition) => (
          <div className="page-body">
            <Card title="When it misleads" className="card--half">
              <p>{first?.caution}</p>
              {first?.absence_reason && <p>{first.absence_reason}</p>}
            </Card>
            <Card title="Why so" className="card--half">
              {definition.decision ? (
                <div className="prose">{definition.decision}</div>
              ) : (
                <p className="fine">Nobody argued about it yet.</p>
              )}
            </Card>
            <Card
              title="Its definitions"
              lede="The same words mean several things; each has a name."
            >
              <DataTable
                label="Its definitions"
                columns={VARIANTS}
                rows={definition.variants}
                rowKey={(it) => it.variant}
                isPlain
              />
            </Card>
            {definition.benchmarks.length > 0 && (
              <Card
                title="What others reach"
                lede="The start of a conversation, never a target. Look at the grade first."
              >
                <DataTable
                  label="What others reach"
                  columns={others}
                  rows={definition.benchmarks}
                  rowKey={(it) => `${it.benchmark_name}.${it.benchmark_source}`}
                  isPlain
                />
              </Card>
            )}
            <Card title="Where it comes from" lede="From the figure to Open Dental's own tables.">
              <Answer of={lineage} height={260} isEmpty={(it) => it.nodes.length === 0}>
                {(it) => <Lineage lineage={it} />}
              </Answer>
            </Card>
            <Sql
              title="The model, as it runs here"
              lede={definition.model ?? undefined}
              text={definition.model_sql}
              none="The model's file is not on this server."
            />
            <Sql
              title="The same asked of Open Dental"
              lede="Paste it into Open Dental's User Query."
              text={definition.open_dental_sql}
              none={first?.query_absence_reason ?? "There is no single query for it."}
            />
          </div>
        )}
      </Answer>
    </Page>
  );
}

interface SqlProps {
  title: string;
  lede?: string | undefined;
  text: string | null | undefined;
  none: string;
}

function Sql({ title, lede, text, none }: SqlProps) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Card
      title={title}
      lede={lede}
      className="card--half"
      actions={
        text && (
          <span className="switch no-print">
            <button
              type="button"
              onClick={() => {
                void navigator.clipboard.writeText(text).then(() => setIsCopied(true));
              }}
            >
              {isCopied ? "Copied" : "Copy"}
            </button>
          </span>
        )
      }
    >
      {text ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll what is longer than the frame
        <pre className="sql" tabIndex={0}>
          {text}
        </pre>
      ) : (
        <p className="fine">{none}</p>
      )}
    </Card>
  );
}
