/** Words of goals that are put together from numbers and the reader's language. */
import type { GoalProgress, GoalTarget, GoalWarning } from "$lib/api/goals";
import type { Metric } from "$lib/api/types";
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
