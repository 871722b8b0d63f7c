/** Treatment: how much of what was presented is accepted, and where the rest is left behind. */
import { Link } from "react-router";
import { Segments } from "../../parts/Segments";
import { Tiles } from "../../parts/Tile";
import { useRole } from "../../session/session";
import { useKeep } from "../../shell/filters";
import { Page } from "../../shell/Page";
import { usePick } from "../../shell/picks";
import { Acceptance } from "./Acceptance";
import { Funnel } from "./Funnel";
import { Presenters } from "./Presenters";

const VIEWS = [
  ["acceptance", "Accepted"],
  ["journey", "From planned to paid"],
] as const;

export default function Treatment() {
  const role = useRole();
  const keep = useKeep();
  const isOwn = role === "provider" || role === "hygienist";
  const [view, setView] = usePick(
    "view",
    VIEWS.map(([name]) => name),
  );
  return (
    <Page
      title="Treatment"
      lede={
        <>
          What was presented, what patients said yes to, and where the rest is left.{" "}
          <Link to={keep("/worklists/unscheduled_treatment")}>Call about open treatment</Link>
        </>
      }
      filters={["period", "clinic", ...(isOwn ? [] : (["provider"] as const)), "compare"]}
      fallback="12-months"
      actions={
        <Segments label="Part of treatment" value={view} choices={VIEWS} onChange={setView} />
      }
    >
      <Tiles
        kpis={
          view === "acceptance"
            ? ["case_acceptance_fee_pct", "patient_acceptance_pct", "unscheduled_treatment"]
            : ["treatment_completed_pct", "diagnosis_rate", "fully_paid"]
        }
        fallback="12-months"
      />
      {view === "acceptance" ? (
        <>
          <Acceptance isOwn={isOwn} />
          {!isOwn && <Presenters />}
        </>
      ) : (
        <Funnel />
      )}
    </Page>
  );
}
