import { describe, expect, it } from "vitest";
import { withinUnit } from "./words";

describe("limits of natural variation", () => {
  it("end where the metric itself ends", () => {
    const share = { unit: "share", display_unit: "%" };
    expect(withinUnit(-0.548, share)).toBe(0);
    expect(withinUnit(1.048, share)).toBe(1);
    expect(withinUnit(0.4, share)).toBe(0.4);
    expect(withinUnit(-1.7, { unit: "count", display_unit: "" })).toBe(0);
    expect(withinUnit(-9.9, { unit: "points", display_unit: "" })).toBe(-9.9);
    expect(withinUnit(null, share)).toBeNull();
  });
});
