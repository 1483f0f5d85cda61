import { describe, expect, test } from "vitest";
import { exceedsChance, groupVerdict, verdictOf, worsened } from "./verdict";
import type { Metric } from "$lib/api/types";
import type { MetricRow } from "./result";

const row = (part: Partial<MetricRow>): MetricRow => ({
  metric: "sl.answered_over_offered",
  periodStart: "",
  periodEnd: "",
  group: [],
  value: 0.76,
  numerator: 760,
  denominator: 1000,
  n: 1000,
  lo: 0.7327,
  hi: 0.7855,
  method: "wilson",
  finalAt: null,
  flags: [],
  previousValue: 0.81,
  previousN: 1000,
  change: -0.05,
  ...part,
});

describe("verdictOf", () => {
  const up = { direction: "up", n_min: 30 };
  test.each([
    ["no value", row({ value: null }), up, { kind: "none" }],
    ["too few", row({ n: 29 }), up, { kind: "few" }],
    ["no previous", row({ previousValue: null, change: null }), up, { kind: "alone" }],
    ["within chance", row({ change: -0.02 }), up, { kind: "steady" }],
    ["down where up is good", row({}), up, { kind: "changed", judgement: "worse" }],
    [
      "down where down is good",
      row({}),
      { ...up, direction: "down" },
      { kind: "changed", judgement: "better" },
    ],
    ["down in a band", row({}), { ...up, direction: "band" }, { kind: "changed", judgement: "lower" }],
  ])("%s", (_, given, metric, expected) => {
    expect(verdictOf(given, metric)).toEqual(expected);
  });
  test("nothing asked for is no value", () => {
    expect(verdictOf(undefined, up)).toEqual({ kind: "none" });
  });
});

describe("exceedsChance agrees with the two-sample test", () => {
  // Two shares of n = 1000 each at 0.76: the 95 % limit of their difference is 1.96 * sqrt(2 * 0.76 * 0.24 / 1000) = 0.0374.
  test.each([
    [0.037, false],
    [0.038, true],
  ])("a change of %s: %s", (change, expected) => {
    expect(exceedsChance(row({ change }))).toBe(expected);
  });
  test("a small earlier sample widens it", () => {
    expect(exceedsChance(row({ change: 0.05, previousN: 100 }))).toBe(false);
  });
  test("counts are compared as Poisson counts", () => {
    const counts = { lo: null, hi: null, value: 430, previousValue: 400 };
    expect(exceedsChance(row({ ...counts, change: 30 }))).toBe(false);
    expect(exceedsChance(row({ ...counts, value: 470, change: 70 }))).toBe(true);
  });
});

describe("groupVerdict", () => {
  const billing = row({ group: ["Billing"], value: 0.61, lo: 0.57, hi: 0.65 });
  const tech = row({ group: ["Tech"], value: 0.91, lo: 0.88, hi: 0.93 });
  const sales = row({ group: ["Sales"], value: 0.64, lo: 0.58, hi: 0.7 });
  test("names the ends where their intervals do not touch", () => {
    expect(groupVerdict([billing, tech, sales], 30)).toEqual({ kind: "apart", top: tech, bottom: billing });
  });
  test("refuses where they do", () => {
    expect(groupVerdict([billing, sales], 30)).toEqual({ kind: "alike" });
  });
  test("does not rank contacts of no known group", () => {
    const unknown = row({ group: [null], value: 1, lo: 0.99, hi: 1 });
    expect(groupVerdict([billing, tech, unknown], 30)).toEqual({ kind: "apart", top: tech, bottom: billing });
    expect(groupVerdict([billing, unknown], 30)).toEqual({ kind: "few" });
  });
  test("does not rank a group below n_min", () => {
    expect(groupVerdict([billing, { ...tech, n: 12 }], 30)).toEqual({ kind: "few" });
  });
});

test("only other metrics that got worse beyond chance are named", () => {
  const metrics = ["a", "b", "c", "d"].map((id) => ({
    id,
    direction: id === "c" ? "down" : "up",
    n_min: 30,
  })) as Metric[];
  const rows = [
    row({ metric: "a" }),
    row({ metric: "b" }),
    row({ metric: "c" }),
    row({ metric: "d", change: -0.001 }),
    row({ metric: "unknown" }),
  ];
  expect(worsened(rows, metrics, "a").map(({ metric }) => metric)).toEqual(["b"]);
});
