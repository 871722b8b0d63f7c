import { describe, expect, it } from "vitest";
import { asked } from "./asked";

describe("what the search asks", () => {
  it("takes the parts that are given", () => {
    expect(asked({ last_name: " Ma ", first_name: "", phone: "(503) 555-0123" })).toEqual({
      last_name: "Ma",
      phone: "5035550123",
    });
  });
  it("asks nothing where nothing could be looked for", () => {
    expect(asked({ last_name: "M", phone: "555" })).toBeNull();
    expect(asked({ patient_id: "12a" })).toBeNull();
    expect(asked({})).toBeNull();
  });
});
