/** Filters live in the address bar, so that a view can be shared. Nothing of a patient goes there. */
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type Day, isDay } from "../format/days";
import { isPreset, PRESETS, type Preset } from "../format/periods";
import { useToday } from "../session/practice";

export type Comparison = "previous" | "year";

export interface Filters {
  /** The period in words of today; null where the days were chosen one by one. */
  preset: Preset | null;
  from: Day;
  to: Day;
  clinic: number | undefined;
  provider: number | undefined;
  payer: number | undefined;
  compare: Comparison;
  /** Variants chosen for single figures: name of the figure → variant. */
  variants: Record<string, string>;
}

export type Change = Partial<{
  preset: Preset;
  from: Day;
  to: Day;
  clinic: number | undefined;
  provider: number | undefined;
  payer: number | undefined;
  compare: Comparison;
  variant: [kpi: string, variant: string | undefined];
}>;

export const DEFAULT_PRESET: Preset = "month";
const KEPT = ["period", "from", "to", "clinic", "provider", "payer", "compare"];

function id(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function readVariants(text: string | null): Record<string, string> {
  const pairs = (text ?? "").split(",").map((it) => it.split(/:(.*)/));
  return Object.fromEntries(
    pairs.flatMap(([kpi, variant]) => (kpi && variant ? [[kpi, variant]] : [])),
  );
}

/** Return what an address says; whatever is not understood is as if it were not there. */
export function readFilters(search: URLSearchParams, today: Day, fallback: Preset): Filters {
  const [from, to] = [search.get("from"), search.get("to")];
  const named = search.get("period");
  const isChosen = isDay(from) && isDay(to) && from <= to;
  const preset = isChosen ? null : isPreset(named) ? named : fallback;
  const period = preset ? PRESETS[preset].of(today) : { from: from as Day, to: to as Day };
  return {
    preset,
    ...period,
    clinic: id(search.get("clinic")),
    provider: id(search.get("provider")),
    payer: id(search.get("payer")),
    compare: search.get("compare") === "year" ? "year" : "previous",
    variants: readVariants(search.get("variants")),
  };
}

/** Return the address with some filters changed; what is as by default is left out. */
export function changeFilters(
  search: URLSearchParams,
  change: Change,
  fallback: Preset,
): URLSearchParams {
  const next = new URLSearchParams(search);
  const put = (name: string, value: string | number | undefined) =>
    value === undefined ? next.delete(name) : next.set(name, String(value));
  if (change.preset) {
    next.delete("from");
    next.delete("to");
    put("period", change.preset === fallback ? undefined : change.preset);
  }
  if (change.from && change.to) {
    next.delete("period");
    put("from", change.from);
    put("to", change.to);
  }
  for (const name of ["clinic", "provider", "payer"] as const) {
    if (name in change) put(name, change[name]);
  }
  if (change.compare) put("compare", change.compare === "previous" ? undefined : change.compare);
  if (change.variant) {
    const [kpi, variant] = change.variant;
    const variants = readVariants(next.get("variants"));
    delete variants[kpi];
    if (variant !== undefined) variants[kpi] = variant;
    const text = Object.entries(variants)
      .map((pair) => pair.join(":"))
      .join(",");
    put("variants", text || undefined);
  }
  return next;
}

/** What of the filters goes along to another page. */
export function keptSearch(search: URLSearchParams): string {
  const kept = new URLSearchParams([...search].filter(([name]) => KEPT.includes(name)));
  const text = kept.toString();
  return text ? `?${text}` : "";
}

export function useFilters(fallback: Preset = DEFAULT_PRESET) {
  const today = useToday();
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => readFilters(search, today, fallback), [search, today, fallback]);
  const set = useCallback(
    (change: Change) => setSearch((now) => changeFilters(now, change, fallback), { replace: true }),
    [setSearch, fallback],
  );
  return { ...filters, today, set };
}

/** A link to another page that keeps period, clinic, provider and payer. */
export function useKeep(): (path: string, more?: Record<string, string>) => string {
  const [search] = useSearchParams();
  return useCallback(
    (path, more = {}) => {
      const next = new URLSearchParams(keptSearch(search));
      for (const [name, value] of Object.entries(more)) next.set(name, value);
      const text = next.toString();
      return text ? `${path}?${text}` : path;
    },
    [search],
  );
}

/** Parameters of an address that takes a period and places. */
export function asQuery(filters: Filters) {
  return {
    from: filters.from,
    to: filters.to,
    clinic: filters.clinic,
    provider: filters.provider,
  };
}
