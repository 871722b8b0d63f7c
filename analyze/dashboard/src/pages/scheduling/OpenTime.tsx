/** Each chair by day: how much of it is free. The more is free, the darker, and the hours are written. */
import { useMemo } from "react";
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { asDate, type Day } from "../../format/days";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { ExportButton } from "../../parts/ExportButton";
import { pivot } from "../../parts/pivot";
import { useFormats, usePractice } from "../../session/practice";

type Row = RowOf<"/reports/chairs/">;

interface Props {
  from: Day;
  to: Day;
  clinic: number | undefined;
}

export function OpenTime({ from, to, clinic }: Props) {
  const query = { from, to, clinic };
  const found = useAsk("/reports/chairs/", { query: { ...query, limit: 500 } });
  return (
    <Card
      title="Open time by chair"
      lede="Free minutes of each chair. The darker, the more is free; a dash is a chair that is not open."
      meta={found.data?.meta}
      actions={<ExportButton of="/exports/chairs" query={query} />}
    >
      <Answer of={found} height={260} empty="No chair is open or booked on these days.">
        {({ data }) => <Grid rows={data} />}
      </Answer>
    </Card>
  );
}

function Grid({ rows }: { rows: Row[] }) {
  const { count } = useFormats();
  const { locale } = usePractice();
  const weekdays = useMemo(
    () => new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "short", day: "numeric" }),
    [locale],
  );
  const drawn = useMemo(
    () =>
      pivot(
        rows,
        (row) => row.operatory_abbreviation ?? String(row.operatory_id),
        (row) => row.report_date,
        (row) => row,
      ),
    [rows],
  );
  const days = [...drawn.series].sort();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a frame that scrolls needs a name and the keyboard
    <div
      className="table-frame table-frame--plain"
      role="region"
      aria-label="Free minutes by chair and day"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll what is wider than the screen
      tabIndex={0}
    >
      <table className="table heat">
        <caption className="hidden-words">Free minutes by chair and day</caption>
        <thead>
          <tr>
            <th scope="col">Chair</th>
            {days.map((day) => (
              <th key={day} scope="col" className="number">
                {weekdays.format(asDate(day))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drawn.rows.map((it) => (
            <tr key={it.along}>
              <th scope="row">{it.along}</th>
              {days.map((day) => {
                const row = it[day] as Row | undefined;
                const isOpen = row?.is_open === true;
                const share = isOpen ? 1 - Math.min(1, Number(row.utilisation_rate ?? 0)) : 0;
                return (
                  <td
                    key={day}
                    className="number"
                    style={{
                      backgroundColor: `color-mix(in srgb, var(--primary) ${Math.round(34 * share)}%, transparent)`,
                    }}
                  >
                    {isOpen ? count(row.free_minutes) : "–"}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
