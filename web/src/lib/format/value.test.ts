import { describe, expect, test } from "vitest";
import { formatChange, formatValue } from "./value";

const SHARE = { unit: "share", display_unit: "%" };
const SECONDS = { unit: "s", display_unit: "s" };
const HOURS = { unit: "s", display_unit: "h" };
const MINUTES = { unit: "s", display_unit: "min" };
const COUNT = { unit: "count", display_unit: "n" };
const NPS = { unit: "points", display_unit: "-100..100" };

describe("formatValue", () => {
  test.each([
    [0.476190476, SHARE, "en-GB", "47.6%"],
    [null, SHARE, "en-GB", "–"],
    [Number.NaN, SHARE, "en-GB", "–"],
    [8.42, SECONDS, "en-GB", "8.4s"],
    [9, SECONDS, "en-GB", "9s"],
    [59.6, SECONDS, "en-GB", "1:00"],
    [312, SECONDS, "en-GB", "5:12"],
    [3912, SECONDS, "en-GB", "1:05:12"],
    [19080, HOURS, "en-GB", "5.3h"],
    [19080, HOURS, "zh-CN", "5.3小时"],
    [19080, HOURS, "zh-TW", "5.3 小時"],
    [599 * 60, MINUTES, "en-GB", "10.0h"],
    [119 * 60, MINUTES, "en-GB", "119m"],
    [-409 * 60, MINUTES, "en-GB", "-6.8h"],
    [2994 * 3600, HOURS, "en-GB", "125d"],
    [71 * 3600, HOURS, "en-GB", "71h"],
    [4212, COUNT, "en-GB", "4,212"],
    [2.346, COUNT, "en-GB", "2.35"],
    [-12.04, NPS, "en-GB", "-12.0"],
    [-0.02, NPS, "en-GB", "0.0"],
  ])("%s %j in %s reads %s", (value, unit, tag, expected) => {
    expect(formatValue(value, unit, tag)).toBe(expected);
  });
});

test("in Hebrew a sign stays at the left of its number, and the text reads from the right", () => {
  const seconds = { unit: "s", display_unit: "s" };
  expect(formatChange(2.6, 11, seconds, "he")).toMatch(/^\u200f\u200e\+2\.6/);
  expect(formatChange(-2.6, 11, seconds, "he")).toMatch(/^\u200f\u200e−2\.6/);
});

test("in Hebrew a negative number does not turn its sentence round", () => {
  expect(formatValue(-3.4, NPS, "he")).toBe("\u200f\u200e-3.4");
  expect(formatValue(-0.39, SHARE, "he")).toMatch(/^\u200f\u200e-39\.0/);
  expect(formatValue(3.4, NPS, "he")).toBe("3.4");
});

describe("formatChange", () => {
  test.each([
    [-0.041, 0.805, SHARE, "−4.1"],
    [12, 400, COUNT, "+3.0%"],
    [5, 0, COUNT, "+5"],
    [-18, 330, SECONDS, "−18s"],
    [75, 330, SECONDS, "+1:15"],
    [0, 330, SECONDS, "±0s"],
  ])("%s from %s %j reads %s", (change, previous, unit, expected) => {
    expect(formatChange(change, previous, unit, "en-GB")).toBe(expected);
  });
});
