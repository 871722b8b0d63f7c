/** What is known of one patient today, and what the family owes. */
import type { ReactNode } from "react";
import { useTell } from "../../api/asking";
import type { Schemas } from "../../api/client";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { useFormats, useNames } from "../../session/practice";

export function Facts({ patientId, hasBalance }: { patientId: number; hasBalance: boolean }) {
  const profile = useTell("/patients/profile", { patient_id: patientId });
  const balance = useTell("/patients/balance", { patient_id: patientId }, { enabled: hasBalance });
  const owesNothing = balance.error?.status === 404;
  return (
    <>
      <Card
        title="Profile"
        className={hasBalance ? "card--half" : undefined}
        meta={profile.data?.meta}
      >
        <Answer of={profile} height={150}>
          {({ data }) => data[0] && <Profile it={data[0]} />}
        </Answer>
      </Card>
      {hasBalance && (
        <Card title="The family owes" className="card--half" meta={balance.data?.meta}>
          {owesNothing ? (
            <p>Nothing, and nothing is expected from insurance.</p>
          ) : (
            <Answer of={balance} height={150}>
              {({ data }) => data[0] && <Balance it={data[0]} />}
            </Answer>
          )}
        </Card>
      )}
    </>
  );
}

function Profile({ it }: { it: Schemas["PatientProfile"] }) {
  const { day, money, count } = useFormats();
  const names = useNames();
  return (
    <dl className="facts">
      <Fact label="Status">{words(it.patient_status)}</Fact>
      <Fact label="Last visit">{day(it.last_visit_date)}</Fact>
      <Fact label="Next appointment">{day(it.next_appointment_at?.slice(0, 10))}</Fact>
      <Fact label="Recall due">
        {day(it.recall_due_date)}{" "}
        {it.is_recall_overdue && <span className="chip chip--warning">Overdue</span>}
      </Fact>
      <Fact label="Not scheduled">{money(it.unscheduled_amount)}</Fact>
      <Fact label="Visits">{count(it.visit_count)}</Fact>
      <Fact label="Since">{day(it.first_completed_date)}</Fact>
      <Fact label="Produced in all">{money(it.lifetime_production_amount)}</Fact>
      <Fact label="Coverage">{words(it.coverage)}</Fact>
      <Fact label="Provider">{names.provider(it.primary_provider_id)}</Fact>
      <Fact label="Family">
        {count(it.family_active_count)} of {count(it.family_patient_count)} active
      </Fact>
    </dl>
  );
}

function Balance({ it }: { it: Schemas["FamilyBalance"] }) {
  const { money } = useFormats();
  return (
    <dl className="facts">
      <Fact label="Balance">{money(it.balance_total_amount, true)}</Fact>
      <Fact label="Patients' part">{money(it.patient_portion_amount, true)}</Fact>
      <Fact label="Expected from insurance">{money(it.insurance_estimate_amount, true)}</Fact>
      <Fact label="Up to 30 days">{money(it.balance_0_30_amount, true)}</Fact>
      <Fact label="31 to 60">{money(it.balance_31_60_amount, true)}</Fact>
      <Fact label="61 to 90">{money(it.balance_61_90_amount, true)}</Fact>
      <Fact label="Over 90">{money(it.balance_over_90_amount, true)}</Fact>
    </dl>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="facts__text">{children}</dd>
    </div>
  );
}
