import {
  addDays,
  addMonths,
  type Day,
  endOfMonth,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
} from "./days";

export interface Period {
  from: Day;
  to: Day;
}

/** Periods with a name. They move with the practice's today, so a shared link stays what it says. */
export const PRESETS = {
  today: { label: "Today", of: (today) => ({ from: today, to: today }) },
  yesterday: {
    label: "Yesterday",
    of: (today) => ({ from: addDays(today, -1), to: addDays(today, -1) }),
  },
  week: { label: "This week", of: (today) => ({ from: startOfWeek(today), to: today }) },
  "last-week": {
    label: "Last week",
    of: (today) => ({ from: addDays(startOfWeek(today), -7), to: addDays(startOfWeek(today), -1) }),
  },
  month: { label: "This month", of: (today) => ({ from: startOfMonth(today), to: today }) },
  "last-month": {
    label: "Last month",
    of: (today) => {
      const from = addMonths(startOfMonth(today), -1);
      return { from, to: endOfMonth(from) };
    },
  },
  quarter: { label: "This quarter", of: (today) => ({ from: startOfQuarter(today), to: today }) },
  "last-quarter": {
    label: "Last quarter",
    of: (today) => ({
      from: addMonths(startOfQuarter(today), -3),
      to: addDays(startOfQuarter(today), -1),
    }),
  },
  year: { label: "This year", of: (today) => ({ from: startOfYear(today), to: today }) },
  "last-year": {
    label: "Last year",
    of: (today) => ({
      from: addMonths(startOfYear(today), -12),
      to: addDays(startOfYear(today), -1),
    }),
  },
  "12-months": {
    label: "Last 12 months",
    of: (today) => ({ from: addMonths(startOfMonth(today), -12), to: today }),
  },
} satisfies Record<string, { label: string; of: (today: Day) => Period }>;

export type Preset = keyof typeof PRESETS;

export function isPreset(text: string | null): text is Preset {
  return text !== null && text in PRESETS;
}
