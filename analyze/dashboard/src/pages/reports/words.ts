/** Words for what a report is made of. */
import type { Schemas } from "../../api/client";
import type { Formats } from "../../format/figures";

export type Definition = Schemas["OwnReport"]["definition"];
type Input = Schemas["Definition-Input"];

export const PERIODS: Record<NonNullable<Input["preset"]>, string> = {
  last_12_months: "Last 12 months",
  last_3_months: "Last 3 months",
  last_month: "Last month",
  this_month: "This month",
  this_year: "This year",
  last_year: "Last year",
  last_30_days: "Last 30 days",
  last_7_days: "Last 7 days",
};

export const CHARTS: Record<NonNullable<Input["chart"]>, string> = {
  line: "Lines",
  bar: "Bars",
  stacked_bar: "Bars upon each other",
  area: "Areas",
  table: "Table",
};

export const PARTS: Record<NonNullable<Input["by"]>, string> = {
  none: "Nothing",
  provider: "Provider",
  clinic: "Clinic",
};

export const GRAINS: Record<NonNullable<Input["grain"]>, string> = { month: "Month", day: "Day" };

export const PAPERS: Record<Schemas["Paper"], string> = {
  huddle: "The huddle",
  close: "The daily close",
  monthly_review: "The monthly review",
  alerts: "Alerts",
  report: "A report of yours",
};

export const EVERY: Record<Schemas["Every"], string> = {
  workday: "Every working day",
  day: "Every day",
  week: "Every Monday",
  month: "On the first of a month",
};

export function periodWords(of: Definition, format: Formats): string {
  if (of.preset) return PERIODS[of.preset];
  if (of.from_date && of.to_date) return format.period(of.from_date, of.to_date);
  if (of.from_date) return `Since ${format.day(of.from_date)}`;
  return of.to_date ? `Until ${format.day(of.to_date)}` : "The last twelve months";
}
