/** Against the goal: today, this week, this month, and where the month will end. */
import { useAsk } from "../../api/asking";
import type { Schemas } from "../../api/client";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { useFormats } from "../../session/practice";
import { useFilters } from "../../shell/filters";

const LABELS: Record<string, string> = { today: "Today", week: "This week", month: "This month" };
const ORDER = ["today", "week", "month"];

export function Pacing() {
  const { clinic, provider } = useFilters();
  const pacing = useAsk("/reports/pacing/", { query: { clinic, provider } });
  const projection = useAsk("/reports/projection/", { query: { clinic, limit: 1 } });
  const running = projection.data?.data.find((it) => it.is_running);
  return (
    <Card title="Against the goal" meta={pacing.data?.meta}>
      <Answer
        of={pacing}
        height={132}
        empty="No goals: set hourly goals in Open Dental's providers."
      >
        {({ data }) => (
          <div className="pacing">
            {ORDER.flatMap((name) => data.filter((it) => it.pacing_period === name)).map((it) => (
              <Meter key={it.pacing_period} row={it} />
            ))}
            {running && provider === undefined && <MonthEnd row={running} />}
          </div>
        )}
      </Answer>
    </Card>
  );
}

function Meter({ row }: { row: Schemas["Pacing"] }) {
  const { money, rate, count } = useFormats();
  const [made, booked, goal] = [row.made_amount, row.scheduled_amount, row.goal_amount].map(Number);
  const whole = Math.max(goal ?? 0, (made ?? 0) + (booked ?? 0), 1);
  const share = (amount: number | undefined) => `${(100 * Math.max(0, amount ?? 0)) / whole}%`;
  const label = LABELS[row.pacing_period] ?? row.pacing_period;
  return (
    <section className="meter" aria-label={label}>
      <h3>
        {label}
        {row.is_goal_on_the_book && <span className="chip chip--good">Goal is on the book</span>}
      </h3>
      <p className="meter__value">
        <b>{money(row.made_amount)}</b> of {money(row.goal_amount)}
      </p>
      <svg className="meter__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className="meter__ground" width="100%" height="8" />
        <rect className="meter__booked" width={share((made ?? 0) + (booked ?? 0))} height="8" />
        <rect className="meter__made" width={share(made)} height="8" />
        <rect className="meter__goal" x={share(goal)} width="0.6" height="8" />
      </svg>
      <p className="fine">
        {rate(row.goal_attainment_rate)} made, {money(row.scheduled_amount)} more on the book
        {row.needed_per_day_amount !== null && Number(row.left_to_make_amount) > 0 && (
          <>
            {" · "}
            {money(row.needed_per_day_amount)} a day needed on{" "}
            {count(row.remaining_working_day_count)}{" "}
            {row.remaining_working_day_count === 1 ? "day" : "days"} left
          </>
        )}
      </p>
    </section>
  );
}

function MonthEnd({ row }: { row: Schemas["Projection"] }) {
  const { money, rate, count } = useFormats();
  return (
    <section className="meter" aria-label="Where the month will end">
      <h3>Where the month will end</h3>
      <p className="meter__value">
        <b>{money(row.projected_amount)}</b>
      </p>
      <p className="fine">
        {row.has_interval
          ? `Between ${money(row.low_amount)} and ${money(row.high_amount)} in eight of ten months. `
          : "Too few past months for an interval. "}
        Held against {count(row.tested_month_count)} past months: {rate(row.coverage_rate)} inside,
        off by {rate(row.error_rate)} on average.
      </p>
    </section>
  );
}
