/** The morning meeting: who comes, what to say about each, yesterday and tomorrow beside. One sheet on paper. */
import Button from "@mui/material/Button";
import { Link, useNavigate, useParams } from "react-router";
import { useAsk, usePages } from "../../api/asking";
import { addDays, isDay } from "../../format/days";
import { Answer } from "../../parts/Answer";
import { Card, Provenance } from "../../parts/Card";
import { Icon } from "../../parts/Icon";
import { useNamesOf } from "../../parts/useNamesOf";
import { useFormats, usePractice, useToday } from "../../session/practice";
import { useRole } from "../../session/session";
import { useFilters, useKeep } from "../../shell/filters";
import { Page } from "../../shell/Page";
import { ROLES } from "../../shell/places";
import { reasonsOf, type Visit } from "./reasons";
import { useTicks } from "./useTicks";

export default function Huddle() {
  const asked = useParams()["*"];
  const today = useToday();
  const practice = usePractice();
  const day = isDay(asked) ? asked : today;
  const { clinic, provider } = useFilters();
  const keep = useKeep();
  const go = useNavigate();
  const format = useFormats();
  const role = useRole();
  const found = usePages("/huddle/{day}", {
    path: { day },
    query: { clinic, provider, limit: 500 },
  });
  const visits = (found.data?.pages ?? []).flatMap((page) => page.data);
  const people = useNamesOf(
    visits.map((it) => it.patient_id),
    "treatment",
  );
  const before =
    day === today ? (practice.previous_working_date ?? addDays(day, -1)) : addDays(day, -1);
  const after = day === today ? (practice.next_working_date ?? addDays(day, 1)) : addDays(day, 1);
  const step = (to: string) => go(keep(`/huddle/${to}`));
  const meta = found.data?.pages[0]?.meta;
  return (
    <Page
      title={`Huddle, ${format.weekday(day)}`}
      lede={
        day === today
          ? "Today, and what the team wants to know before the first patient."
          : undefined
      }
      filters={["clinic", "provider"]}
      actions={
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: three buttons, not a form */}
          <span className="switch no-print" role="group" aria-label="Day">
            <button type="button" onClick={() => step(before)}>
              Day before
            </button>
            <button type="button" aria-pressed={day === today} onClick={() => step(today)}>
              Today
            </button>
            <button type="button" onClick={() => step(after)}>
              Day after
            </button>
          </span>
          <Button
            className="no-print"
            variant="outlined"
            startIcon={<Icon name="print" size={16} />}
            onClick={() => print()}
          >
            Print on one sheet
          </Button>
        </>
      }
    >
      {role && ROLES.FIGURES.includes(role) && (
        <Days before={before} day={day} after={after} clinic={clinic} provider={provider} />
      )}
      <section className="card huddle" aria-label="Visits">
        <Answer
          of={{ ...found, data: found.data ? visits : undefined }}
          height={640}
          isEmpty={() => visits.length === 0}
          empty="Nobody is on the book. The book is known from a week back to two weeks ahead."
        >
          {() => <Visits day={day} visits={visits} people={people} />}
        </Answer>
        {meta && <Provenance meta={meta} />}
      </section>
    </Page>
  );
}

interface DaysProps {
  before: string;
  day: string;
  after: string;
  clinic: number | undefined;
  provider: number | undefined;
}

const DONE = "net_production,total_collections,goal_attainment";
const AHEAD = "scheduled_production,schedule_fill,goal_attainment";

/** The day before as it went, the day and the next as they are booked. */
function Days({ before, day, after, clinic, provider }: DaysProps) {
  const place = { clinic, provider };
  const done = useAsk("/tiles", { query: { ...place, from: before, to: before, kpis: DONE } });
  const now = useAsk("/tiles", { query: { ...place, from: day, to: day, kpis: AHEAD } });
  const next = useAsk("/tiles", { query: { ...place, from: after, to: after, kpis: AHEAD } });
  return (
    <div className="three-days">
      {(
        [
          ["Before", before, done],
          ["The day", day, now],
          ["After", after, next],
        ] as const
      ).map(([title, on, found]) => (
        <DayFigures key={title} title={title} on={on} found={found} />
      ))}
    </div>
  );
}

function DayFigures({
  title,
  on,
  found,
}: {
  title: string;
  on: string;
  found: ReturnType<typeof useAsk<"/tiles">>;
}) {
  const format = useFormats();
  return (
    <Card title={`${title}: ${format.weekday(on)}`}>
      <Answer of={found} height={48} isEmpty={() => false}>
        {({ data }) => (
          <dl className="facts facts--small">
            {data.map((it) => (
              <div key={it.kpi_id}>
                <dt>
                  <Link to={`/figures/${it.kpi_id}`}>{it.kpi_label}</Link>
                </dt>
                <dd>{format.unit(it.value, it.unit)}</dd>
              </div>
            ))}
          </dl>
        )}
      </Answer>
    </Card>
  );
}

interface VisitsProps {
  day: string;
  visits: Visit[];
  people: Map<number, string>;
}

function Visits({ day, visits, people }: VisitsProps) {
  const { clock, money, decimal } = useFormats();
  const format = useFormats();
  const [ticked, tick] = useTicks(day);
  return (
    <table className="table huddle__table">
      <caption className="hidden-words">Visits of the day</caption>
      <thead>
        <tr>
          <th scope="col" className="no-print">
            Done
          </th>
          <th scope="col">Time</th>
          <th scope="col">Patient</th>
          <th scope="col" className="minor">
            With
          </th>
          <th scope="col" className="minor">
            What for
          </th>
          <th scope="col">What to say</th>
          <th scope="col" className="number minor">
            Planned
          </th>
        </tr>
      </thead>
      <tbody>
        {visits.map((it) => (
          <tr
            key={it.appointment_id}
            className={ticked.has(it.appointment_id) ? "is-ticked" : undefined}
          >
            <td className="no-print">
              <input
                type="checkbox"
                checked={ticked.has(it.appointment_id)}
                onChange={() => tick(it.appointment_id)}
                aria-label={`Talked about the visit at ${clock(it.scheduled_at)}`}
              />
            </td>
            <td className="nowrap">
              <b>{clock(it.scheduled_at)}</b>
              <div className="fine">{decimal(it.booked_minutes, 0)} min</div>
            </td>
            <td>
              <b>{people.get(it.patient_id) ?? `#${it.patient_id}`}</b>
              <div className="fine">{it.confirmation_status ?? it.appointment_status}</div>
            </td>
            <td className="nowrap minor">
              {it.provider_abbreviation ?? "–"}
              <div className="fine">{it.operatory_abbreviation}</div>
            </td>
            <td className="huddle__work minor">{it.procedures_planned ?? "–"}</td>
            <td>
              <div className="only-phone fine">
                {[it.provider_abbreviation, it.procedures_planned].filter(Boolean).join(": ")}
              </div>
              <span className="chips">
                {reasonsOf(it, format).map((reason) => (
                  <span
                    key={reason.key}
                    className={reason.weight === "plain" ? "chip" : `chip chip--${reason.weight}`}
                  >
                    {reason.text}
                  </span>
                ))}
              </span>
            </td>
            <td className="number minor">{money(it.scheduled_production_amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
