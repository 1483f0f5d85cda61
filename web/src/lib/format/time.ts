/** Instants and periods as a reader sees them: in the centre's time zone, in the reader's calendar words. */
import type { Grain } from "$lib/api/types";

const DAY_MS = 86_400_000;

/** An instant (RFC 3339 or ms) as date and time in `timeZone`. */
export function formatInstant(instant: string | number, tag: string, timeZone: string): string {
  return instantFormat(tag, timeZone).format(new Date(instant));
}

/** Two instants as one range; a day they share is named once. */
export function formatInstantRange(from: string, to: string, tag: string, timeZone: string): string {
  const format = instantFormat(tag, timeZone);
  if (!tag.startsWith("zh")) return format.formatRange(new Date(from), new Date(to));
  // `Intl` writes Chinese ranges with slashes, beside single days that are written with 年月日.
  const day = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone });
  const isOne = day.format(new Date(from)) === day.format(new Date(to));
  return `${format.format(new Date(from))} – ${isOne ? formatTime(to, tag, timeZone) : format.format(new Date(to))}`;
}

/** The instant at which the clock of a zone shows a day and a time. An hour the clock leaves out is read as the one after it. */
export function instantOf(day: string, time: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
    hourCycle: "h23",
  });
  const shown = (instant: number) => {
    const [date, clock] = format.format(new Date(instant)).split(", ");
    return Date.parse(`${date}T${clock ?? ""}Z`);
  };
  let instant = wanted;
  // Twice, as the first guess may lie on the other side of a change of the clock.
  for (let turn = 0; turn < 2; turn++) instant += wanted - shown(instant);
  return new Date(instant).toISOString();
}

/** What a field for day and time holds (`2026-10-25T09:30`), read in the zone it will be shown in, not in the browser's. */
export function instantTyped(typed: string, timeZone: string): string {
  const [day = "", time = ""] = typed.split("T");
  return instantOf(day, time.slice(0, 5), timeZone);
}

/** The instant at which a day (`YYYY-MM-DD`) is over: the first of the next one. */
export function endOfDay(day: string, timeZone: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return instantOf(next, "00:00", timeZone);
}

/** Until when something lasts: midnight is the end of the day before, which is said without a time. */
export function formatUntil(instant: string, tag: string, timeZone: string): string {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  const at = Date.parse(instant);
  if (clock.format(at) !== "00:00") return formatInstant(instant, tag, timeZone);
  return new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone }).format(at - 1);
}

/** The time of day of an instant. */
export function formatTime(instant: string | number, tag: string, timeZone: string): string {
  return new Intl.DateTimeFormat(tag, { timeStyle: "short", timeZone, hourCycle: "h23" }).format(
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
    hourCycle: "h23",
  }).format(new Date(instant));
}

/** A day written `YYYY-MM-DD`, which has no time zone. */
export function formatDay(day: string, tag: string): string {
  return dayFormat(tag).format(new Date(`${day}T00:00:00Z`));
}

/** Two days as one range (`1–28 Oct 2026`), both inclusive. */
export function formatDayRange(first: string, last: string, tag: string): string {
  const [from, to] = [new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`)];
  if (!tag.startsWith("zh")) return dayFormat(tag).formatRange(from, to);
  if (first === last) return formatDay(first, tag);
  const short = new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", timeZone: "UTC" });
  return `${formatDay(first, tag)}至${(first.slice(0, 4) === last.slice(0, 4) ? short : dayFormat(tag)).format(to)}`;
}

/** The start of a period, as coarse as the grain. */
export function formatPeriod(start: string | number, grain: Grain, tag: string, timeZone: string): string {
  return new Intl.DateTimeFormat(tag, { ...PERIOD_PARTS[grain], timeZone, hourCycle: "h23" }).format(
    new Date(start),
  );
}

/** A short label for a time axis: only what changes from tick to tick. */
export function formatTick(start: string | number, grain: Grain, tag: string, timeZone: string): string {
  return new Intl.DateTimeFormat(tag, { ...TICK_PARTS[grain], timeZone, hourCycle: "h23" }).format(
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

/** Its parts and not its styles: with a clock of 24 hours the style of Taiwan's days has slashes. */
function instantFormat(tag: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    hourCycle: "h23",
  });
}
