/** The book of a day or a week: drawn by provider where there is room, and as a list. */
import TextField from "@mui/material/TextField";
import { useSearchParams } from "react-router";
import { usePages } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { addDays, isDay, startOfWeek } from "../../format/days";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { ExportButton } from "../../parts/ExportButton";
import { Icon } from "../../parts/Icon";
import { More } from "../../parts/More";
import { PatientLink } from "../../parts/PatientLink";
import { ShowNames } from "../../parts/Reveal";
import { Segments } from "../../parts/Segments";
import { useFormats, useNames } from "../../session/practice";
import { useFilters } from "../../shell/filters";
import { changePick, usePick } from "../../shell/picks";
import { DayGrid } from "./DayGrid";

export type Appointment = RowOf<"/appointments/">;

const SPANS = [
  ["day", "Day"],
  ["week", "Week"],
] as const;

export function Book() {
  const { clinic, provider, today } = useFilters();
  const { weekday, period } = useFormats();
  const names = useNames();
  const [span, setSpan] = usePick(
    "span",
    SPANS.map(([name]) => name),
  );
  const [search, setSearch] = useSearchParams();
  const asked = search.get("day");
  const day = isDay(asked) ? asked : today;
  const setDay = (next: string) =>
    isDay(next) && setSearch((now) => changePick(now, "day", next, today), { replace: true });
  const from = span === "week" ? startOfWeek(day) : day;
  const to = span === "week" ? addDays(from, 6) : day;
  const query = { from, to, clinic, provider };
  const found = usePages("/appointments/", { query: { ...query, limit: 500 } });
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const columns: Column<Appointment>[] = [
    ...(span === "week"
      ? [{ key: "scheduled_date", label: "Day", kind: "day" } satisfies Column<Appointment>]
      : []),
    { key: "scheduled_at", label: "Time", kind: "clock" },
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    { key: "with", label: "With", value: (row) => names.provider(seenBy(row)) },
    { key: "booked_minutes", label: "Minutes", kind: "count" },
    { key: "appointment_status", label: "Status", value: (row) => words(row.appointment_status) },
    {
      key: "confirmation_status",
      label: "Confirmed",
      value: (row) => words(row.confirmation_status),
    },
    { key: "marks", label: "Note", show: (row) => <Marks of={row} /> },
    { key: "scheduled_production_amount", label: "Scheduled", kind: "amount", minor: true },
  ];
  const step = span === "week" ? 7 : 1;
  return (
    <Card
      title={span === "week" ? period(from, to) : weekday(day)}
      meta={found.data?.pages[0]?.meta}
      actions={
        <>
          <div className="day-steps no-print">
            <button
              type="button"
              className="plain-button"
              aria-label={`The ${span} before`}
              onClick={() => setDay(addDays(day, -step))}
            >
              <span className="turned">
                <Icon name="right" />
              </span>
            </button>
            <TextField
              type="date"
              label="Day"
              value={day}
              onChange={(event) => setDay(event.target.value)}
              slotProps={{ inputLabel: { shrink: true } }}
            />
            <button
              type="button"
              className="plain-button"
              aria-label={`The ${span} after`}
              onClick={() => setDay(addDays(day, step))}
            >
              <Icon name="right" />
            </button>
          </div>
          <Segments label="How much" value={span} choices={SPANS} onChange={setSpan} />
          <ShowNames patientIds={rows.map((row) => row.patient_id)} />
          <ExportButton of="/exports/appointments" query={query} isOfPatients />
        </>
      }
    >
      <Answer
        of={found}
        height={520}
        isEmpty={() => rows.length === 0}
        empty={`Nothing is on the book ${span === "week" ? "in this week" : "on this day"}. Go to another with the arrows.`}
      >
        {() => (
          <>
            {span === "day" && <DayGrid rows={rows} nameOf={(id) => names.provider(id)} />}
            <DataTable
              label="Appointments"
              columns={columns}
              rows={rows}
              rowKey={(row) => row.appointment_id}
            />
            <More of={found as never} />
          </>
        )}
      </Answer>
    </Card>
  );
}

/** Whom a patient comes to: the hygienist of a hygiene appointment, else the provider. */
export function seenBy(
  row: Pick<Appointment, "is_hygiene" | "hygienist_id" | "provider_id">,
): number {
  return row.is_hygiene && row.hygienist_id ? row.hygienist_id : row.provider_id;
}

export function Marks({ of }: { of: Appointment }) {
  return (
    <span className="chips">
      {of.is_new_patient && <span className="chip chip--good">New</span>}
      {of.is_emergency && <span className="chip chip--warning">Emergency</span>}
      {of.is_asap && <span className="chip">Sooner if possible</span>}
      {!of.has_procedures && <span className="chip chip--warning">No procedures</span>}
    </span>
  );
}
