import { describe, expect, it } from "vitest";
import { hoursOf, lanes, minutesOf } from "./lanes";

const at = (time: string, booked_minutes: string) => ({
  scheduled_at: `2026-07-15T${time}:00`,
  booked_minutes,
});

describe("lanes", () => {
  it("reads the practice's clock", () => {
    expect(minutesOf("2026-07-15T08:40:00")).toBe(520);
  });
  it("puts what overlaps side by side and uses a lane again", () => {
    const found = lanes([
      at("08:00", "60"),
      at("08:30", "60"),
      at("09:00", "30"),
      at("10:00", "30"),
    ]);
    expect(found.map((it) => [it.lane, it.lanes])).toEqual([
      [0, 2],
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
  });
  it("draws even the shortest, and leaves out what has no time", () => {
    const found = lanes([at("08:00", "0"), { scheduled_at: null, booked_minutes: "30" }]);
    expect(found.map((it) => it.end - it.start)).toEqual([15]);
  });
  it("spans the whole hours of the day", () => {
    expect(hoursOf(lanes([at("08:40", "30"), at("16:10", "60")]))).toEqual([8, 18]);
    expect(hoursOf([])).toEqual([8, 17]);
  });
});
