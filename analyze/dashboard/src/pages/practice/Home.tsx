/** The first page: what a role looks at first, and what waits for it. */
import { Link } from "react-router";
import { useAsk } from "../../api/asking";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Tiles } from "../../parts/Tile";
import { useFormats } from "../../session/practice";
import { type Role, useRole } from "../../session/session";
import { useFilters, useKeep } from "../../shell/filters";
import { Page } from "../../shell/Page";
import { Book } from "./Book";
import { Pacing } from "./Pacing";
import { Raised } from "./Raised";
import { WaitingWork } from "./WaitingWork";

interface View {
  lede: string;
  kpis: string[];
  rows?: Record<string, string>;
}

const VIEWS: Record<Role, View> = {
  owner: {
    lede: "How the month stands, what came in, what is owed and who comes.",
    kpis: [
      "net_production",
      "total_collections",
      "collection_pct_net",
      "ar_total",
      "new_patients",
      "case_acceptance_fee_pct",
      "hygiene_reappointment_pct",
      "no_show_rate",
    ],
  },
  manager: {
    lede: "The month against its goal, and what in the office needs a hand.",
    kpis: [
      "net_production",
      "total_collections",
      "schedule_fill",
      "broken_rate",
      "confirmation_rate",
      "recall_overdue",
      "unscheduled_treatment",
      "incomplete_notes_pct",
    ],
  },
  billing: {
    lede: "What is owed, by whom, and what holds it up.",
    kpis: [
      "total_collections",
      "insurance_collections",
      "patient_collections",
      "ar_total",
      "insurance_ar",
      "claim_turnaround_days",
      "zero_pay_rate",
      "unbilled_leakage",
    ],
  },
  front_desk: { lede: "Who comes, whom to call, what to do next.", kpis: [] },
  provider: {
    lede: "Your own patients, your own work.",
    kpis: [
      "net_production",
      "production_per_visit",
      "production_per_provider_hour",
      "case_acceptance_fee_pct",
      "same_day_treatment",
      "no_show_rate",
    ],
  },
  hygienist: {
    lede: "Your own patients, your own hours.",
    kpis: [
      "hygiene_reappointment_pct",
      "perio_pct",
      "perio_charting_compliance",
      "hygiene_production_per_hour",
      "adjunct_rates",
      "no_show_rate",
    ],
  },
  analyst: {
    lede: "Every figure, nobody's name.",
    kpis: [
      "net_production",
      "total_collections",
      "active_patients",
      "new_patients",
      "case_acceptance_fee_pct",
      "collections_unmatched_pct",
      "schedule_coverage",
      "rows_changed_after_close",
    ],
  },
  auditor: { lede: "The logs: who saw what, and whether the figures are fresh.", kpis: [] },
};

export default function Home() {
  const role = useRole() ?? "auditor";
  const { today } = useFilters();
  const { weekday } = useFormats();
  const found = useAsk("/home");
  const view = VIEWS[role] ?? VIEWS.auditor;
  const { pacing, projection, book, worklists, alerts } = found.data ?? {};
  return (
    <Page
      title={weekday(today)}
      lede={view.lede}
      filters={view.kpis.length > 0 ? ["period", "clinic", "provider", "compare"] : []}
    >
      {view.kpis.length > 0 && <Tiles kpis={view.kpis} />}
      <Answer of={found} height={420}>
        {() => (
          <div className="page-body">
            {alerts && alerts.length > 0 && <Raised alerts={alerts} />}
            {pacing && pacing.length > 0 && (
              <Pacing pacing={pacing} projection={projection ?? []} />
            )}
            {book && book.length > 0 && <Book days={book} />}
            {worklists && worklists.length > 0 && <WaitingWork lists={worklists} />}
            {role === "auditor" && <Logs />}
          </div>
        )}
      </Answer>
    </Page>
  );
}

/** The auditor reads logs, which have pages of their own. */
function Logs() {
  const keep = useKeep();
  return (
    <Card title="What there is to read">
      <ul className="plain-list">
        <li>
          <Link to={keep("/data")}>Data</Link>: how fresh it is, what ran, whether it ties
        </li>
      </ul>
    </Card>
  );
}
