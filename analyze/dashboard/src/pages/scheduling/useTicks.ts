/** What was talked about, ticked off: in memory, for this visit to the page. */
import { create } from "zustand";

interface Ticks {
  byDay: Record<string, number[]>;
  tick: (day: string, appointment: number) => void;
}

const useStore = create<Ticks>()((set) => ({
  byDay: {},
  tick: (day, appointment) =>
    set(({ byDay }) => {
      const now = byDay[day] ?? [];
      const next = now.includes(appointment)
        ? now.filter((it) => it !== appointment)
        : [...now, appointment];
      return { byDay: { ...byDay, [day]: next } };
    }),
}));

export function useTicks(day: string): [Set<number>, (appointment: number) => void] {
  const { byDay, tick } = useStore();
  return [new Set(byDay[day]), (appointment) => tick(day, appointment)];
}
