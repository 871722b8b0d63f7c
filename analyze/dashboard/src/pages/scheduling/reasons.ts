/** Why somebody at the morning meeting should say a word about a visit. */
import type { RowOf } from "../../api/client";
import type { Formats } from "../../format/figures";
import { words } from "../../format/words";

export type Visit = RowOf<"/huddle/{day}">;

export interface Reason {
  key: string;
  text: string;
  weight: "bad" | "warning" | "plain";
}

/** How the risk of a missed visit is said; the usual one is not. */
const RISKS: Record<string, string | undefined> = {
  high: "Likely to be missed",
  raised: "May be missed",
};

/** Return the reasons of a visit, what cannot wait first. */
export function reasonsOf(visit: Visit, format: Formats): Reason[] {
  const risk = RISKS[visit.no_show_risk_band ?? ""];
  const found: (Reason | false)[] = [
    visit.is_premedication_needed && { key: "premed", text: "Premedication", weight: "bad" },
    visit.has_medical_alert && { key: "alert", text: "Medical alert", weight: "bad" },
    visit.has_lab_case &&
      !visit.is_lab_back && { key: "lab", text: "Lab case not back", weight: "bad" },
    !visit.is_confirmed && { key: "confirm", text: "Not confirmed", weight: "warning" },
    risk !== undefined && {
      key: "risk",
      text: visit.no_show_reasons ? `${risk}: ${visit.no_show_reasons}` : risk,
      weight: visit.no_show_risk_band === "high" ? "warning" : "plain",
    },
    visit.has_coverage &&
      !visit.is_insurance_verified && {
        key: "verify",
        text: "Insurance not verified",
        weight: "warning",
      },
    // The reasons of a risk tell the same.
    !risk &&
      (visit.broken_slot_count ?? 0) > 0 && {
        key: "broken",
        text: words(visit.broken_history) || `Broke ${visit.broken_slot_count} before`,
        weight: "warning",
      },
    Number(visit.family_portion_amount ?? 0) > 0 && {
      key: "owes",
      text: `Owes ${format.money(visit.family_portion_amount)}`,
      weight: "warning",
    },
    visit.is_new_patient && { key: "new", text: "New patient", weight: "plain" },
    visit.is_hygiene_due && { key: "hygiene", text: "Hygiene due", weight: "plain" },
    (visit.family_hygiene_due_count ?? 0) > 0 && {
      key: "family",
      text: `Family due: ${format.count(visit.family_hygiene_due_count)}`,
      weight: "plain",
    },
    Number(visit.unscheduled_amount ?? 0) > 0 && {
      key: "unscheduled",
      text: `Unscheduled ${format.money(visit.unscheduled_amount)}`,
      weight: "plain",
    },
    visit.has_lab_case &&
      visit.is_lab_back && { key: "back", text: "Lab case is back", weight: "plain" },
  ];
  return found.filter((it): it is Reason => Boolean(it));
}
