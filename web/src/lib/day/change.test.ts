import { describe, expect, it } from "vitest";
import type { DayNumber } from "$lib/api/day";
import { judge, reaches } from "./change";

type Side = [value: number | null, lo: number | null, hi: number | null, n: number | null];

function number(direction: string, day: Side, before: Side): DayNumber {
  const side = ([value, lo, hi, n]: Side) => ({ value, lo, hi, n });
  return {
    metric: "m",
    version: 1,
    unit: "share",
    display_unit: "%",
    direction,
    filter: "",
    from: "2026-03-03",
    to: "2026-03-04",
    day: side(day),
    week_before: side(before),
    n_min: 30,
    flags: [],
  };
}

describe("judge", () => {
  it.each([
    ["up", [0.9, 0.88, 0.92, 400], [0.8, 0.76, 0.84, 400], "better"],
    ["up", [0.7, 0.66, 0.74, 400], [0.8, 0.76, 0.84, 400], "worse"],
    ["down", [0.9, 0.88, 0.92, 400], [0.8, 0.76, 0.84, 400], "worse"],
    ["up", [0.82, 0.78, 0.86, 400], [0.8, 0.76, 0.84, 400], "unclear"],
    ["none", [500, 480, 520, 400], [300, 290, 310, 400], "other"],
    ["up", [0.9, 0.88, 0.92, 12], [0.5, 0.4, 0.6, 400], "few"],
    ["up", [null, null, null, 0], [0.5, 0.4, 0.6, 400], "none"],
    ["up", [0.9, null, null, 400], [0.5, 0.4, 0.6, 400], "unclear"],
  ] as [string, Side, Side, string][])("%s %j against %j is %s", (direction, day, before, expected) =>
    expect(judge(number(direction, day, before))).toBe(expected),
  );
});

it("a target is reached from the side the metric wants", () => {
  expect(reaches(0.8, 0.8, "up")).toBe(true);
  expect(reaches(0.79, 0.8, "up")).toBe(false);
  expect(reaches(0.03, 0.04, "down")).toBe(true);
  expect(reaches(300, 280, "none")).toBe(null);
  expect(reaches(null, 0.8, "up")).toBe(null);
});
