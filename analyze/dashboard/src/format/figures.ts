/** Figures in words of the practice's locale. The API sends decimals as text; nothing is computed here. */
import { asDate, type Day } from "./days";

export type Unit = "amount" | "rate" | "count" | "days" | "hours" | "minutes" | "per_hour";
export type Figure = string | number | null | undefined;

/** What stands where there is no figure. */
export const NOTHING = "–";

export interface Formats {
  money: (value: Figure, exact?: boolean) => string;
  count: (value: Figure) => string;
  rate: (value: Figure) => string;
  decimal: (value: Figure, digits?: number) => string;
  unit: (value: Figure, unit: string, exact?: boolean) => string;
  /** A difference with its sign; of a rate in points. */
  change: (value: Figure, unit: string) => string;
  /** A relative difference with its sign. */
  growth: (value: Figure) => string;
  short: (value: Figure, unit: string) => string;
  day: (value: Day | null | undefined) => string;
  weekday: (value: Day | null | undefined) => string;
  month: (value: Day | null | undefined) => string;
  period: (from: Day, to: Day) => string;
  /** A time by the practice's own clock, as the API sends it: without a zone. */
  clock: (value: string | null | undefined) => string;
  /** A moment, sent with its zone, on this machine's clock. */
  moment: (value: string | null | undefined) => string;
}

function number(value: Figure): number | null {
  if (value === null || value === undefined || value === "") return null;
  const found = Number(value);
  return Number.isFinite(found) ? found : null;
}

export function formats(locale: string, currency: string): Formats {
  const of = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const money = of({ style: "currency", currency, maximumFractionDigits: 0 });
  const cents = of({ style: "currency", currency });
  const compact = of({ style: "currency", currency, notation: "compact" });
  const counts = of({ maximumFractionDigits: 0 });
  const compactCounts = of({ notation: "compact" });
  const rates = of({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const growths = of({
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  const wholeRates = of({ style: "percent", maximumFractionDigits: 0 });
  const decimals = [0, 1, 2].map((digits) =>
    of({ minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  const days = date({ day: "numeric", month: "short", year: "numeric" });
  const weekdays = date({ weekday: "long", day: "numeric", month: "long" });
  const months = date({ month: "short", year: "numeric" });
  const clocks = date({ hour: "numeric", minute: "2-digit" });
  const moments = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });

  const shown = (value: Figure, format: Intl.NumberFormat): string => {
    const found = number(value);
    // Minus nothing is nothing.
    return found === null ? NOTHING : format.format(found === 0 ? 0 : found);
  };
  const decimal = (value: Figure, digits = 1) =>
    shown(value, decimals[digits] ?? (decimals[1] as Intl.NumberFormat));
  const inUnit = (value: Figure, unit: string, exact = false): string => {
    switch (unit) {
      case "amount":
        return shown(value, exact ? cents : money);
      case "per_hour":
        return number(value) === null ? NOTHING : `${shown(value, money)}/h`;
      case "rate":
        return shown(value, rates);
      case "days":
      case "hours":
      case "minutes":
      case "months":
        return number(value) === null ? NOTHING : `${decimal(value)} ${unit}`;
      case "times":
        return number(value) === null ? NOTHING : `${decimal(value)} ×`;
      default:
        return shown(value, counts);
    }
  };
  return {
    money: (value, exact = false) => shown(value, exact ? cents : money),
    count: (value) => shown(value, counts),
    rate: (value) => shown(value, rates),
    decimal,
    unit: inUnit,
    change: (value, unit) => {
      const found = number(value);
      if (found === null) return NOTHING;
      const sign = found > 0 ? "+" : found < 0 ? "−" : "±";
      const size = Math.abs(found);
      return unit === "rate" ? `${sign}${decimal(size * 100)} pts` : `${sign}${inUnit(size, unit)}`;
    },
    growth: (value) => shown(value, growths).replace("-", "−"),
    short: (value, unit) => {
      if (unit === "amount" || unit === "per_hour") return shown(value, compact);
      if (unit === "rate") return shown(value, wholeRates);
      return shown(value, compactCounts);
    },
    day: (value) => (value ? days.format(asDate(value)) : NOTHING),
    weekday: (value) => (value ? weekdays.format(asDate(value)) : NOTHING),
    month: (value) => (value ? months.format(asDate(value)) : NOTHING),
    period: (from, to) =>
      from === to ? days.format(asDate(from)) : days.formatRange(asDate(from), asDate(to)),
    clock: (value) => (value ? clocks.format(new Date(`${value.slice(0, 19)}Z`)) : NOTHING),
    moment: (value) => (value ? moments.format(new Date(value)) : NOTHING),
  };
}
