/** Where appointments stand in a drawing of the day: columns by provider, lanes where they overlap. */
export interface Booked {
  scheduled_at?: string | null;
  booked_minutes?: string | null;
}

export interface Placed<R> {
  row: R;
  /** Minutes from midnight. */
  start: number;
  end: number;
  lane: number;
  /** Lanes beside each other while it lasts. */
  lanes: number;
}

const SHORTEST = 15;

/** Minutes from midnight of a time by the practice's clock. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(11, 13)) * 60 + Number(clock.slice(14, 16));
}

/** Put the appointments of one column into lanes, so that none covers another. */
export function lanes<R extends Booked>(rows: readonly R[]): Placed<R>[] {
  const placed = rows
    .filter((row) => row.scheduled_at)
    .map((row): Placed<R> => {
      const start = minutesOf(row.scheduled_at as string);
      const length = Math.max(SHORTEST, Number(row.booked_minutes ?? 0));
      return { row, start, end: start + length, lane: 0, lanes: 1 };
    })
    .sort((one, other) => one.start - other.start || other.end - one.end);
  let together: Placed<R>[] = [];
  let until = -1;
  const close = () => {
    const most = Math.max(0, ...together.map((it) => it.lane)) + 1;
    for (const it of together) it.lanes = most;
  };
  for (const it of placed) {
    if (it.start >= until) {
      close();
      together = [];
    }
    const busy = new Set(
      together.filter((other) => other.end > it.start).map((other) => other.lane),
    );
    while (busy.has(it.lane)) it.lane += 1;
    together.push(it);
    until = Math.max(until, it.end);
  }
  close();
  return placed;
}

/** The whole hours that a day's appointments lie in. */
export function hoursOf(placed: readonly Placed<unknown>[]): [number, number] {
  if (placed.length === 0) return [8, 17];
  return [
    Math.floor(Math.min(...placed.map((it) => it.start)) / 60),
    Math.ceil(Math.max(...placed.map((it) => it.end)) / 60),
  ];
}
