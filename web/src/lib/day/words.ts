/** Words of the day's screens that are put together from data. */
import type { DayGoal, DayNumber, Need } from "$lib/api/day";
import type { Metric } from "$lib/api/types";
import { metricName } from "$lib/explore/words";
import { formatDay, formatInstant } from "$lib/format/time";
import { formatValue, type Unit } from "$lib/format/value";
import { aimWords } from "$lib/goals/words";
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

/** Values that are counted: their number decides the form of the word. */
const COUNTS = ["count", "days", "on_pace", "all"];
const DATES = ["newest", "due", "since"];

/** A need in words. Its values are dates, numbers of a metric, counts or plain words; the message says which it uses. */
export function needText(need: Need, metrics: Map<string, Metric>, timeZone: string): string {
  const id = `need-${need.kind}`;
  if (!hasWord("need", need.kind)) return need.name;
  const values: Record<string, string | number> = { name: nameOf(need.name, metrics), ...need.values };
  for (const key of COUNTS) if (need.values[key] !== undefined) values[key] = Number(need.values[key]);
  for (const key of DATES) {
    const at = need.values[key];
    if (at) values[key] = dateWords(at, timeZone);
  }
  if (need.values.metric_name) values.metric_name = nameOf(need.values.metric_name, metrics);
  const metric = metrics.get(need.values.metric ?? need.name);
  const unit = need.values.members || !metric ? SHARE : metric;
  for (const key of ["value", "before"]) {
    const value = need.values[key];
    if (value !== undefined) values[key] = formatValue(Number(value), unit, currentTag());
  }
  const number = (key: string): number | null =>
    need.values[key] === undefined ? null : Number(need.values[key]);
  values.aim = aimWords([number("aim_lo"), number("aim_hi")], metric ?? SHARE);
  values.value ??= "–";
  const ofMembers = need.values.members && (need.kind === "goal-off-track" || need.kind === "goal-at-risk");
  // What is asked of each is a number of the goal's metric, and the goal may be named by another ("75 % of the points": passed).
  values.of = nameOf(need.values.metric ?? "", metrics);
  return t((ofMembers ? `${id}-members` : id) as MsgId, values);
}

/** A goal's number and target in words. */
export function goalNumbers(goal: DayGoal, metrics: Map<string, Metric>): string {
  return goalNumbersIn(goal, (goal.metric === null ? undefined : metrics.get(goal.metric)) ?? SHARE);
}

/** The same where the unit is known and the catalogue is not. */
export function goalNumbersIn(goal: DayGoal, unit: Unit): string {
  const aim = aimWords([goal.aim_lo, goal.aim_hi], unit);
  const value = formatValue(goal.value, goal.of_members ? SHARE : unit, currentTag());
  if (goal.of_members) return t("today-goal-each", { value, aim });
  return aim === "–" ? value : `${value} · ${t("today-goal-target", { aim })}`;
}

const SHARE: Unit = { unit: "share", display_unit: "%" };

function dateWords(at: string, timeZone: string): string {
  if (/^\d{4}-\d\d-\d\dT/.test(at)) return formatInstant(at, currentTag(), timeZone);
  return /^\d{4}-\d\d-\d\d$/.test(at) ? formatDay(at, currentTag()) : at;
}
