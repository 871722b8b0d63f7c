/** Insurance: what carriers owe, how long they take, what is not billed, whom to verify. */
import { Segments } from "../../parts/Segments";
import { Tiles } from "../../parts/Tile";
import { Page } from "../../shell/Page";
import { usePick } from "../../shell/picks";
import { Owed } from "./Owed";
import { Turnaround } from "./Turnaround";
import { Unbilled } from "./Unbilled";
import { Verify } from "./Verify";

const VIEWS = [
  ["owed", "Owed"],
  ["turnaround", "Turnaround"],
  ["unbilled", "Not billed"],
  ["verify", "Verification"],
] as const;

const KPIS: Record<(typeof VIEWS)[number][0], string[]> = {
  owed: ["insurance_ar", "claim_followup_coverage", "claim_turnaround_days"],
  turnaround: ["claim_turnaround_days", "first_pass_rate", "zero_pay_rate"],
  unbilled: ["unbilled_leakage", "claims_without_first_sent_date"],
  verify: ["eligibility_verified_pct", "benefits_remaining", "insurance_estimate_error"],
};

export default function Insurance() {
  const [view, setView] = usePick(
    "view",
    VIEWS.map(([name]) => name),
  );
  return (
    <Page
      title="Insurance"
      lede="What carriers owe, how long they take, and what holds money up."
      filters={["period", "clinic", "provider", "payer", "compare"]}
      fallback="12-months"
      actions={
        <Segments label="Part of insurance" value={view} choices={VIEWS} onChange={setView} />
      }
    >
      <Tiles kpis={KPIS[view]} fallback="12-months" />
      {view === "owed" && <Owed />}
      {view === "turnaround" && <Turnaround />}
      {view === "unbilled" && <Unbilled />}
      {view === "verify" && <Verify />}
    </Page>
  );
}
