/** Referrals: where new patients come from and what they bring, and who was sent to somebody else. */
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { ExportButton } from "../../parts/ExportButton";
import { PatientLink } from "../../parts/PatientLink";
import { RowsCard } from "../../parts/RowsCard";
import { Segments } from "../../parts/Segments";
import { Tiles } from "../../parts/Tile";
import { useNames } from "../../session/practice";
import { useRole } from "../../session/session";
import { useFilters } from "../../shell/filters";
import { Page } from "../../shell/Page";
import { useKeyPick, usePick } from "../../shell/picks";

type Source = RowOf<"/reports/referral-sources/">;
type Newcomer = RowOf<"/reports/new-patients/">;
type Out = RowOf<"/reports/referred-out/">;

const SOURCE: Column<Source> = { key: "source_name", label: "Source", value: called };
const DONE = [
  ["all", "All"],
  ["open", "Not back yet"],
  ["done", "Done"],
] as const;
/** Bars side by side have room for so many sources; the table has all. */
const SHOWN = 10;

export function called(row: Pick<Source, "source_name" | "source_kind">): string {
  return row.source_name || words(row.source_kind) || "No source";
}

export default function Referrals() {
  const role = useRole();
  const { from, to, clinic, provider } = useFilters("12-months");
  const names = useNames();
  const [source, setSource] = useKeyPick("source");
  const [done, setDone] = usePick(
    "back",
    DONE.map(([name]) => name),
  );
  const query = { from, to, clinic };
  const found = useAsk("/reports/referral-sources/", { query: { ...query, limit: 500 } });
  const all = found.data?.data ?? [];
  const chosen = all.find((row) => row.referral_id === source);
  const columns: Column<Source>[] = [
    SOURCE,
    { key: "source_kind", label: "Kind", value: (row) => words(row.source_kind), minor: true },
    { key: "new_patient_count", label: "New patients", kind: "count" },
    { key: "first_year_over_count", label: "First year over", kind: "count", minor: true },
    { key: "average_first_year_production_amount", label: "First year, each", kind: "amount" },
    { key: "first_year_production_amount", label: "First years, produced", kind: "amount" },
    { key: "first_year_collection_amount", label: "collected", kind: "amount", minor: true },
  ];
  const newcomers: Column<Newcomer>[] = [
    { key: "first_visit_date", label: "First visit", kind: "day" },
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    { key: "source", label: "Source", value: called },
    {
      key: "provider_id",
      label: "Provider",
      value: (row) => names.provider(row.provider_id),
      minor: true,
    },
    { key: "is_emergency_exam", label: "Emergency", kind: "yes", minor: true },
    { key: "first_visit_amount", label: "First visit, fees", kind: "cents" },
    { key: "first_year_production_amount", label: "First year", kind: "amount" },
  ];
  const out: Column<Out>[] = [
    { key: "referral_date", label: "Sent", kind: "day" },
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    { key: "specialty", label: "To", value: (row) => words(row.specialty) },
    { key: "procedure_code", label: "Code" },
    { key: "referral_to_status", label: "Status", value: (row) => words(row.referral_to_status) },
    { key: "open_days", label: "Days open", kind: "count" },
    { key: "gross_fee_amount", label: "Fee", kind: "cents", minor: true },
  ];
  return (
    <Page
      title="Referrals"
      lede="Where new patients come from, what their first year brings, and who was sent to somebody else."
      filters={["period", "clinic", "provider", "compare"]}
      fallback="12-months"
    >
      {role !== "front_desk" && (
        <Tiles
          kpis={["new_patients", "new_patients_without_source_pct", "referral_source_value"]}
          fallback="12-months"
        />
      )}
      <Card
        title="New patients by source"
        lede="Choose a source to see its patients below."
        meta={found.data?.meta}
        actions={<ExportButton of="/exports/referral_sources" query={query} />}
      >
        <Answer of={found} height={300} empty="No new patient came in this period.">
          {({ data }) => (
            <Chart
              label={`New patients by source, the ${SHOWN} with the most`}
              along={SOURCE}
              series={[{ key: "new_patient_count", label: "New patients", kind: "count" }]}
              more={columns.slice(1).filter((it) => it.key !== "new_patient_count")}
              rows={most(data)}
              height={280}
              onPick={(row) => setSource(row.referral_id)}
            />
          )}
        </Answer>
      </Card>
      <RowsCard
        title="New patients"
        lede={chosen ? `From ${called(chosen)}, the newest first.` : "The newest first."}
        of="/reports/new-patients/"
        query={{ ...query, provider, source }}
        columns={newcomers}
        rowKey={(row) => row.patient_id ?? 0}
        empty="No new patient came from there in this period."
        exported="/exports/new_patients"
        isOfPatients
        picks={
          source !== undefined && (
            <button type="button" className="chip-button" onClick={() => setSource(undefined)}>
              {chosen ? called(chosen) : "One source"}: show all
            </button>
          )
        }
      />
      <RowsCard
        title="Sent to somebody else"
        lede="The newest first. What is not back yet is worth a call."
        of="/reports/referred-out/"
        query={{ ...query, provider, done: done === "all" ? undefined : done === "done" }}
        columns={out}
        rowKey={(row) => row.referral_link_id}
        empty="Nobody was sent to somebody else in this period."
        exported="/exports/referred_out"
        isOfPatients
        picks={<Segments label="Come back" value={done} choices={DONE} onChange={setDone} />}
      />
    </Page>
  );
}

/** The sources with the most new patients. */
export function most(rows: readonly Source[]): Source[] {
  return [...rows]
    .sort((one, other) => Number(other.new_patient_count ?? 0) - Number(one.new_patient_count ?? 0))
    .slice(0, SHOWN);
}
