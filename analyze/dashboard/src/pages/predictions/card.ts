/** What the card of a model says, read with care: its parts are whatever the training wrote. */
export interface Tenth {
  said_rate: unknown;
  happened_rate: unknown;
  row_count: unknown;
}

export interface Gain {
  part_rate: unknown;
  found_rate: unknown;
}

export interface ReadCard {
  about: string;
  isSynthetic: boolean;
  reliability: Tenth[];
  gains: Gain[];
  /** Limits, use, missed gates, the richer model: words below the figures. */
  notes: string[];
}

function texts(value: unknown): string[] {
  if (typeof value === "string" && value) return [value];
  return Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : [];
}

function rows<R>(value: unknown): R[] {
  return Array.isArray(value)
    ? value.filter((it): it is R => typeof it === "object" && it !== null)
    : [];
}

export function cardOf(card: Record<string, unknown>): ReadCard {
  return {
    about: texts(card.about).join(" "),
    isSynthetic: card.is_synthetic === true,
    reliability: rows<Tenth>(card.reliability),
    gains: rows<Gain>(card.gains),
    notes: [
      ...texts(card.use),
      ...texts(card.limits),
      ...texts(card.missed_gates),
      ...texts(card.richer_model),
    ],
  };
}
