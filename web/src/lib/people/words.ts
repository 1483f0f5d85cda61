/** Words about people, by short keys, and figures as these screens show them. */
import type { FluentVariable } from "@fluent/bundle";
import type { Metric } from "$lib/api/types";
import { formatDay, formatInstant } from "$lib/format/time";
import { formatShare, formatValue } from "$lib/format/value";
import { currentTag, said, t, word } from "$lib/i18n.svelte";
import type { MsgId } from "$lib/messages/ids";

type Key<Id> = Id extends `people-${infer Rest}` ? Rest : never;
export type PeopleKey = Key<MsgId>;

/** The word of a key: `p("save")`. */
export function p(key: PeopleKey, values?: Record<string, FluentVariable>): string {
  return t(`people-${key}` as MsgId, values);
}

/** The word of a value of the server's: `named("state", "open")`. */
export function named(list: string, key: string): string {
  return word(`people-${list}`, key);
}

/** How many days ago, or until, in words. */
export function daysAgo(days: number): string {
  return new Intl.RelativeTimeFormat(currentTag(), { numeric: "auto" }).format(-days, "day");
}

export function instant(at: string, zone: string): string {
  return formatInstant(at, currentTag(), zone);
}

export function day(at: string): string {
  return formatDay(at.slice(0, 10), currentTag());
}

/** The day of an instant where the centre is. */
export function dayIn(at: string, zone: string): string {
  return new Intl.DateTimeFormat(currentTag(), { dateStyle: "medium", timeZone: zone }).format(new Date(at));
}

/** A relative change with its sign. */
export function change(value: number | null): string {
  if (value === null) return "–";
  return new Intl.NumberFormat(currentTag(), {
    style: "percent",
    maximumFractionDigits: 0,
    signDisplay: "exceptZero",
  }).format(value);
}

/** Below this a probability says no more than "hardly ever": no model of people is right to so many digits. */
const CHANCE_LEAST = 0.0001;

/** How often chance alone would bring a sign, in words. */
export function chanceWords(value: number): string {
  const least = value < CHANCE_LEAST;
  const share = new Intl.NumberFormat(currentTag(), { style: "percent", maximumSignificantDigits: 2 });
  return p(least ? "sign-chance-rare" : "sign-chance", { p: share.format(least ? CHANCE_LEAST : value) });
}

export function share(value: number): string {
  return formatShare(value, currentTag());
}

/** A metric's value in its own unit. */
export function figure(value: number | null, metric: Metric | undefined, unit: string): string {
  return formatValue(value, metric ?? { unit, display_unit: unit }, currentTag());
}

/** A metric's name in the reader's language. */
export function metricName(id: string, metrics: Map<string, Metric>): string {
  return said(metrics.get(id)?.names, id);
}
