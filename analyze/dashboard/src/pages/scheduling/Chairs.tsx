/** How full the chairs are, and what is open ahead. */

import { useNavigate } from "react-router";
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { addDays, addMonths, type Day, startOfMonth } from "../../format/days";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { ExportButton } from "../../parts/ExportButton";
import { Segments } from "../../parts/Segments";
import { useFilters, useKeep } from "../../shell/filters";
import { usePick } from "../../shell/picks";
import { OpenTime } from "./OpenTime";

type Row = RowOf<"/reports/chair-periods/">;

const SPANS = [
  ["ahead", "2 weeks ahead"],
  ["month", "4 weeks ahead"],
  ["past", "Last 4 weeks"],
  ["year", "Last 12 months"],
] as const;
type Span = (typeof SPANS)[number][0];

export function spanOf(span: Span, today: Day): { from: Day; to: Day; grain: "day" | "month" } {
  if (span === "ahead") return { from: today, to: addDays(today, 13), grain: "day" };
  if (span === "month") return { from: today, to: addDays(today, 27), grain: "day" };
  if (span === "past") return { from: addDays(today, -28), to: addDays(today, -1), grain: "day" };
  return { from: addMonths(startOfMonth(today), -12), to: addDays(today, -1), grain: "month" };
}

export function Chairs() {
  const { clinic, today } = useFilters();
  const navigate = useNavigate();
  const keep = useKeep();
  const [span, setSpan] = usePick(
    "when",
    SPANS.map(([name]) => name),
  );
  const { from, to, grain } = spanOf(span, today);
  const found = useAsk("/reports/chair-periods/", {
    query: { from, to, grain, clinic, limit: 500 },
  });
  const along: Column<Row> = {
    key: "period_start_date",
    label: grain === "day" ? "Day" : "Month",
    kind: grain,
  };
  return (
    <>
      <Card
        title="Chairs, booked and free"
        lede="Minutes of open chairs; a day without open chairs is left out."
        meta={found.data?.meta}
        actions={
          <>
            <Segments label="When" value={span} choices={SPANS} onChange={setSpan} />
            <ExportButton of="/exports/chair_periods" query={{ from, to, grain, clinic }} />
          </>
        }
      >
        <Answer
          of={found}
          height={300}
          isEmpty={({ data }) => data.every((row) => Number(row.open_minutes) === 0)}
          empty="No chair is open: set the hours of chairs in Open Dental's schedule."
        >
          {({ data }) => (
            <Chart
              label="Minutes of chairs, booked and free"
              along={along}
              series={[
                { key: "booked_minutes", label: "Booked", kind: "count", as: "stack" },
                { key: "free_minutes", label: "Free", kind: "count", as: "stack" },
              ]}
              more={[
                { key: "open_chair_count", label: "Chairs", kind: "count" },
                { key: "appointment_count", label: "Appointments", kind: "count" },
                { key: "utilisation_rate", label: "Used", kind: "rate" },
              ]}
              rows={data.filter((row) => Number(row.open_minutes) > 0)}
              height={280}
              onPick={
                grain === "day"
                  ? (row) => void navigate(keep("/appointments", { day: row.period_start_date }))
                  : undefined
              }
            />
          )}
        </Answer>
      </Card>
      {grain === "day" && <OpenTime from={from} to={to} clinic={clinic} />}
    </>
  );
}
