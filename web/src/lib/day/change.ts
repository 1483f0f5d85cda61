/** What a number of one day says against the same weekday before. Pure. */
import type { DayNumber } from "$lib/api/day";

export type Judgement = "better" | "worse" | "other" | "unclear" | "few" | "none";

/**
 * Better or worse only where the intervals of both days do not touch and both stand on enough; a metric without a
 * direction only changes (`other`).
 */
export function judge(number: DayNumber): Judgement {
  const { day, week_before: before } = number;
  if (day.value === null || before.value === null) return "none";
  const least = Math.max(number.n_min, 1);
  if ((day.n ?? 0) < least || (before.n ?? 0) < least) return "few";
  if (day.lo === null || day.hi === null || before.lo === null || before.hi === null) return "unclear";
  const rose = before.hi < day.lo;
  const fell = day.hi < before.lo;
  if (!rose && !fell) return "unclear";
  if (number.direction !== "up" && number.direction !== "down") return "other";
  return rose === (number.direction === "up") ? "better" : "worse";
}

/** Whether a value reaches a target, by the metric's direction; null where it has none. */
export function reaches(value: number | null, target: number | null, direction: string): boolean | null {
  if (value === null || target === null) return null;
  if (direction === "up") return value >= target;
  if (direction === "down") return value <= target;
  return null;
}
