import { describe, expect, it } from "vitest";
import { axisLevels, bandPath, greatest, pathOf, roundTop } from "./data";

const picture = { width: 100, height: 50, top: 10 };

describe("steps", () => {
  it("holds a step over its slot and leaves gaps", () => {
    const line = { values: [5, null, 10, 0], shape: "step" as const, colour: 1 };
    expect(pathOf(line, picture)).toBe("M0 25L25 25M50 0L75 0L75 50L100 50");
  });

  it("goes from middle to middle", () => {
    expect(pathOf({ values: [0, 10], shape: "line", colour: 1 }, picture)).toBe("M25 50L75 0");
  });

  it("closes a band and cuts it at the top", () => {
    expect(bandPath({ lo: [0, 0], hi: [5, 20], colour: 1 }, picture)).toBe("M25 25L75 0L75 50L25 50Z");
    expect(bandPath({ lo: [null], hi: [1], colour: 1 }, picture)).toBe("");
    const gap = { lo: [0, 0, null, 0, 0], hi: [5, 5, null, 5, 5], colour: 1 };
    expect(bandPath(gap, picture)).toBe("M10 25L30 25L30 50L10 50ZM70 25L90 25L90 50L70 50Z");
  });

  it("names round values on the axis", () => {
    expect(axisLevels(5)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(axisLevels(20)).toEqual([0, 5, 10, 15, 20]);
    expect(axisLevels(500)).toEqual([0, 100, 200, 300, 400, 500]);
  });

  it("ends the axis at a round number", () => {
    expect([0, 0.3, 7, 12, 21, 99, 100].map(roundTop)).toEqual([1, 0.5, 10, 20, 25, 100, 100]);
    expect(
      greatest([{ values: [1, null, 3], shape: "line", colour: 1 }], [{ lo: [0], hi: [4], colour: 1 }]),
    ).toBe(4);
  });
});
