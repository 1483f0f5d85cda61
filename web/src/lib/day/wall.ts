/** When a board shows what is no longer so, and what it shows of a number that is not known yet. Pure. */
import type { DayNumber } from "$lib/api/day";
import { addDays } from "$lib/explore/period";

/** Facts older than this are not of now: a floor that works has calls every quarter of an hour. */
export const OLD_MS = 30 * 60_000;

/** True where the newest fact is so old that numbers of it must not look live. */
export function isOld(asOf: string | null, now: number): boolean {
  return asOf === null || OLD_MS < now - Date.parse(asOf);
}

/**
 * What a tile shows: the day's value, or that of the same weekday before where the day's cannot be known yet (whether contacts
 * were resolved for good shows in the days after), with the day it is of.
 */
export function newestKnown(number: Pick<DayNumber, "day" | "week_before" | "from">): {
  measured: DayNumber["day"];
  day: string;
} {
  const { day, week_before, from } = number;
  return day.value === null && week_before.value !== null
    ? { measured: week_before, day: addDays(from, -7) }
    : { measured: day, day: from };
}
