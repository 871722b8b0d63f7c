/** The patient being looked at. A key of a patient stands in no address, so it is kept here, in memory alone. */
import { create } from "zustand";

interface Chosen {
  patientId: number | null;
  choose: (patientId: number | null) => void;
}

export const useChosen = create<Chosen>()((set) => ({
  patientId: null,
  choose: (patientId) => set({ patientId }),
}));
