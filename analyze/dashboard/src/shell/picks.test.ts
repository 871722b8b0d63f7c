import { describe, expect, it } from "vitest";
import { changePick } from "./picks";

describe("changePick", () => {
  it("keeps what else the address says", () => {
    const next = changePick(new URLSearchParams("clinic=2&age=31-60"), "age", "over 90", "all");
    expect(next.toString()).toBe("clinic=2&age=over+90");
  });
  it("leaves the default out", () => {
    expect(changePick(new URLSearchParams("age=31-60"), "age", "all", "all").toString()).toBe("");
    expect(changePick(new URLSearchParams("source=4"), "source", undefined).toString()).toBe("");
  });
});
