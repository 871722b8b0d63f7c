/** Families: installments due, and money held that no work has earned. */
import { Link } from "react-router";
import type { RowOf } from "../../api/client";
import type { Column } from "../../parts/columns";
import { PatientLink } from "../../parts/PatientLink";
import { RowsCard } from "../../parts/RowsCard";
import { useNames } from "../../session/practice";
import { useFilters, useKeep } from "../../shell/filters";

type Plan = RowOf<"/reports/payment-plans-due/">;
type Held = RowOf<"/reports/unearned/">;

export function Families() {
  const { clinic } = useFilters("12-months");
  const names = useNames();
  const keep = useKeep();
  const plans: Column<Plan>[] = [
    {
      key: "guarantor_id",
      label: "Guarantor",
      show: (row) => <PatientLink patientId={row.guarantor_id} />,
    },
    { key: "charge_amount", label: "Installments due", kind: "cents" },
    { key: "payment_amount", label: "Paid", kind: "cents" },
    { key: "payment_plan_due_amount", label: "Still due", kind: "cents" },
  ];
  const held: Column<Held>[] = [
    {
      key: "guarantor_id",
      label: "Guarantor",
      show: (row) => <PatientLink patientId={row.guarantor_id} />,
    },
    { key: "clinic_id", label: "Clinic", value: (row) => names.clinic(row.clinic_id), minor: true },
    { key: "unearned_amount", label: "Held", kind: "cents" },
  ];
  return (
    <>
      <RowsCard
        title="Payment plans due"
        className="card--half"
        lede={
          <>
            Installments due less what was paid, the largest first.{" "}
            <Link to={keep("/worklists/ar_calls")}>Call families that owe</Link>
          </>
        }
        of="/reports/payment-plans-due/"
        query={{ clinic }}
        columns={plans}
        rowKey={(row) => row.guarantor_id}
        empty="No payment plan has installments due."
        exported="/exports/payment_plans_due"
        isOfPatients
      />
      <RowsCard
        title="Money held for families"
        className="card--half"
        lede="Paid ahead and not earned yet: a liability, not income."
        of="/reports/unearned/"
        query={{ clinic }}
        columns={held}
        rowKey={(row) => row.guarantor_id}
        empty="No family has paid ahead."
        exported="/exports/unearned"
        isOfPatients
      />
    </>
  );
}
