/** Names of the patients of a list, for roles that may see them; each look is written down with its purpose. */
import { useQuery } from "@tanstack/react-query";
import { type ApiProblem, type Body, post, type Schemas } from "../api/client";
import { useSession } from "../session/session";

export type Purpose = Body<"/patients/names">["purpose"];

export function fullName(person: Schemas["Name"]): string {
  const first = person.preferred_name || person.first_name;
  return [person.last_name, first].filter(Boolean).join(", ");
}

/** Return patient → name; nothing for roles without names, and while they are on their way. */
export function useNamesOf(
  patients: (number | null | undefined)[],
  purpose: Purpose,
  isWanted = true,
): Map<number, string> {
  const maySee = useSession((it) => it.who?.sees_identifiers ?? false);
  const keys = [...new Set(patients.filter((it): it is number => !!it))].sort((a, b) => a - b);
  const found = useQuery<Map<number, string>, ApiProblem>({
    queryKey: ["names", purpose, keys],
    queryFn: async ({ signal }) => {
      const names = new Map<number, string>();
      for (let start = 0; start < keys.length; start += 500) {
        const part = keys.slice(start, start + 500);
        const page = await post("/patients/names", { patient_ids: part, purpose }, {}, signal);
        for (const person of page.data) names.set(person.patient_id, fullName(person));
      }
      return names;
    },
    enabled: isWanted && maySee && keys.length > 0,
    // Names live while they are shown.
    gcTime: 0,
    placeholderData: (before) => before,
  });
  return found.data ?? new Map();
}
