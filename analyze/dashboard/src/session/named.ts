/** Names of patients that somebody asked to see. They live in memory alone and go with the session. */
import { create } from "zustand";
import { post } from "../api/client";
import { fullName, type Purpose } from "../parts/useNamesOf";
import { useSession } from "./session";

/** Why somebody looks; it is written down with the look. */
export const PURPOSES: Record<Purpose, string> = {
  operations: "Running the office",
  outreach: "Calling and writing to patients",
  billing: "Billing",
  treatment: "Treatment",
  audit: "Audit",
};

/** So many are asked for at once. */
const MOST = 500;

interface Named {
  names: ReadonlyMap<number, string>;
  reveal: (patientIds: number[], purpose: Purpose) => Promise<void>;
}

export const useNamed = create<Named>()((set, get) => ({
  names: new Map(),
  reveal: async (patientIds, purpose) => {
    const wanted = [...new Set(patientIds)].filter((id) => !get().names.has(id)).slice(0, MOST);
    if (wanted.length === 0) return;
    const { data } = await post("/patients/names", { patient_ids: wanted, purpose });
    const names = new Map(get().names);
    for (const it of data) names.set(it.patient_id, fullName(it));
    set({ names });
  },
}));

useSession.subscribe((it) => {
  if (it.state !== "in" && useNamed.getState().names.size > 0)
    useNamed.setState({ names: new Map() });
});

/** Whether the role may see names; Postgres decides, this hides what would be refused. */
export function useSeesNames(): boolean {
  return useSession((it) => it.who?.sees_identifiers ?? false);
}
