/** What the office calls things that the API names. */
import { words } from "./words";

export const WORKLISTS: Record<string, string> = {
  ar_calls: "Balances to call about",
  broken_not_rescheduled: "Broken, not rescheduled",
  expiring_benefits: "Benefits that expire",
  insurance_to_verify: "Insurance to verify",
  lab_cases_due: "Lab cases due",
  new_patients_without_follow_up: "New patients without a next visit",
  outstanding_claims: "Outstanding claims",
  overdue_hygiene: "Overdue for hygiene",
  unbilled_unsent: "Not billed, not sent",
  unfinalized_payments: "Insurance payments not finalised",
  unscheduled_treatment: "Treatment not scheduled",
};

export const CLOSE_LINES: Record<string, string> = {
  payments: "Payments",
  deposits: "Deposits",
  completed_without_claim: "Done, on no claim",
  broken_not_rescheduled: "Broken, not rescheduled",
  large_adjustments: "Large adjustments",
  completed_without_note: "Done, without a signed note",
};

export const RISKS: Record<string, string> = {
  missed: "Missed visits",
  refused: "Refused by insurance",
  delayed: "Insurance that is late",
  written_off: "Written off",
};

export function label(names: Record<string, string>, name: string): string {
  return names[name] ?? words(name);
}
