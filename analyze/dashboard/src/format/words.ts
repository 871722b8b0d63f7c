const SHORT = /\b(ar|ppo)\b/gi;

/** `enamel_front_desk` → `Front desk`; `no_show_rate` → `No show rate`; `ar_aging` → `AR aging`. */
export function words(name: string | null | undefined): string {
  const plain = (name ?? "").replace(/^enamel_/, "").replaceAll("_", " ");
  const written = plain.replace(SHORT, (it) => it.toUpperCase());
  return written.charAt(0).toUpperCase() + written.slice(1);
}
