/** Days as the API writes them, `2026-07-14`: compared as text, counted in UTC, no zone anywhere. */
export type Day = string;

const MILLISECONDS = 86_400_000;

function parts(day: Day): [number, number, number] {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return [year, month, date];
}

function written(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

export function isDay(text: string | null | undefined): text is Day {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const [year, month, date] = parts(text);
  return written(Date.UTC(year, month - 1, date)) === text;
}

export function addDays(day: Day, count: number): Day {
  const [year, month, date] = parts(day);
  return written(Date.UTC(year, month - 1, date) + count * MILLISECONDS);
}

export function addMonths(day: Day, count: number): Day {
  const [year, month, date] = parts(day);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return written(Date.UTC(year, month - 1 + count, Math.min(date, last)));
}

export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

export function endOfMonth(day: Day): Day {
  return addDays(addMonths(startOfMonth(day), 1), -1);
}

export function startOfYear(day: Day): Day {
  return `${day.slice(0, 4)}-01-01`;
}

export function startOfQuarter(day: Day): Day {
  const [year, month] = parts(day);
  return written(Date.UTC(year, Math.floor((month - 1) / 3) * 3, 1));
}

/** Monday of the day's week. */
export function startOfWeek(day: Day): Day {
  const [year, month, date] = parts(day);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** The day as a moment that every formatter shows as that day when told `timeZone: "UTC"`. */
export function asDate(day: Day): Date {
  const [year, month, date] = parts(day);
  return new Date(Date.UTC(year, month - 1, date));
}
