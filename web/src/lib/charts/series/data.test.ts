import { describe, expect, test } from "vitest";
import type { MetricRow } from "$lib/explore/result";
import { eventSpan, LINES_MAX, spreadLabels, toSeries, valueRange } from "./data";

const row = (day: number, group: string | null, value: number | null, n: number): MetricRow => ({
  metric: "asa",
  periodStart: `2026-10-0${day}T00:00:00Z`,
  periodEnd: `2026-10-0${day + 1}T00:00:00Z`,
  group: [group],
  value,
  numerator: null,
  denominator: null,
  n,
  lo: null,
  hi: null,
  method: "mean_t",
  finalAt: null,
  flags: [],
  previousValue: null,
  previousN: null,
  change: null,
});
const label = (group: (string | null)[]) => group.join(" / ");

test("periods rise, a missing period is a gap, the group with most observations comes first", () => {
  const data = toSeries(
    [row(2, "B", 20, 50), row(1, "A", 10, 40), row(1, "B", 30, 12), row(3, "B", null, 0)],
    30,
    label,
  );
  expect(data.times).toEqual([1790812800, 1790899200, 1790985600]);
  expect(data.lines.map((line) => [line.label, line.values, line.few])).toEqual([
    ["B", [30, 20, null], [true, false, true]],
    ["A", [10, null, null], [false, false, false]],
  ]);
  expect(data.rows[0]?.[1]?.value).toBe(20);
});

test("more groups than can be told apart are counted, not drawn", () => {
  const rows = Array.from({ length: 10 }, (_, index) => row(1, `G${index}`, index, 100 - index));
  const data = toSeries(rows, 30, label);
  expect(data.lines).toHaveLength(LINES_MAX);
  expect(data.hidden).toBe(3);
});

test("a group too small to be judged is left to the table, unless all are", () => {
  const small = row(1, "small", 1, 5);
  const data = toSeries([row(1, "A", 10, 40), small], 30, label);
  expect([data.lines.map((line) => line.label), data.hidden]).toEqual([["A"], 1]);
  const silent = toSeries([row(1, "A", 10, 40), row(1, "silent", null, 90)], 30, label);
  expect([silent.lines.map((line) => line.label), silent.hidden]).toEqual([["A"], 1]);
  expect(toSeries([small], 30, label).lines).toHaveLength(1);
});

describe("valueRange", () => {
  const of = (...values: number[]) =>
    toSeries(
      values.map((value, i) => row(i + 1, "A", value, 100)),
      30,
      label,
    );
  test("counts and times start at zero", () => {
    expect(valueRange(of(40, 60), "s")).toEqual([0, 61.6]);
  });
  test("shares stay within 0 and 1", () => {
    expect(valueRange(of(0.9, 1), "share")[1]).toBe(1);
    expect(valueRange(of(0.5, 0.6), "share")[0]).toBeCloseTo(0.492);
  });
  test("points may be negative", () => {
    expect(valueRange(of(-10, 10), "points")).toEqual([-11.6, 11.6]);
  });
  test("nothing to show still has a scale", () => {
    expect(valueRange(of(), "s")).toEqual([0, 1]);
  });
});

test("labels move apart and stay in the picture and in their order", () => {
  expect(spreadLabels([50, 52, 10], 14, 100)).toEqual([50, 64, 10]);
  expect(spreadLabels([98, 99, 100], 14, 100)).toEqual([72, 86, 100]);
});

test("an event is drawn around the periods it touches", () => {
  const days = [0, 86_400, 172_800];
  expect(eventSpan(days, 90_000, 100_000)).toEqual({ from: 43_200, to: 129_600 });
  expect(eventSpan(days, 80_000, 100_000)).toEqual({ from: -43_200, to: 129_600 });
  expect(eventSpan(days, 86_400, 172_800)).toEqual({ from: 43_200, to: 129_600 });
  expect(eventSpan(days, 300_000, 400_000)).toBeNull();
  expect(eventSpan([], 0, 1)).toBeNull();
});

test("a line alone has room for its interval, but not for one of few observations", () => {
  const wide = { lo: 5, hi: 100 };
  const judged = toSeries([{ ...row(1, "A", 50, 40), ...wide }], 30, label);
  const few = toSeries([{ ...row(1, "A", 50, 4), ...wide }], 30, label);
  expect(valueRange(judged, "s")[1]).toBeGreaterThan(100);
  expect(valueRange(few, "s")[1]).toBeLessThan(60);
});
