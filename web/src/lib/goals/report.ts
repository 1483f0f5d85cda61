/** The monthly report of goals in words: the text of a letter, put together from facts in the reader's language. */
import type { GoalReportLine } from "$lib/api/goals";
import type { Metric } from "$lib/api/types";
import type { Unit } from "$lib/format/value";
import { clauses, currentTag, pair, t, word } from "$lib/i18n.svelte";
import { day, goalUnit, goalValue, membersAsked, targetOf } from "./words";

/** The unit of a line's month: that of its metric; of a goal about members their share. */
export function monthUnit(line: GoalReportLine, metrics: readonly Metric[]): Unit | undefined {
  if (membersAsked(line.goal.definition.measure?.whom) !== null) return { unit: "share", display_unit: "%" };
  return metrics.find(({ id }) => id === line.goal.definition.measure?.metric);
}

/** "3.2 % (n 1,204; month before 3.9 %)" */
export function monthWords(line: GoalReportLine, unit: Unit): string {
  if (!line.month) return "";
  return t("report-month-number", {
    value: goalValue(line.month.value, unit),
    n: line.month.n ?? "–",
    before: goalValue(line.before?.value, unit),
  });
}

/** Where a goal stands, in one line: its status, then the number and the target. */
export function standingWords(line: GoalReportLine, metric: Metric | undefined): string {
  const standing = line.progress?.standing;
  if (line.goal.state === "retired" || !standing) return numberWords(line, metric);
  return pair(word("goal-status", standing.status), numberWords(line, metric));
}

/** A goal's number and target; of one that was retired the reason. */
export function numberWords(line: GoalReportLine, metric: Metric | undefined): string {
  const { goal, progress } = line;
  if (goal.state === "retired") return pair(word("goal-state", goal.state), goal.end_reason ?? "");
  const standing = progress?.standing;
  if (!standing) return progress?.cannot ?? "–";
  const unit = goalUnit(progress, metric);
  const value = goalValue(standing.value, unit);
  const target = targetOf(standing, goal.definition.measure?.whom, metric ?? unit);
  return `${value} (${t("goal-target")} ${target})`;
}

/** A goal as a paragraph of the letter. What was not measured is not said. */
export function goalParagraph(line: GoalReportLine, metrics: readonly Metric[]): string {
  const metric = metrics.find(({ id }) => id === line.goal.definition.measure?.metric);
  const unit = monthUnit(line, metrics);
  const lines = [line.goal.definition.title, standingWords(line, metric)];
  if (unit && line.month && line.month.value !== null)
    lines.push(pair(t("report-month"), monthWords(line, unit)));
  const standing = line.progress?.standing;
  if (standing?.expected_on && standing.status !== "reached" && line.goal.state === "active")
    lines.push(pair(t("goal-expected"), day(standing.expected_on)));
  if (line.done_steps.length > 0) lines.push(pair(t("report-done"), clauses(line.done_steps)));
  return lines.join("\n");
}

/** "October 2026" in the reader's language. */
export function monthName(first: string): string {
  const date = new Date(`${first}T00:00:00Z`);
  return date.toLocaleDateString(currentTag(), { month: "long", year: "numeric", timeZone: "UTC" });
}
