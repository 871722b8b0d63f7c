/** Turn rows of (along, series, value) into one row per place along, for charts. Nothing is added up. */
export interface Pivoted {
  along: string;
  [series: string]: unknown;
}

export interface Pivot<R> {
  rows: Pivoted[];
  /** Names of the series in the order they were met. */
  series: string[];
  /** The rows a place was made of. */
  of: (along: string) => R[];
}

export function pivot<R>(
  rows: readonly R[],
  along: (row: R) => string,
  series: (row: R) => string,
  value: (row: R) => unknown,
): Pivot<R> {
  const names: string[] = [];
  const places = new Map<string, { row: Pivoted; from: R[] }>();
  for (const row of rows) {
    const name = series(row);
    if (!names.includes(name)) names.push(name);
    const key = along(row);
    const place = places.get(key) ?? { row: { along: key }, from: [] };
    place.row[name] = value(row);
    place.from.push(row);
    places.set(key, place);
  }
  return {
    rows: [...places.values()].map((it) => it.row),
    series: names,
    of: (key) => places.get(key)?.from ?? [],
  };
}
