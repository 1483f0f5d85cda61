import { describe, expect, test } from "vitest";
import {
  addDays,
  dayOf,
  newestDay,
  periodBefore,
  daysBetween,
  defaultGrain,
  grainsFor,
  matchPreset,
  monthStart,
  presetPeriod,
  widerPeriod,
} from "./period";

test("the day of an instant is the centre's, not the reader's", () => {
  expect(dayOf("2026-11-22T23:30:00Z", "Europe/Berlin")).toBe("2026-11-23");
  expect(dayOf("2026-11-22T23:30:00Z", "America/New_York")).toBe("2026-11-22");
});

test("days are counted over month ends and leap days", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(daysBetween("2026-03-01", "2026-04-01")).toBe(31);
  expect(monthStart("2026-01-31", -1)).toBe("2025-12-01");
});

describe("presets include the newest day", () => {
  test.each([
    ["last-7-days", "2026-11-16", "2026-11-23"],
    ["last-28-days", "2026-10-26", "2026-11-23"],
    ["this-month", "2026-11-01", "2026-12-01"],
    ["last-month", "2026-10-01", "2026-11-01"],
    ["last-13-weeks", "2026-08-24", "2026-11-23"],
    ["last-12-months", "2025-12-01", "2026-12-01"],
  ] as const)("%s", (preset, from, to) => {
    expect(presetPeriod(preset, "2026-11-22")).toEqual({ from, to });
    expect(matchPreset({ from, to }, "2026-11-22")).toBe(preset);
  });
});

test("a grain gives at least two and at most 800 points", () => {
  expect(grainsFor({ from: "2026-11-01", to: "2026-11-29" })).toEqual(["hour", "day", "week"]);
  expect(grainsFor({ from: "2026-11-01", to: "2026-11-02" })).toEqual(["15m", "30m", "hour", "day"]);
  expect(grainsFor({ from: "2024-01-01", to: "2026-01-01" })).toEqual([
    "day",
    "week",
    "month",
    "quarter",
    "year",
  ]);
});

test.each([
  ["2026-11-01", "2026-11-02", "30m"],
  ["2026-11-01", "2026-11-29", "day"],
  ["2026-01-01", "2026-11-29", "week"],
  ["2024-01-01", "2026-11-29", "month"],
])("from %s to %s the chart is by %s", (from, to, grain) => {
  expect(defaultGrain({ from, to })).toBe(grain);
});

test("a wider period ends on the same day", () => {
  expect(widerPeriod({ from: "2026-11-15", to: "2026-11-22" })).toEqual({
    from: "2026-10-25",
    to: "2026-11-22",
  });
});

test("a day that has only begun is not the newest worth looking at", () => {
  expect(newestDay("1999-02-28T22:02:00Z", "Asia/Jerusalem")).toBe("1999-02-28");
  expect(newestDay("1999-02-28T23:02:00Z", "Asia/Jerusalem")).toBe("1999-03-01");
});

test("the period before has as many days and ends where the period begins", () => {
  expect(periodBefore({ from: "1999-02-01", to: "1999-03-01" })).toEqual({
    from: "1999-01-04",
    to: "1999-02-01",
  });
});
