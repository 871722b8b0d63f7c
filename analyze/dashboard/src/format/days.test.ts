import { describe, expect, it } from "vitest";
import { addDays, addMonths, endOfMonth, isDay, startOfQuarter, startOfWeek } from "./days";
import { PRESETS } from "./periods";

describe("days", () => {
  it("are days of the calendar and nothing else", () => {
    expect(["2026-02-29", "2026-13-01", "2026-1-1", "", null].map(isDay)).not.toContain(true);
    expect(isDay("2024-02-29")).toBe(true);
  });

  it("go over ends of months and years", () => {
    expect(addDays("2025-12-31", 1)).toBe("2026-01-01");
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
    expect(endOfMonth("2024-02-10")).toBe("2024-02-29");
  });

  it("know the Monday of a week and the first of a quarter", () => {
    expect(startOfWeek("2026-07-15")).toBe("2026-07-13");
    expect(startOfWeek("2026-07-19")).toBe("2026-07-13");
    expect(startOfQuarter("2026-08-31")).toBe("2026-07-01");
  });
});

describe("presets", () => {
  it.each(["2026-07-15", "2024-02-29", "2026-01-01", "2025-12-31"])(
    "never end before they begin, %s",
    (today) => {
      for (const preset of Object.values(PRESETS)) {
        const { from, to } = preset.of(today);
        expect(from <= to && isDay(from) && isDay(to)).toBe(true);
      }
    },
  );

  it("meet without a gap", () => {
    const today = "2026-07-15";
    expect(addDays(PRESETS["last-month"].of(today).to, 1)).toBe(PRESETS.month.of(today).from);
    expect(addDays(PRESETS["last-week"].of(today).to, 1)).toBe(PRESETS.week.of(today).from);
    expect(addDays(PRESETS["last-year"].of(today).to, 1)).toBe(PRESETS.year.of(today).from);
    expect(addDays(PRESETS["last-quarter"].of(today).to, 1)).toBe(PRESETS.quarter.of(today).from);
  });
});
