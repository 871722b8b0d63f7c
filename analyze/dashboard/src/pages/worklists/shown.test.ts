import { describe, expect, it } from "vitest";
import { type Item, isShown } from "./Worklist";

const item = (changes: Partial<Item>): Item => ({
  item_key: "a-1",
  priority_order: 1,
  ...changes,
});
const TODAY = "2026-07-15";

describe("what is to be done now", () => {
  it("is what nobody touched, and what came to nothing", () => {
    expect(isShown(item({}), "open", TODAY, "me")).toBe(true);
    expect(isShown(item({ last_outcome: "attempted" }), "open", TODAY, "me")).toBe(true);
    expect(isShown(item({ last_outcome: "done" }), "open", TODAY, "me")).toBe(false);
  });

  it("comes back on the day it was put off to", () => {
    const off = item({ last_outcome: "snoozed", next_action_date: "2026-07-16" });
    expect(isShown(off, "open", TODAY, "me")).toBe(false);
    expect(isShown(off, "open", "2026-07-16", "me")).toBe(true);
    expect(isShown(off, "all", TODAY, "me")).toBe(true);
  });

  it("is mine where I was named", () => {
    expect(isShown(item({ assignee: "me", last_outcome: "done" }), "mine", TODAY, "me")).toBe(true);
    expect(isShown(item({ assignee: "you" }), "mine", TODAY, "me")).toBe(false);
  });
});
