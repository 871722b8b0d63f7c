/** Where the rows behind a figure are: claims, families, slots, payments. Any other figure has its own page. */
import type { Role } from "../session/session";
import { PLACES } from "./places";

interface Rows {
  path: string;
  /** What is picked there, beside the filters that go along. */
  pick?: Record<string, string>;
  /** True where the rows are those of the figure's period, and not those that are open today. */
  isOfPeriod?: boolean;
}

const LOST: Rows = { path: "/appointments", pick: { view: "lost" }, isOfPeriod: true };
const MISSED: Rows = { ...LOST, pick: { view: "lost", outcome: "missed" } };
const LATE: Rows = { ...LOST, pick: { view: "lost", outcome: "late_cancelled" } };
const RECEIVED: Rows = { path: "/collections", isOfPeriod: true };
const SOURCES: Rows = { path: "/referrals", isOfPeriod: true };
const UNBILLED: Rows = { path: "/insurance", pick: { view: "unbilled" } };
const TURNAROUND: Rows = { path: "/insurance", pick: { view: "turnaround" }, isOfPeriod: true };
const VERIFY: Rows = { path: "/insurance", pick: { view: "verify" } };

const ROWS: Record<string, Rows> = {
  ar_total: { path: "/worklists/ar_calls" },
  patient_portion_ar: { path: "/worklists/ar_calls" },
  insurance_ar: { path: "/insurance" },
  claim_followup_coverage: { path: "/worklists/outstanding_claims" },
  unbilled_leakage: UNBILLED,
  claims_without_first_sent_date: UNBILLED,
  claim_turnaround_days: TURNAROUND,
  first_pass_rate: TURNAROUND,
  zero_pay_rate: TURNAROUND,
  eligibility_verified_pct: VERIFY,
  benefits_remaining: { path: "/worklists/expiring_benefits" },
  total_collections: RECEIVED,
  patient_collections: RECEIVED,
  insurance_collections: RECEIVED,
  unearned_balance: { path: "/collections" },
  payment_plan_due: { path: "/collections" },
  new_patients: SOURCES,
  new_patients_by_source: SOURCES,
  new_patients_without_source_pct: SOURCES,
  active_patients: { path: "/patients" },
  recall_due: { path: "/worklists/overdue_hygiene" },
  recall_overdue: { path: "/worklists/overdue_hygiene" },
  unscheduled_treatment: { path: "/worklists/unscheduled_treatment" },
  broken_rate: LOST,
  no_show_rate: MISSED,
  late_cancel_rate: LATE,
  recovery_rate: { path: "/worklists/broken_not_rescheduled" },
  scheduled_production: { path: "/appointments" },
  unconfirmed_tomorrow: { path: "/huddle" },
};

/** Return where the rows of a figure are, if there are any that the role is led to. */
export function rowsOf(kpi: string, role: Role | null): Rows | undefined {
  const found = ROWS[kpi];
  const place = PLACES.find((it) => found && `/${found.path.split("/")[1]}` === it.path);
  return role && place?.roles.includes(role) ? found : undefined;
}
