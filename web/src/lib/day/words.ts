/** Words of the day's screens that are put together from data. */
import type { DayNumber, Need } from "$lib/api/day";
import type { Metric } from "$lib/api/types";
import { metricName } from "$lib/explore/words";
import { formatInstant } from "$lib/format/time";
import { formatValue } from "$lib/format/value";
import { currentTag, hasWord, t } from "$lib/i18n.svelte";
import type { MsgId } from "$lib/messages/ids";

/** A value of a day's number; a dash where there is none. */
export function dayValue(number: DayNumber, which: "day" | "week_before"): string {
  return formatValue(number[which].value, number, currentTag());
}

export function nameOf(metric: string, metrics: Map<string, Metric>): string {
  const known = metrics.get(metric);
  return known ? metricName(known) : metric;
}

/** A need in words. Its values are instants, metric values or plain words; the message says which it uses. */
export function needText(need: Need, metrics: Map<string, Metric>, timeZone: string): string {
  const id = `need-${need.kind}`;
  if (!hasWord("need", need.kind)) return need.name;
  const values: Record<string, string> = { name: nameOf(need.name, metrics) };
  for (const [key, value] of Object.entries(need.values)) values[key] = value;
  const metric = metrics.get(need.name);
  if (metric) {
    for (const key of ["value", "before"]) {
      const number = Number(need.values[key]);
      if (need.values[key] !== undefined) values[key] = formatValue(number, metric, currentTag());
    }
  }
  for (const key of ["newest", "due", "since"]) {
    const instant = need.values[key];
    if (instant && /^\d{4}-\d\d-\d\dT/.test(instant)) {
      values[key] = formatInstant(instant, currentTag(), timeZone);
    }
  }
  return t(id as MsgId, values);
}
