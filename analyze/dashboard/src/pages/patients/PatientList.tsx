/** Patients by what is known of them today; names on request. */
import type { RowOf } from "../../api/client";
import { words } from "../../format/words";
import type { Column } from "../../parts/columns";
import { PatientLink } from "../../parts/PatientLink";
import { RowsCard } from "../../parts/RowsCard";
import { Segments } from "../../parts/Segments";
import { useNames } from "../../session/practice";
import { useFilters } from "../../shell/filters";
import { usePick } from "../../shell/picks";

type Profile = RowOf<"/patients/">;

const WHICH = [
  ["active", "Active"],
  ["overdue", "Recall overdue"],
  ["away", "Not seen for 18 months"],
  ["prospective", "Prospective"],
  ["all", "All"],
] as const;

const ASKED = {
  active: { active: true },
  overdue: { recall_overdue: true },
  away: { active: false, status: "patient" },
  prospective: { status: "prospective" },
  all: {},
} as const;

export function PatientList({ onChoose }: { onChoose: (patientId: number) => void }) {
  const { clinic, provider } = useFilters();
  const names = useNames();
  const [which, setWhich] = usePick(
    "which",
    WHICH.map(([name]) => name),
  );
  const columns: Column<Profile>[] = [
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    {
      key: "patient_status",
      label: "Status",
      value: (row) => words(row.patient_status),
      minor: true,
    },
    { key: "last_visit_date", label: "Last visit", kind: "day" },
    {
      key: "next_appointment_at",
      label: "Next",
      kind: "day",
      value: (row) => row.next_appointment_at?.slice(0, 10),
    },
    { key: "recall_due_date", label: "Recall due", kind: "day" },
    { key: "unscheduled_amount", label: "Not scheduled", kind: "amount" },
    { key: "coverage", label: "Coverage", value: (row) => words(row.coverage), minor: true },
    {
      key: "primary_provider_id",
      label: "Provider",
      value: (row) => names.provider(row.primary_provider_id),
      minor: true,
    },
    { key: "visit_count", label: "Visits", kind: "count", minor: true },
    { key: "family_patient_count", label: "Family", kind: "count", minor: true },
  ];
  return (
    <RowsCard
      title="List"
      of="/patients/"
      query={{ clinic, provider, ...ASKED[which] }}
      columns={columns}
      rowKey={(row) => row.patient_id}
      empty="No patient is like this. Choose another group or clinic."
      exported="/exports/patients"
      isOfPatients
      picks={<Segments label="Which patients" value={which} choices={WHICH} onChange={setWhich} />}
      onOpen={(row) => onChoose(row.patient_id)}
      openLabel={(row) => `Patient ${row.patient_id}: open`}
    />
  );
}
