/** Words of goals that are put together from numbers and the reader's language. */
import type {
  GoalMeasure,
  GoalProgress,
  GoalStanding,
  GoalTarget,
  GoalWarning,
  GoalWhom,
} from "$lib/api/goals";
import type { Metric } from "$lib/api/types";
import { dimensionName, dimensionValue } from "$lib/explore/words";
import { formatDay, formatDayRange } from "$lib/format/time";
import { formatChange, formatDecimal, formatShare, formatValue, type Unit } from "$lib/format/value";
import { currentTag, pair, t, word } from "$lib/i18n.svelte";

/** How a goal's numbers are shown: by its metric, of goals about members and projects as shares. */
export function goalUnit(progress: GoalProgress | undefined, metric: Metric | undefined): Unit {
  const members = progress?.standing?.members;
  if (members || !metric) return { unit: "share", display_unit: "%" };
  return metric;
}

/** The share of members that has to hold what is asked of each; null where all are taken together. */
export function membersAsked(whom: GoalWhom | undefined): number | null {
  const asked = whom ?? { of: "together" };
  if (asked.of === "together") return null;
  return asked.of === "share_of_members" ? asked.share : 1;
}

export function goalValue(value: number | null | undefined, unit: Unit): string {
  return formatValue(value ?? null, unit, currentTag());
}

/** How far one number moves another: of shares so many percentage points, which are no percent of anything. */
export function goalMove(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return "–";
  const amount = formatChange(value, null, unit, currentTag());
  return unit.unit === "share" ? t("goal-points", { value: amount }) : amount;
}

/** Limits of natural variation as far as the metric itself can go: no share lies below nothing or above everything. */
export function withinUnit(value: number | null | undefined, unit: Unit): number | null {
  if (value === null || value === undefined) return null;
  if (unit.unit === "share") return Math.min(Math.max(value, 0), 1);
  return unit.unit === "s" || unit.unit === "count" ? Math.max(value, 0) : value;
}

/** What a number of the unit cannot exceed: no share is more than everything. */
export function mostOf(unit: Unit): number {
  return unit.unit === "share" ? 1 : Infinity;
}

/** "≥ 75 %", "≤ 3 %", "60 – 80 %". */
export function aimWords(aim: readonly (number | null)[] | null | undefined, unit: Unit): string {
  const [least, greatest] = [aim?.[0] ?? null, aim?.[1] ?? null];
  if (least !== null && greatest !== null) return `${goalValue(least, unit)} – ${goalValue(greatest, unit)}`;
  // Hebrew says it in words: a sign of comparison is turned round where reading goes from the right.
  // All of it and none of it are ends: nothing lies beyond them.
  if (unit.unit === "share" && least === 1) return goalValue(least, unit);
  if (unit.unit === "share" && least === null && greatest === 0) return goalValue(greatest, unit);
  if (least !== null) return t("goal-aim-least", { value: goalValue(least, unit) });
  if (greatest !== null) return t("goal-aim-most", { value: goalValue(greatest, unit) });
  return "–";
}

/** What is asked of a goal, of one about people with how many of them. */
export function targetOf(
  standing: GoalStanding | null | undefined,
  whom: GoalWhom | undefined,
  metric: Unit,
): string {
  const aim = aimWords(standing?.aim, metric);
  if (!standing?.members || !whom || whom.of === "together") return aim;
  if (whom.of === "each_member" || whom.share >= 1) return t("goal-members-aim-all", { aim });
  return t("goal-members-aim", { share: share(whom.share), aim });
}

/** What the number of a goal is taken over, so that it can be set beside the same number elsewhere. */
export function spanWords(measure: GoalMeasure | null | undefined, progress: GoalProgress): string {
  if (!measure || progress.standing?.members) return "";
  const over = progress.periods.filter((it) => it.over && it.value !== null);
  const judged = over.at(-1) ?? progress.periods.at(-1);
  if (!judged) return "";
  const range = formatDayRange(judged.start, dayBefore(judged.end, progress.today), currentTag());
  if (measure.period === "whole" || over.length === 0) return range;
  if (typeof measure.mode === "object" && over.length > 1 && measure.mode.sustained > 1)
    return t("goal-span-mean", { n: Math.min(measure.mode.sustained, over.length) });
  return range;
}

/** Where the same number is in Explore; none where it is put together from several, or read by parameters of its own. */
export function spanLink(measure: GoalMeasure | null | undefined, progress: GoalProgress): string | null {
  if (!measure || progress.standing?.members || Object.keys(measure.params ?? {}).length > 0) return null;
  const over = progress.periods.filter((it) => it.over && it.value !== null);
  const last = over.at(-1) ?? progress.periods.at(-1);
  if (!last) return null;
  const many = typeof measure.mode === "object" && measure.period !== "whole" ? measure.mode.sustained : 1;
  const first = over.slice(-many)[0] ?? last;
  const query = new URLSearchParams({ m: measure.metric, from: first.start, to: last.end });
  if (many > 1 && ["week", "month", "quarter"].includes(measure.period)) query.set("grain", measure.period);
  if (measure.filter) query.set("where", measure.filter);
  return `/explore?${query}`;
}

