/** What carriers owe today by age, and the claims behind it. */
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { ExportButton } from "../../parts/ExportButton";
import { PatientLink } from "../../parts/PatientLink";
import { RowsCard } from "../../parts/RowsCard";
import { Segments } from "../../parts/Segments";
import { useNames } from "../../session/practice";
import { useFilters } from "../../shell/filters";
import { usePick } from "../../shell/picks";

type Carrier = RowOf<"/reports/insurance-carriers/">;
type Claim = RowOf<"/reports/claims-outstanding/">;

const AGES = [
  ["all", "All ages"],
  ["0-30", "0 to 30"],
  ["31-60", "31 to 60"],
  ["61-90", "61 to 90"],
  ["over 90", "Over 90"],
] as const;

const SERIES = [
  { key: "estimate_0_30_amount", label: "0 to 30 days", kind: "amount", as: "stack" },
  { key: "estimate_31_60_amount", label: "31 to 60", kind: "amount", as: "stack" },
  { key: "estimate_61_90_amount", label: "61 to 90", kind: "amount", as: "stack" },
  { key: "estimate_over_90_amount", label: "Over 90", kind: "amount", as: "stack" },
] as const;

const CARRIER: Column<Carrier> = { key: "carrier_name", label: "Carrier" };

/** Bars side by side have room for so many carriers; the file has all. */
const SHOWN = 10;

export function Owed() {
  const { clinic, provider, payer, set } = useFilters("12-months");
  const names = useNames();
  const [age, setAge] = usePick(
    "age",
    AGES.map(([name]) => name),
  );
  const found = useAsk("/reports/insurance-carriers/", {
    query: { clinic, carrier: payer, limit: SHOWN },
  });
  const columns: Column<Claim>[] = [
    { key: "outstanding_days_count", label: "Days out", kind: "count" },
    { key: "carrier_name", label: "Carrier" },
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    { key: "claim_type", label: "Claim", minor: true },
    { key: "service_date", label: "Service", kind: "day", minor: true },
    { key: "first_sent_date", label: "First sent", kind: "day" },
    { key: "last_sent_date", label: "Last sent", kind: "day", minor: true },
    {
      key: "provider_id",
      label: "Provider",
      value: (row) => names.provider(row.provider_id),
      minor: true,
    },
    { key: "claim_fee_amount", label: "Billed", kind: "cents", minor: true },
    { key: "insurance_estimate_amount", label: "Expected", kind: "cents" },
  ];
  return (
    <>
      <Card
        title="Expected from insurance, by carrier and age"
        lede={`The ${SHOWN} carriers that owe most today. Choose a bar to see its claims below.`}
        meta={found.data?.meta}
        actions={
          <ExportButton of="/exports/insurance_carriers" query={{ clinic, carrier: payer }} />
        }
      >
        <Answer
          of={found}
          height={300}
          empty="No claims are out: nothing was sent and left unanswered."
        >
          {({ data }) => (
            <Chart
              label="Expected from insurance by carrier and days since the claim was first sent"
              along={CARRIER}
              series={[...SERIES]}
              rows={data}
              height={280}
              onPick={(row) => set({ payer: row.carrier_id })}
            />
          )}
        </Answer>
      </Card>
      <RowsCard
        title="Claims sent and not answered"
        lede={
          payer === undefined
            ? "The oldest first."
            : `Of ${names.carrier(payer)}, the oldest first.`
        }
        of="/reports/claims-outstanding/"
        query={{ clinic, provider, carrier: payer, age: age === "all" ? undefined : age }}
        columns={columns}
        rowKey={(row) => row.claim_id}
        empty="No claim of this age is out. Choose another age or carrier."
        exported="/exports/claims_outstanding"
        isOfPatients
        picks={<Segments label="Days out" value={age} choices={AGES} onChange={setAge} />}
      />
    </>
  );
}
