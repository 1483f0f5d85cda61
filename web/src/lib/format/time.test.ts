import { expect, test } from "vitest";
import { formatDayRange, formatInstant, formatPeriod } from "./time";

test("an instant is shown in the centre's time zone, on a 24-hour clock", () => {
  expect(formatInstant("2026-11-22T23:05:00Z", "en-GB", "Europe/Berlin")).toBe("23 Nov 2026, 00:05");
});

test("a range of days has no time zone to fall through", () => {
  // The kind of space around the dash differs between versions of the platform's data.
  const bare = (tag: string) =>
    formatDayRange("2026-10-01", "2026-10-28", tag).replace(/\s(?=–)|(?<=–)\s/g, "");
  expect(bare("en-GB")).toBe("1–28 Oct 2026");
  expect(bare("zh-TW")).toBe("2026/10/1至2026/10/28");
});

test("a period is as coarse as its grain", () => {
  const start = "2026-09-30T22:00:00Z";
  expect(formatPeriod(start, "month", "en-GB", "Europe/Berlin")).toBe("October 2026");
  expect(formatPeriod(start, "day", "en-GB", "Europe/Berlin")).toBe("Thu, 1 Oct 2026");
});
