/** Against the goal: today, this week, this month, and where the month will end. */
import type { Schemas } from "../../api/client";
import { Card } from "../../parts/Card";
import { useFormats } from "../../session/practice";

const LABELS: Record<string, string> = { today: "Today", week: "This week", month: "This month" };

interface Props {
  pacing: Schemas["Pacing"][];
  projection: Schemas["Projection"][];
}

export function Pacing({ pacing, projection }: Props) {
  return (
    <Card
      title="Against the goal"
      lede="Net production made, what is still on the book, and the goal of the scheduled hours."
    >
      <div className="pacing">
        {pacing.map((it) => (
          <Meter key={it.pacing_period} row={it} />
        ))}
        {projection.map((it) => (
          <MonthEnd key={it.month_start_date} row={it} />
        ))}
      </div>
    </Card>
  );
}

function Meter({ row }: { row: Schemas["Pacing"] }) {
  const { money, rate, count } = useFormats();
  const made = Number(row.made_amount);
  const booked = made + Number(row.scheduled_amount);
  const goal = Number(row.goal_amount);
  const whole = Math.max(goal, booked, 1);
  const share = (amount: number) => `${(100 * Math.max(0, amount)) / whole}%`;
  const label = LABELS[row.pacing_period] ?? row.pacing_period;
  const days = row.remaining_working_day_count;
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
        <rect className="meter__booked" width={share(booked)} height="8" />
        <rect className="meter__made" width={share(made)} height="8" />
        <rect className="meter__goal" x={share(goal)} width="0.6" height="8" />
      </svg>
      <p className="fine">
        {rate(row.goal_attainment_rate)} made, {money(row.scheduled_amount)} more on the book
        {row.needed_per_day_amount !== null && Number(row.left_to_make_amount) > 0 && days > 1 && (
          <>
            {" · "}
            {money(row.needed_per_day_amount)} needed on each of {count(days)} days left
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
