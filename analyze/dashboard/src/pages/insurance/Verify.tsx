/** Coverage to verify before a visit. It is a work list: outcomes are logged there. */
import { Link } from "react-router";
import type { RowOf } from "../../api/client";
import type { Column } from "../../parts/columns";
import { PatientLink } from "../../parts/PatientLink";
import { RowsCard } from "../../parts/RowsCard";
import { useNames } from "../../session/practice";
import { useFilters, useKeep } from "../../shell/filters";

type Item = RowOf<"/worklists/{name}">;

export function Verify() {
  const { clinic, provider } = useFilters("12-months");
  const names = useNames();
  const keep = useKeep();
  const columns: Column<Item>[] = [
    { key: "priority_order", label: "#", kind: "count" },
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    { key: "reason", label: "Why" },
    { key: "next_action", label: "What to do" },
    {
      key: "provider_id",
      label: "Provider",
      value: (row) => names.provider(row.provider_id),
      minor: true,
    },
    { key: "last_contact_date", label: "Last contact", kind: "day", minor: true },
    { key: "last_outcome", label: "Last outcome", minor: true },
  ];
  return (
    <RowsCard
      title="Insurance to verify before a visit"
      lede={
        <>
          Coverage of patients who come in the next days, the soonest first.{" "}
          <Link to={keep("/worklists/insurance_to_verify")}>Work this list</Link>
        </>
      }
      of="/worklists/{name}"
      path={{ name: "insurance_to_verify" }}
      query={{ clinic, provider }}
      columns={columns}
      rowKey={(row) => row.item_key}
      empty="Every coverage of a visit in the next days is verified."
      exported="/exports/insurance_to_verify"
      isOfPatients
    />
  );
}
