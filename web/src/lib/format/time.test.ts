import { expect, test } from "vitest";
import {
  endOfDay,
  formatDayRange,
  formatInstant,
  formatInstantRange,
  formatPeriod,
  formatUntil,
  instantTyped,
} from "./time";

test("an instant is shown in the centre's time zone, on a 24-hour clock", () => {
  expect(formatInstant("2026-11-22T23:05:00Z", "en-GB", "Europe/Berlin")).toBe("23 Nov 2026, 00:05");
});

test("a range of days has no time zone to fall through", () => {
  // The kind of space around the dash differs between versions of the platform's data.
  const bare = (tag: string) =>
    formatDayRange("2026-10-01", "2026-10-28", tag).replace(/\s(?=–)|(?<=–)\s/g, "");
  expect(bare("en-GB")).toBe("1–28 Oct 2026");
  // Chinese days are written one way, alone and in a range.
  expect(bare("zh-TW")).toBe("2026年10月1日至10月28日");
  expect(formatDayRange("2026-12-07", "2027-01-11", "zh-CN")).toBe("2026年12月7日至2027年1月11日");
  expect(formatInstantRange("2026-12-07T08:00:00Z", "2026-12-07T10:00:00Z", "zh-TW", "UTC")).toBe(
    "2026年12月7日 08:00 – 10:00",
  );
});

test("a typed time is that of the zone it is shown in, over changes of the clock", () => {
  expect(instantTyped("2026-10-24T09:30", "Europe/Berlin")).toBe("2026-10-24T07:30:00.000Z");
  expect(instantTyped("2026-10-26T09:30", "Europe/Berlin")).toBe("2026-10-26T08:30:00.000Z");
  expect(instantTyped("2026-03-29T03:00", "Europe/Berlin")).toBe("2026-03-29T01:00:00.000Z");
  // No clock there shows half past two on this day.
  expect(instantTyped("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
  expect(instantTyped("2026-11-01T23:15", "America/New_York")).toBe("2026-11-02T04:15:00.000Z");
  for (const typed of ["2026-10-25T00:30", "2026-10-25T12:00", "2026-03-27T00:00", "2026-03-27T04:00"])
    expect(formatInstant(instantTyped(typed, "Asia/Jerusalem"), "sv-SE", "Asia/Jerusalem")).toContain(
      typed.slice(11),
    );
});

test("a last day lasts until midnight there, and is named as that day", () => {
  expect(endOfDay("2026-12-01", "Asia/Jerusalem")).toBe("2026-12-01T22:00:00.000Z");
  expect(endOfDay("2026-10-24", "Europe/Berlin")).toBe("2026-10-24T22:00:00.000Z");
  expect(endOfDay("2026-10-25", "Europe/Berlin")).toBe("2026-10-25T23:00:00.000Z");
  expect(formatUntil("2026-12-01T22:00:00Z", "en-GB", "Asia/Jerusalem")).toBe("1 Dec 2026");
  expect(formatUntil("2026-12-01T10:00:00Z", "en-GB", "Asia/Jerusalem")).toBe("1 Dec 2026, 12:00");
});

test("a period is as coarse as its grain", () => {
  const start = "2026-09-30T22:00:00Z";
  expect(formatPeriod(start, "month", "en-GB", "Europe/Berlin")).toBe("October 2026");
  expect(formatPeriod(start, "day", "en-GB", "Europe/Berlin")).toBe("Thu, 1 Oct 2026");
});
