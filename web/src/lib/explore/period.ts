/** Periods of whole days, as `YYYY-MM-DD`, from inclusive and to exclusive; the server makes midnights of them. */
import type { Grain } from "$lib/api/types";

export interface Period {
  from: string;
  to: string;
}

export const PRESETS = [
  "last-7-days",
  "last-28-days",
  "this-month",
  "last-month",
  "last-13-weeks",
  "last-12-months",
] as const;
export type Preset = (typeof PRESETS)[number];

/** The day that holds an instant in a time zone. */
export function dayOf(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return parts.format(new Date(instant)).slice(0, 10);
}

/** In its first hour a day has too little in it to be looked at as the newest one. */
const YOUNG_MS = 3_600_000;

/** The newest day that is worth looking at, where the newest fact happened at `instant`. */
export function newestDay(instant: string, timeZone: string): string {
  return dayOf(new Date(Date.parse(instant) - YOUNG_MS).toISOString(), timeZone);
}

/** A day `days` later (earlier when negative). */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The first of the month `months` after the month of `day`. */
export function monthStart(day: string, months = 0): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A preset seen from `today`, which it includes: the newest data are what a reader looks for. */
export function presetPeriod(preset: Preset, today: string): Period {
  const tomorrow = addDays(today, 1);
  switch (preset) {
    case "last-7-days":
      return { from: addDays(tomorrow, -7), to: tomorrow };
    case "last-28-days":
      return { from: addDays(tomorrow, -28), to: tomorrow };
    case "this-month":
      return { from: monthStart(today), to: monthStart(today, 1) };
    case "last-month":
      return { from: monthStart(today, -1), to: monthStart(today) };
    case "last-13-weeks":
      return { from: addDays(tomorrow, -91), to: tomorrow };
    case "last-12-months":
      return { from: monthStart(today, -11), to: monthStart(today, 1) };
  }
}

/** Which preset a period is, seen from `today`; null where it is none. */
export function matchPreset(period: Period, today: string): Preset | null {
  const same = (preset: Preset) => {
    const { from, to } = presetPeriod(preset, today);
    return from === period.from && to === period.to;
  };
  return PRESETS.find(same) ?? null;
}

/** The period of as many days that ends where this one begins: what a number is compared with. */
export function periodBefore(period: Period): Period {
  return { from: addDays(period.from, -daysBetween(period.from, period.to)), to: period.from };
}

/** The same end with four times the days: a number of few observations is asked for over a longer time. */
export function widerPeriod(period: Period): Period {
  return { from: addDays(period.to, -4 * daysBetween(period.from, period.to)), to: period.to };
}

/** Days of one slot of each grain, none aside; the grain of a chart follows from it. */
const GRAIN_DAYS: [Grain, number][] = [
  ["15m", 1 / 96],
  ["30m", 1 / 48],
  ["hour", 1 / 24],
  ["day", 1],
  ["week", 7],
  ["month", 30],
  ["quarter", 91],
  ["year", 365],
];

/** More points than this are no longer read, and their table no longer loads in time. */
const POINTS_MAX = 800;

/** The grains that give a readable number of points: at least two, at most 800. */
export function grainsFor(period: Period): Grain[] {
  const days = Math.max(1, daysBetween(period.from, period.to));
  return GRAIN_DAYS.filter(([, size]) => days / size <= POINTS_MAX && (days / size >= 2 || size <= 1)).map(
    ([grain]) => grain,
  );
}

/** The grain a period is shown in unless the reader chooses. */
export function defaultGrain(period: Period): Grain {
  const days = daysBetween(period.from, period.to);
  if (days <= 2) return "30m";
  if (days <= 5) return "hour";
  if (days <= 62) return "day";
  if (days <= 400) return "week";
  return "month";
}
