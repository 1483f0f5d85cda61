/** Instants and periods as a reader sees them: in the centre's time zone, in the reader's calendar words. */
import type { Grain } from "$lib/api/types";

/** An instant (RFC 3339 or ms) as date and time in `timeZone`. */
export function formatInstant(instant: string | number, tag: string, timeZone: string): string {
  return instantFormat(tag, timeZone).format(new Date(instant));
}

/** Two instants as one range; a day they share is named once. */
export function formatInstantRange(from: string, to: string, tag: string, timeZone: string): string {
  return instantFormat(tag, timeZone).formatRange(new Date(from), new Date(to));
}

/** The time of day of an instant. */
export function formatTime(instant: string | number, tag: string, timeZone: string): string {
  return new Intl.DateTimeFormat(tag, { timeStyle: "short", timeZone, hour12: false }).format(
    new Date(instant),
  );
}

/** An instant to the second, with its day where that is wanted: for what happened when within one contact. */
export function formatSecond(instant: string | number, tag: string, timeZone: string, day: boolean): string {
  return new Intl.DateTimeFormat(tag, {
    ...(day ? { year: "numeric", month: "short", day: "numeric" } : {}),
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
    hour12: false,
  }).format(new Date(instant));
}

/** A day written `YYYY-MM-DD`, which has no time zone. */
export function formatDay(day: string, tag: string): string {
  return dayFormat(tag).format(new Date(`${day}T00:00:00Z`));
}

/** Two days as one range (`1–28 Oct 2026`), both inclusive. */
export function formatDayRange(first: string, last: string, tag: string): string {
  return dayFormat(tag).formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`));
}

/** The start of a period, as coarse as the grain. */
export function formatPeriod(start: string | number, grain: Grain, tag: string, timeZone: string): string {
  return new Intl.DateTimeFormat(tag, { ...PERIOD_PARTS[grain], timeZone, hour12: false }).format(
    new Date(start),
  );
}

/** A short label for a time axis: only what changes from tick to tick. */
export function formatTick(start: string | number, grain: Grain, tag: string, timeZone: string): string {
  return new Intl.DateTimeFormat(tag, { ...TICK_PARTS[grain], timeZone, hour12: false }).format(
    new Date(start),
  );
}

const DAY: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short", year: "numeric" };
const MINUTE: Intl.DateTimeFormatOptions = { ...DAY, hour: "2-digit", minute: "2-digit" };
const MONTH: Intl.DateTimeFormatOptions = { month: "long", year: "numeric" };

const PERIOD_PARTS: Record<Grain, Intl.DateTimeFormatOptions> = {
  none: DAY,
  "15m": MINUTE,
  "30m": MINUTE,
  hour: MINUTE,
  day: DAY,
  week: DAY,
  month: MONTH,
  quarter: MONTH,
  year: { year: "numeric" },
};

const SHORT_DAY: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" };
const SHORT_MONTH: Intl.DateTimeFormatOptions = { month: "short", year: "2-digit" };
const SHORT_TIME: Intl.DateTimeFormatOptions = { ...SHORT_DAY, hour: "2-digit", minute: "2-digit" };

const TICK_PARTS: Record<Grain, Intl.DateTimeFormatOptions> = {
  none: SHORT_DAY,
  "15m": SHORT_TIME,
  "30m": SHORT_TIME,
  hour: SHORT_TIME,
  day: SHORT_DAY,
  week: SHORT_DAY,
  month: SHORT_MONTH,
  quarter: SHORT_MONTH,
  year: { year: "numeric" },
};

function dayFormat(tag: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}

function instantFormat(tag: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone, hour12: false });
}
