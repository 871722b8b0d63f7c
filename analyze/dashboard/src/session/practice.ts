/** The practice: its day, its money, what it can be looked at by. Asked once after signing in. */
import { useMemo } from "react";
import { useAsk } from "../api/asking";
import type { Schemas } from "../api/client";
import type { Day } from "../format/days";
import { type Formats, formats } from "../format/figures";

export type Practice = Schemas["PracticeChoices"];

const UNKNOWN: Practice = {
  locale: "en-US",
  currency: "USD",
  idle_minutes: 30,
  clinics: [],
  providers: [],
  carriers: [],
};

export function usePractice(): Practice {
  return useAsk("/practice").data ?? UNKNOWN;
}

/** Whether it is known, or known not to be told: before that no page can say which days it asks for. */
export function useIsPracticeKnown(): boolean {
  return !useAsk("/practice").isPending;
}

/** The practice's today; this machine's where the role may not know it. */
export function useToday(): Day {
  const { today_date } = usePractice();
  return today_date ?? new Date().toISOString().slice(0, 10);
}

export function useFormats(): Formats {
  const { locale, currency } = usePractice();
  return useMemo(() => formats(locale, currency), [locale, currency]);
}

/** Names of keys, for tables: providers, clinics and carriers as the office calls them. */
export function useNames() {
  const { clinics, providers, carriers } = usePractice();
  return useMemo(() => {
    const of = <T>(
      rows: T[],
      key: (row: T) => number,
      name: (row: T) => string | null | undefined,
    ) => new Map(rows.map((row) => [key(row), name(row) ?? `#${key(row)}`]));
    const maps = {
      provider: of(
        providers,
        (it) => it.provider_id,
        (it) => it.provider_abbreviation,
      ),
      clinic: of(
        clinics,
        (it) => it.clinic_id,
        (it) => it.clinic_abbreviation ?? it.clinic_name,
      ),
      carrier: of(
        carriers,
        (it) => it.carrier_id,
        (it) => it.carrier_name,
      ),
    };
    const named = (map: Map<number, string>, none: string) => (id: number | null | undefined) =>
      id === null || id === undefined ? "–" : id === 0 ? none : (map.get(id) ?? `#${id}`);
    return {
      provider: named(maps.provider, "No provider"),
      clinic: named(maps.clinic, "No clinic"),
      carrier: named(maps.carrier, "No carrier"),
    };
  }, [clinics, providers, carriers]);
}
