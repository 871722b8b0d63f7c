/** Who comes today and on the next day, and what is open about it. */
import { Link } from "react-router";
import type { Schemas } from "../../api/client";
import { Card } from "../../parts/Card";
import { useFormats } from "../../session/practice";

export function Book({ days }: { days: Schemas["BookDay"][] }) {
  const { weekday, count, money } = useFormats();
  return (
    <Card title="On the book" className="card--third">
      {days.map((day) => (
        <section key={day.scheduled_date} className="book-day">
          <h3>
            <Link to={`/huddle/${day.scheduled_date}`}>{weekday(day.scheduled_date)}</Link>
          </h3>
          <dl className="facts facts--small">
            <div>
              <dt>Visits</dt>
              <dd>{count(day.appointment_count)}</dd>
            </div>
            <div>
              <dt>New patients</dt>
              <dd>{count(day.new_patient_count)}</dd>
            </div>
            <div>
              <dt>Not confirmed</dt>
              <dd>{count(day.unconfirmed_count)}</dd>
            </div>
            <div>
              <dt>Not verified</dt>
              <dd>{count(day.unverified_count)}</dd>
            </div>
            <div>
              <dt>Planned work</dt>
              <dd>{money(day.scheduled_production_amount)}</dd>
            </div>
          </dl>
        </section>
      ))}
    </Card>
  );
}
