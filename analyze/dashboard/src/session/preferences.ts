/** What this browser remembers: how the page looks and hides itself. Nothing of the practice. */
import { create } from "zustand";
import { persist } from "zustand/middleware";

interface Preferences {
  /** Minutes without a hand on the machine after which the page hides itself; 0 is never. */
  hideAfterMinutes: number;
  isNavigationNarrow: boolean;
  set: (changes: Partial<Omit<Preferences, "set">>) => void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      hideAfterMinutes: 5,
      isNavigationNarrow: false,
      set: (changes) => set(changes),
    }),
    { name: "enamel-preferences" },
  ),
);