function dayBefore(end: string, today: string): string {
  const last = new Date(Date.parse(`${end}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return last < today ? last : today;
}

/** Why there is no probability, in the reader's language. */
export function refusedWords(why: string): string {
  const periods = /^too little history: (\d+) periods, (\d+) are needed/.exec(why);
  if (periods) return t("goal-refused-periods", { n: Number(periods[1]), least: Number(periods[2]) });
  const cases = /^too little history: (\d+) of (\d+) cases differ, (\d+) are needed/.exec(why);
  if (cases)
    return t("goal-refused-cases", { few: Number(cases[1]), n: Number(cases[2]), least: Number(cases[3]) });
  if (why.startsWith("the history does not vary")) return t("goal-refused-same");
  const horizon = /^no whole period after the history ends by (\S+)/.exec(why);
  return horizon ? t("goal-refused-horizon", { day: day(horizon[1]) }) : why;
}

/** Why a goal cannot begin, in the reader's language: which facts are missing. */
export function notFedWords(why: string, metric: string): string {
  const found = /it reads (.+), and nothing there gave a value since (\d{4}-\d\d-\d\d)/.exec(why);
  return found ? t("goal-not-fed-source", { metric, tables: found[1]!, day: day(found[2]) }) : why;
}

/** A probability in plain words. */
export function oddsWords(p: number): string {
  const n = Math.round(p * 10);
  if (p < 0.01) return t("goal-odds-in-words-none");
  if (p < 0.1) return t("goal-odds-in-words-rare");
  if (p < 0.35) return t("goal-odds-in-words-low", { n });
  if (p < 0.65) return t("goal-odds-in-words-even", { n });
  if (p <= 0.9) return t("goal-odds-in-words-high", { n });
  return t("goal-odds-in-words-sure");
}

/** A probability with its interval: at the ends no figure that would read as certainty. */
export function oddsFigure(p: number, lo: number, hi: number): string {
  if (p < 0.01) return hi < 0.01 ? t("goal-odds-under") : t("goal-odds-under-to", { hi: share(hi) });
  if (p > 0.99) return lo > 0.99 ? t("goal-odds-over") : t("goal-odds-over-from", { lo: share(lo) });
  return t("goal-odds-words", { p: share(p), lo: share(lo), hi: share(hi) });
}

/** A filter in words where it is of the simple kind ("channel = 'voice' AND team <> 'north'"); else as it stands. */
export function filterWords(filter: string): string {
  const parts = filter.split(/\s+AND\s+/i).map((part) => {
    const found = /^(\w+)\s*(=|<>|!=|>=|<=|>|<)\s*(?:'([^']*)'|(\d+))$/.exec(part.trim());
    if (!found) return null;
    const [, name = "", sign = "", text, number] = found;
    const value = dimensionValue(name, text ?? number ?? null);
    const signs: Record<string, string> = { "=": "", "<>": "≠ ", "!=": "≠ ", ">=": "≥ ", "<=": "≤ " };
    return pair(dimensionName(name), `${signs[sign] ?? `${sign} `}${value}`);
  });
  return parts.some((part) => part === null) ? filter : parts.join(" · ");
}

/** True if a target asks more than where things stand: a smaller step that is none is not offered. */
export function isStep(
  target: number,
  now: number | null | undefined,
  direction: string | null | undefined,
): boolean {
  if (now === null || now === undefined) return true;
  return direction === "down" ? target < now : now < target;
}

export function share(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : formatShare(value, currentTag());
}

export function day(value: string | null | undefined): string {
  return value ? formatDay(value, currentTag()) : "–";
}

export function decimal(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : formatDecimal(value, currentTag());
}

/** A target as people stated it. */
export function targetWords(target: GoalTarget, unit: Unit): string {
  switch (target.kind) {
    case "value":
      return goalValue(target.value, unit);
    case "relative_change":
      return pair(t("goal-kind-relative-change"), share(target.share));
    case "change":
      return pair(
        t("goal-kind-change"),
        unit.unit === "share" ? decimal(target.by * 100) : goalValue(target.by, unit),
      );
    case "band":
      return `${goalValue(target.lo, unit)} – ${goalValue(target.hi, unit)}`;
  }
}

export function warningWords(warning: GoalWarning): string {
  const title = warning.values?.title ?? "";
  if (warning.code === "conflict_by_rule") return t("goal-warning-conflict-by-rule", { title });
  if (warning.code === "conflict_by_history") return t("goal-warning-conflict-by-history", { title });
  return word("goal-warning", warning.code);
}

/** The shape beside a status, so that colour never stands alone. */
export function statusTone(status: string | null | undefined): "ok" | "warn" | "crit" | "idle" {
  switch (status) {
    case "reached":
    case "on_track":
      return "ok";
    case "at_risk":
      return "warn";
    case "off_track":
    case "missed":
      return "crit";
    default:
      return "idle";
  }
}
