/** `enamel_front_desk` → `Front desk`; `no_show_rate` → `No show rate`. */
export function words(name: string | null | undefined): string {
  const plain = (name ?? "").replace(/^enamel_/, "").replaceAll("_", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
