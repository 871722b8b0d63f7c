/** How long carriers take, what they refuse, what they pay. */
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { PatientLink } from "../../parts/PatientLink";
import { RowsCard } from "../../parts/RowsCard";
import { useNames } from "../../session/practice";
import { useFilters } from "../../shell/filters";

type Month = RowOf<"/reports/claim-turnaround-months/">;
type Carrier = RowOf<"/reports/claim-turnaround-carriers/">;
type Paid = RowOf<"/reports/carriers-paid/">;
type Claim = RowOf<"/reports/claims-zero-paid/">;

const MONTH: Column<Month> = { key: "month_start_date", label: "First sent", kind: "month" };

const CARRIERS: Column<Carrier>[] = [
  { key: "carrier_name", label: "Carrier" },
  { key: "sent_claim_count", label: "Sent", kind: "count" },
  { key: "open_claim_count", label: "Open", kind: "count" },
  { key: "average_turnaround_days", label: "Days to answer", kind: "decimal" },
  { key: "received_in_30_days_rate", label: "Within 30 days", kind: "rate", minor: true },
  { key: "first_pass_rate", label: "Paid at first go", kind: "rate" },
  { key: "zero_paid_count", label: "Paid nothing", kind: "count", minor: true },
  { key: "zero_paid_rate", label: "Share that paid nothing", kind: "rate" },
];

const PAID: Column<Paid>[] = [
  { key: "carrier_name", label: "Carrier" },
  { key: "line_count", label: "Lines", kind: "count", minor: true },
  { key: "fee_billed_amount", label: "Billed", kind: "amount" },
  { key: "write_off_amount", label: "Written off", kind: "amount" },
  { key: "write_off_rate", label: "Share written off", kind: "rate" },
  { key: "insurance_payment_amount", label: "Paid", kind: "amount" },
];

export function Turnaround() {
  const { from, to, clinic, provider, payer, set } = useFilters("12-months");
  const names = useNames();
  const months = useAsk("/reports/claim-turnaround-months/", {
    query: { from, to, clinic, carrier: payer, limit: 500 },
  });
  const claims: Column<Claim>[] = [
    { key: "first_sent_date", label: "First sent", kind: "day" },
    { key: "carrier_id", label: "Carrier", value: (row) => names.carrier(row.carrier_id) },
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    { key: "received_date", label: "Answered", kind: "day" },
    { key: "claim_fee_amount", label: "Billed", kind: "cents" },
    { key: "insurance_estimate_amount", label: "Expected", kind: "cents" },
    { key: "write_off_amount", label: "Written off", kind: "cents", minor: true },
    { key: "deductible_applied_amount", label: "Deductible", kind: "cents", minor: true },
    { key: "follow_up_count", label: "Follow-ups", kind: "count", minor: true },
  ];
  const choose = (row: { carrier_id: number }) => set({ payer: row.carrier_id });
  return (
    <>
      <Card
        title="Days from sending to the answer"
        lede="Of claims that were answered; newer months still wait for their slow ones."
        className="card--half"
        meta={months.data?.meta}
      >
        <Answer of={months} height={270} empty="No claim was sent in this period.">
          {({ data }) => (
            <Chart
              label="Days from first sending to the answer, on average, by month of sending"
              along={MONTH}
              series={[
                {
                  key: "average_turnaround_days",
                  label: "Days on average",
                  kind: "decimal",
                  as: "line",
                },
              ]}
              rows={data}
              height={250}
            />
          )}
        </Answer>
      </Card>
      <Card
        title="Answered well, answered with nothing"
        className="card--half"
        meta={months.data?.meta}
      >
        <Answer of={months} height={270} empty="No claim was sent in this period.">
          {({ data }) => (
            <Chart
              label="Claims paid at the first go, answered within 30 days and paid nothing, by month of sending"
              along={MONTH}
              series={[
                { key: "first_pass_rate", label: "Paid at first go", kind: "rate", as: "line" },
                {
                  key: "received_in_30_days_rate",
                  label: "Within 30 days",
                  kind: "rate",
                  as: "dashed",
                },
                { key: "zero_paid_rate", label: "Paid nothing", kind: "rate", as: "line" },
              ]}
              rows={data}
              height={250}
            />
          )}
        </Answer>
      </Card>
      <RowsCard
        title="By carrier"
        lede="Choose a carrier to see its claims that brought nothing."
        of="/reports/claim-turnaround-carriers/"
        query={{ from, to, clinic, carrier: payer }}
        columns={CARRIERS}
        rowKey={(row) => row.carrier_id}
        empty="No claim was sent in this period."
        exported="/exports/claim_turnaround_carriers"
        onOpen={choose}
        openLabel={(row) => `${row.carrier_name}: show its claims`}
      />
      <RowsCard
        title="Claims that brought nothing"
        lede={
          payer === undefined
            ? "The newest first."
            : `Of ${names.carrier(payer)}, the newest first.`
        }
        of="/reports/claims-zero-paid/"
        query={{ from, to, clinic, provider, carrier: payer }}
        columns={claims}
        rowKey={(row) => row.claim_id}
        empty="Every claim sent in this period and answered brought something."
        exported="/exports/claims_zero_paid"
        isOfPatients
      />
      <RowsCard
        title="What preferred-provider plans cost"
        of="/reports/carriers-paid/"
        query={{ from, to, clinic, carrier: payer }}
        columns={PAID}
        rowKey={(row) => row.carrier_id}
        empty="No preferred-provider plan paid in this period."
        exported="/exports/carriers_paid"
        onOpen={choose}
        openLabel={(row) => `${row.carrier_name}: look at it alone`}
      />
    </>
  );
}
