/** Who is signed in. */
import { create } from "zustand";
import { answers } from "../api/asking";
import { type ApiProblem, get, post, remove, type Schemas, whenSignedOut } from "../api/client";

export type Role =
  | "owner"
  | "manager"
  | "billing"
  | "front_desk"
  | "provider"
  | "hygienist"
  | "analyst"
  | "auditor";

interface Session {
  /** `asking` until the API has said whether the cookie still holds. */
  state: "asking" | "out" | "in";
  who: Schemas["Who"] | null;
  /** Why somebody who was in is out. */
  notice: string | null;
  problem: ApiProblem | null;
  resume: () => Promise<void>;
  signIn: (userName: string, password: string) => Promise<void>;
  signOut: (notice?: string) => Promise<void>;
  /** The API no longer knows us: everything that was answered goes. */
  drop: (notice: string) => void;
}

export const useSession = create<Session>()((set, state) => ({
  state: "asking",
  who: null,
  notice: null,
  problem: null,
  resume: async () => {
    // The cookie that proves a page of ours comes and goes with the session's own.
    if (!document.cookie.includes("enamel_csrf=")) return set({ state: "out" });
    // Every page needs to know the practice: it is asked for beside the session, not after it.
    void answers.prefetchQuery({ queryKey: ["/practice", {}], queryFn: () => get("/practice") });
    try {
      set({ who: await get("/session"), state: "in", problem: null });
    } catch (error) {
      const problem = error as ApiProblem;
      set({ state: "out", who: null, problem: problem.status === 401 ? null : problem });
    }
  },
  signIn: async (userName, password) => {
    answers.clear();
    const who = await post("/session", { user_name: userName, password });
    set({ who, state: "in", notice: null, problem: null });
  },
  signOut: async (notice) => {
    try {
      await remove("/session");
    } catch {
      // Whatever the server says, this page forgets.
    }
    state().drop(notice ?? "You are signed out.");
  },
  drop: (notice) => {
    answers.clear();
    set({ state: "out", who: null, notice });
  },
}));

whenSignedOut(() => {
  if (useSession.getState().state === "in") {
    useSession.getState().drop("Your session has ended. Sign in again to go on where you were.");
  }
});

/** Whoever works in some clinics has the pages of their role, with the rows of these clinics. */
export function roleOf(who: Schemas["Who"] | null): Role | null {
  return who ? (who.role.replace(/^enamel_(clinic_)?/, "") as Role) : null;
}

export function useRole(): Role | null {
  return useSession((it) => roleOf(it.who));
}

export function nameOf(who: Schemas["Who"] | null): string {
  return (who?.actor ?? "").replace(/^user:/, "");
}
