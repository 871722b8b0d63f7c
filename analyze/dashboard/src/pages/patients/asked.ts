/** What the form of the search says, as the API takes it. */
import type { Body } from "../../api/client";

export type Whom = Body<"/patients/search">;

/** Null where the form says nothing that could be looked for. */
export function asked(form: Record<string, string>): Whom | null {
  const text = (name: string) => form[name]?.trim() || undefined;
  const name = (part: string) => {
    const found = text(part);
    return found && found.length >= 2 ? found : undefined;
  };
  const digits = (form.phone ?? "").replace(/\D/g, "");
  const number = text("patient_id");
  const whom: Whom = {
    last_name: name("last_name"),
    first_name: name("first_name"),
    phone: digits.length >= 10 ? digits.slice(-10) : undefined,
    birth_date: text("birth_date"),
    patient_id: number && /^\d{1,15}$/.test(number) ? Number(number) : undefined,
  };
  return Object.values(whom).some((it) => it !== undefined) ? whom : null;
}
