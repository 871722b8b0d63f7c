/** What is picked within a page (a view, an age, an outcome) stands in the address beside the filters. */
import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** Return the address with one choice changed; the first choice is the default and left out. */
export function changePick(
  search: URLSearchParams,
  name: string,
  value: string | undefined,
  fallback?: string,
): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === undefined || value === fallback) next.delete(name);
  else next.set(name, value);
  return next;
}

/** One of a few choices; whatever else the address says is as if it were not there. */
export function usePick<T extends string>(
  name: string,
  choices: readonly T[],
): [T, (value: T) => void] {
  const [search, setSearch] = useSearchParams();
  const found = search.get(name) as T | null;
  const first = choices[0] as T;
  const set = useCallback(
    (value: T) => setSearch((now) => changePick(now, name, value, first), { replace: true }),
    [setSearch, name, first],
  );
  return [found !== null && choices.includes(found) ? found : first, set];
}

/** A key (of a source, a recall type) or none. */
export function useKeyPick(
  name: string,
): [number | undefined, (value: number | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const text = search.get(name);
  const set = useCallback(
    (value: number | undefined) =>
      setSearch((now) => changePick(now, name, value === undefined ? undefined : String(value)), {
        replace: true,
      }),
    [setSearch, name],
  );
  return [text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined, set];
}

/** A word of the page's own rows (a rule, a report, a month's end) or none. */
export function useTextPick(
  name: string,
): [string | undefined, (value: string | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const set = useCallback(
    (value: string | undefined) =>
      setSearch((now) => changePick(now, name, value), { replace: true }),
    [setSearch, name],
  );
  return [search.get(name) ?? undefined, set];
}
