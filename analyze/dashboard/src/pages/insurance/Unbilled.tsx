/** Work that is on no claim, and claims that were never sent. */
import type { RowOf } from "../../api/client";
import type { Column } from "../../parts/columns";
import { PatientLink } from "../../parts/PatientLink";
import { RowsCard } from "../../parts/RowsCard";
import { useNames } from "../../session/practice";
import { useFilters } from "../../shell/filters";

type Work = RowOf<"/reports/procedures-not-billed/">;
type Claim = RowOf<"/reports/claims-not-sent/">;

export function Unbilled() {
  const { clinic, provider, payer } = useFilters("12-months");
  const names = useNames();
  const work: Column<Work>[] = [
    { key: "waiting_days", label: "Days", kind: "count" },
    { key: "service_date", label: "Service", kind: "day" },
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    { key: "procedure_code", label: "Code" },
    { key: "carrier_name", label: "Carrier" },
    {
      key: "provider_id",
      label: "Provider",
      value: (row) => names.provider(row.provider_id),
      minor: true,
    },
    { key: "gross_fee_amount", label: "Fee", kind: "cents" },
    { key: "insurance_estimate_amount", label: "Expected", kind: "cents", minor: true },
  ];
  const claims: Column<Claim>[] = [
    { key: "waiting_days", label: "Days", kind: "count" },
    { key: "service_date", label: "Service", kind: "day" },
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    { key: "claim_status", label: "Status" },
    { key: "carrier_name", label: "Carrier" },
    {
      key: "provider_id",
      label: "Provider",
      value: (row) => names.provider(row.provider_id),
      minor: true,
    },
    { key: "claim_fee_amount", label: "Billed", kind: "cents" },
    { key: "pending_estimate_amount", label: "Expected", kind: "cents", minor: true },
  ];
  const query = { clinic, provider, carrier: payer };
  return (
    <>
      <RowsCard
        title="Work on no claim"
        lede="Completed for insured patients, the oldest first. Make the claim in the patient's account."
        of="/reports/procedures-not-billed/"
        query={query}
        columns={work}
        rowKey={(row) => row.procedure_id}
        empty="All completed work of insured patients is on a claim."
        exported="/exports/procedures_not_billed"
        isOfPatients
      />
      <RowsCard
        title="Claims made and not sent"
        lede="Unsent, held or waiting, the oldest first."
        of="/reports/claims-not-sent/"
        query={query}
        columns={claims}
        rowKey={(row) => row.claim_id}
        empty="Every claim that was made has been sent."
        exported="/exports/claims_not_sent"
        isOfPatients
      />
    </>
  );
}
