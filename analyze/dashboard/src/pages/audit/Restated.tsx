/** Closed months that moved: what they brought, and what was owed at their end, with the lines between. */
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { isDay } from "../../format/days";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { PatientLink } from "../../parts/PatientLink";
import { RowsCard } from "../../parts/RowsCard";
import { useFormats, useNames } from "../../session/practice";
import { useFilters } from "../../shell/filters";
import { useTextPick } from "../../shell/picks";

type Restated = RowOf<"/restatements">;
type Balance = RowOf<"/restatements/balances">;
type Cause = RowOf<"/restatements/balances/causes">;

const RESTATED: Column<Restated>[] = [
  { key: "month_start_date", label: "Month", kind: "month" },
  { key: "line_type", label: "Line", value: (it) => words(it.line_type) },
  { key: "frozen_amount", label: "As first closed", kind: "cents" },
  { key: "current_amount", label: "Now", kind: "cents" },
  { key: "difference_amount", label: "Difference", kind: "cents" },
  { key: "entered_late_count", label: "Entered late", kind: "count" },
  { key: "edited_late_count", label: "Touched late", kind: "count" },
  { key: "month_closed_date", label: "Closed", kind: "day", minor: true },
];

const BALANCES: Column<Balance>[] = [
  { key: "as_of_date", label: "At the end of", kind: "month" },
  { key: "frozen_balance_total_amount", label: "Owed, as first closed", kind: "cents" },
  { key: "current_balance_total_amount", label: "Owed, by today's lines", kind: "cents" },
  { key: "difference_amount", label: "Difference", kind: "cents" },
  { key: "restated_family_count", label: "Families that moved", kind: "count" },
  { key: "frozen_balance_over_90_amount", label: "Over 90, closed", kind: "cents", minor: true },
  { key: "current_balance_over_90_amount", label: "Over 90, now", kind: "cents", minor: true },
  { key: "frozen_date", label: "First seen closed", kind: "day", minor: true },
];
const CAUSES: Column<Cause>[] = [
  {
    key: "guarantor_id",
    label: "Family of",
    show: (it) => <PatientLink patientId={it.guarantor_id} />,
  },
  {
    key: "balance_change_type",
    label: "What happened",
    value: (it) => words(it.balance_change_type),
  },
  { key: "entry_type", label: "Line", value: (it) => words(it.entry_type) },
  { key: "frozen_amount", label: "As first closed", kind: "cents" },
  { key: "current_amount", label: "Now", kind: "cents" },
  { key: "difference_amount", label: "Difference", kind: "cents" },
  { key: "frozen_counted_date", label: "Counted from", kind: "day", minor: true },
  { key: "current_counted_date", label: "Counts from", kind: "day", minor: true },
  { key: "source_table", label: "Table", minor: true },
  { key: "source_id", label: "Key", minor: true },
];

export function Restatements() {
  const { clinic } = useFilters();
  const names = useNames();
  const found = useAsk("/restatements", { query: { clinic, changed: true, limit: 200 } });
  return (
    <Card
      title="Closed months that moved"
      lede="A month as a run first saw it closed, and as it is now; what was entered or touched after closing."
      meta={found.data?.meta}
    >
      <Answer of={found} height={260} empty="No closed month has changed, and nothing came late.">
        {({ data }) => (
          <DataTable
            label="Closed months that moved"
            columns={[
              ...RESTATED,
              { key: "clinic_id", label: "Clinic", value: (it) => names.clinic(it.clinic_id) },
            ]}
            rows={data}
            rowKey={(it) => `${it.month_start_date}.${it.clinic_id}.${it.line_type}`}
          />
        )}
      </Answer>
    </Card>
  );
}

export function RestatedBalances() {
  const { clinic } = useFilters();
  const names = useNames();
  const format = useFormats();
  const [picked, choose] = useTextPick("month_end");
  const end = picked !== undefined && isDay(picked) ? picked : undefined;
  return (
    <>
      <RowsCard
        title="Month-ends that moved"
        lede="What families owed at a month's end as a run first saw it closed, and by today's lines. Choose one for the lines between."
        of="/restatements/balances"
        query={{ clinic, changed: true }}
        columns={[
          ...BALANCES,
          { key: "clinic_id", label: "Clinic", value: (it) => names.clinic(it.clinic_id) },
        ]}
        rowKey={(it) => `${it.as_of_date}.${it.clinic_id}`}
        empty="No balance at the end of a closed month has changed."
        height={260}
        onOpen={(it) => choose(it.as_of_date === end ? undefined : it.as_of_date)}
      />
      {end !== undefined && (
        <RowsCard
          title={`Lines that moved the end of ${format.month(end)}`}
          of="/restatements/balances/causes"
          query={{ clinic, from: end, to: end }}
          columns={CAUSES}
          rowKey={(it) => `${it.ledger_entry_id}.${it.guarantor_id}`}
          empty="No line has changed since."
          isOfPatients
        />
      )}
    </>
  );
}
