/** The day drawn: a column per provider, a block per appointment. The list below says the same. */
import { useMemo } from "react";
import { words } from "../../format/words";
import { useNamed } from "../../session/named";
import { useFormats } from "../../session/practice";
import { type Appointment, seenBy } from "./Book";
import { hoursOf, lanes } from "./lanes";

/** Height of an hour, in pixels. */
const HOUR = 64;

interface Props {
  rows: Appointment[];
  nameOf: (providerId: number) => string;
}

export function DayGrid({ rows, nameOf }: Props) {
  const { clock } = useFormats();
  const names = useNamed((it) => it.names);
  const columns = useMemo(() => {
    const byProvider = new Map<number, Appointment[]>();
    for (const row of rows)
      byProvider.set(seenBy(row), [...(byProvider.get(seenBy(row)) ?? []), row]);
    return [...byProvider]
      .sort(([one], [other]) => one - other)
      .map(([id, of]) => ({ id, placed: lanes(of) }));
  }, [rows]);
  const [first, last] = hoursOf(columns.flatMap((it) => it.placed));
  const hours = Array.from({ length: last - first }, (_, place) => first + place);
  const width = Math.max(...columns.map((it) => Math.max(1, ...it.placed.map((one) => one.lanes))));
  return (
    <div className="day-grid no-print" aria-hidden="true">
      <div className="day-grid__hours" style={{ height: hours.length * HOUR }}>
        {hours.map((hour, place) => (
          <span key={hour} style={{ top: place * HOUR }}>
            {clock(`2000-01-01T${String(hour).padStart(2, "0")}:00:00`)}
          </span>
        ))}
      </div>
      {columns.map((column) => (
        <div
          key={column.id}
          className="day-grid__column"
          style={{ minWidth: width > 1 ? 150 : 104 }}
        >
          <p className="day-grid__who">{nameOf(column.id)}</p>
          <div
            className="day-grid__day"
            style={{ height: hours.length * HOUR, backgroundSize: `100% ${HOUR}px` }}
          >
            {column.placed.map(({ row, start, end, lane, lanes: all }) => (
              <div
                key={row.appointment_id}
                className={`day-grid__block day-grid__block--${row.appointment_status ?? "none"}`}
                style={{
                  top: ((start - first * 60) * HOUR) / 60,
                  height: ((end - start) * HOUR) / 60 - 2,
                  left: `${(100 * lane) / all}%`,
                  width: `${100 / all}%`,
                }}
              >
                <b>{clock(row.scheduled_at)}</b>{" "}
                {(row.patient_id && names.get(row.patient_id)) ?? row.patient_id}
                {end - start >= 45 && (
                  <small>
                    {[
                      row.is_new_patient && "New",
                      row.is_hygiene && "Hygiene",
                      words(row.appointment_status),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </small>
                )}
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
