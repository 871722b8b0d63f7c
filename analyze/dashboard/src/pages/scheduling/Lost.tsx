/** What became of the slots, and those that were lost one by one. */
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { addDays, endOfMonth } from "../../format/days";
import { words } from "../../format/words";
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

type Period = RowOf<"/reports/slot-outcomes/">;
type Slot = RowOf<"/reports/slots/">;

const OUTCOMES = [
  ["all", "All"],
  ["missed", "Missed"],
  ["late_cancelled", "Cancelled late"],
  ["broken", "Broken"],
  ["cancelled", "Cancelled in time"],
  ["moved", "Moved"],
] as const;
/** Up to so many days are drawn day by day. */
const MOST_DAYS = 62;

export function Lost() {
  const { from, to, clinic, provider, set } = useFilters("12-months");
  const names = useNames();
  const [outcome, setOutcome] = usePick(
    "outcome",
    OUTCOMES.map(([name]) => name),
  );
  const grain = addDays(from, MOST_DAYS) > to ? "day" : "month";
  const query = { from, to, clinic, provider };
  const found = useAsk("/reports/slot-outcomes/", { query: { ...query, grain, limit: 500 } });
  const along: Column<Period> = {
    key: "period_start_date",
    label: grain === "day" ? "Day" : "Month",
    kind: grain,
  };
  const columns: Column<Slot>[] = [
    { key: "slot_date", label: "Day", kind: "day" },
    { key: "scheduled_at", label: "Time", kind: "clock", minor: true },
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    { key: "slot_outcome", label: "What became of it", value: (row) => words(row.slot_outcome) },
    { key: "provider_id", label: "Provider", value: (row) => names.provider(row.provider_id) },
    { key: "notice_hours", label: "Hours of notice", kind: "decimal", minor: true },
    { key: "lead_days", label: "Booked days ahead", kind: "count", minor: true },
    { key: "refilled_minutes", label: "Minutes refilled", kind: "count", minor: true },
    { key: "is_rebooked_in_30_days", label: "Booked again", kind: "yes" },
    { key: "visit_fee_amount", label: "Fees", kind: "amount" },
  ];
  return (
    <>
      <Card
        title="What became of the slots"
        lede="One outcome per slot. Choose a bar to look at its month alone."
        meta={found.data?.meta}
        actions={<ExportButton of="/exports/slot_outcomes" query={{ ...query, grain }} />}
      >
        <Answer of={found} height={300} empty="No slot was due in this period.">
          {({ data }) => (
            <Chart
              label={`Slots that were lost, by ${grain}`}
              along={along}
              series={[
                { key: "missed_count", label: "Missed", kind: "count", as: "stack" },
                {
                  key: "late_cancelled_count",
                  label: "Cancelled late",
                  kind: "count",
                  as: "stack",
                },
                { key: "broken_count", label: "Broken", kind: "count", as: "stack" },
              ]}
              more={[
                { key: "due_slot_count", label: "Due", kind: "count" },
                { key: "completed_slot_count", label: "Completed", kind: "count" },
                { key: "cancelled_count", label: "Cancelled in time", kind: "count" },
                { key: "moved_count", label: "Moved", kind: "count" },
                { key: "no_show_rate", label: "Missed of due", kind: "rate" },
                { key: "broken_rate", label: "Lost of due", kind: "rate" },
              ]}
              rows={data}
              height={280}
              onPick={
                grain === "month"
                  ? (row) =>
                      set({ from: row.period_start_date, to: endOfMonth(row.period_start_date) })
                  : undefined
              }
            />
          )}
        </Answer>
      </Card>
      <RowsCard
        title="Slot by slot"
        lede="The newest first."
        of="/reports/slots/"
        query={{ ...query, outcome: outcome === "all" ? undefined : outcome }}
        columns={columns}
        rowKey={(row) => row.appointment_slot ?? ""}
        empty="No slot of this kind in this period."
        exported="/exports/slots"
        isOfPatients
        picks={
          <Segments
            label="What became of it"
            value={outcome}
            choices={OUTCOMES}
            onChange={setOutcome}
          />
        }
      />
    </>
  );
}
