import { describe, expect, it } from "vitest";
import { idleState } from "./Hiding";

const MINUTE = 60_000;

describe("nobody there", () => {
  it("hides first and ends the session later", () => {
    expect(idleState(4 * MINUTE, 5, 30)).toBe("show");
    expect(idleState(5 * MINUTE, 5, 30)).toBe("hide");
    expect(idleState(30 * MINUTE, 5, 30)).toBe("end");
  });

  it("ends the session although nothing is to be hidden", () => {
    expect(idleState(29 * MINUTE, 0, 30)).toBe("show");
    expect(idleState(30 * MINUTE, 0, 30)).toBe("end");
  });
});
