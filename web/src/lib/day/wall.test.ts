import { expect, test } from "vitest";
import { isOld, newestKnown, OLD_MS } from "./wall";

const now = Date.parse("2026-03-03T10:00:00Z");

test.each([
  ["2026-03-03T09:59:00Z", false],
  [new Date(now - OLD_MS).toISOString(), false],
  [new Date(now - OLD_MS - 1).toISOString(), true],
  ["2026-03-02T10:00:00Z", true],
  [null, true],
])("facts up to %s are old: %s", (asOf, old) => {
  expect(isOld(asOf, now)).toBe(old);
});

test("a number that is not known of its day yet is that of a week before, with its day", () => {
  const nothing = { value: null, n: null, lo: null, hi: null };
  const known = { value: 0.7, n: 90, lo: 0.6, hi: 0.8 };
  const from = "2026-03-03";
  expect(newestKnown({ day: known, week_before: nothing, from })).toEqual({ measured: known, day: from });
  const earlier = { measured: known, day: "2026-02-24" };
  expect(newestKnown({ day: nothing, week_before: known, from })).toEqual(earlier);
  expect(newestKnown({ day: nothing, week_before: nothing, from }).measured).toBe(nothing);
});
