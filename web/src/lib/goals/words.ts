/** Words of goals that are put together from numbers and the reader's language. */
import type { GoalProgress, GoalStanding, GoalTarget, GoalWarning, GoalWhom } from "$lib/api/goals";
import type { Metric } from "$lib/api/types";
import { dimensionName, dimensionValue } from "$lib/explore/words";
import { formatDay } from "$lib/format/time";
import { formatDecimal, formatShare, formatValue, type Unit } from "$lib/format/value";
import { currentTag, t, word } from "$lib/i18n.svelte";

/** How a goal's numbers are shown: by its metric, of goals about members and projects as shares. */
export function goalUnit(progress: GoalProgress | undefined, metric: Metric | undefined): Unit {
  const members = progress?.standing?.members;
  if (members || !metric) return { unit: "share", display_unit: "%" };
  return metric;
}

export function goalValue(value: number | null | undefined, unit: Unit): string {
  return formatValue(value ?? null, unit, currentTag());
}

/** "≥ 75 %", "≤ 3 %", "60 – 80 %". */
export function aimWords(aim: readonly (number | null)[] | null | undefined, unit: Unit): string {
  const [least, greatest] = [aim?.[0] ?? null, aim?.[1] ?? null];
  if (least !== null && greatest !== null) return `${goalValue(least, unit)} – ${goalValue(greatest, unit)}`;
  if (least !== null) return `≥ ${goalValue(least, unit)}`;
  if (greatest !== null) return `≤ ${goalValue(greatest, unit)}`;
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

/** A filter in words where it is of the simple kind ("channel = 'voice' AND team <> 'north'"); else as it stands. */
export function filterWords(filter: string): string {
  const parts = filter.split(/\s+AND\s+/i).map((part) => {
    const found = /^(\w+)\s*(=|<>|!=|>=|<=|>|<)\s*(?:'([^']*)'|(\d+))$/.exec(part.trim());
    if (!found) return null;
    const [, name = "", sign = "", text, number] = found;
    const value = dimensionValue(name, text ?? number ?? null);
    const signs: Record<string, string> = { "=": "", "<>": "≠ ", "!=": "≠ ", ">=": "≥ ", "<=": "≤ " };
    return `${dimensionName(name)}: ${signs[sign] ?? `${sign} `}${value}`;
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
      return `${t("goal-kind-relative-change")}: ${share(target.share)}`;
    case "change":
      return `${t("goal-kind-change")}: ${goalValue(target.by, unit)}`;
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
