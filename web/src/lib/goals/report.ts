/** The monthly report of goals in words: the text of a letter, put together from facts in the reader's language. */
import type { GoalReport, GoalReportLine } from "$lib/api/goals";
import type { Metric } from "$lib/api/types";
import type { Unit } from "$lib/format/value";
import { currentTag, t, word } from "$lib/i18n.svelte";
import { aimWords, day, goalUnit, goalValue } from "./words";

/** The unit of a line's month: that of its metric. */
export function monthUnit(line: GoalReportLine, metrics: readonly Metric[]): Unit | undefined {
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

/** Where a goal stands, in one line. */
export function standingWords(line: GoalReportLine, metric: Metric | undefined): string {
  const { goal, progress } = line;
  if (goal.state === "retired") return `${word("goal-state", goal.state)}: ${goal.end_reason ?? ""}`;
  const standing = progress?.standing;
  if (!standing) return progress?.cannot ?? "–";
  const unit = goalUnit(progress, metric);
  const value = goalValue(standing.value, unit);
  const target = standing.members
    ? t("goal-members", { holding: standing.members.holding, eligible: standing.members.eligible })
    : aimWords(standing.aim, unit);
  return `${word("goal-status", standing.status)}: ${value} (${t("goal-target")} ${target})`;
}

/** The letter: a paragraph a goal. What was not measured is not said. */
export function reportText(report: GoalReport, metrics: readonly Metric[], link: string): string {
  const heading = t("report-title", { month: monthName(report.month) });
  const paragraphs = report.goals.map((line) => {
    const metric = metrics.find(({ id }) => id === line.goal.definition.measure?.metric);
    const unit = monthUnit(line, metrics);
    const lines = [line.goal.definition.title, standingWords(line, metric)];
    if (unit && line.month) lines.push(`${t("report-month")}: ${monthWords(line, unit)}`);
    if (line.progress?.standing?.expected_on && line.goal.state === "active")
      lines.push(`${t("goal-expected")}: ${day(line.progress.standing.expected_on)}`);
    if (line.done_steps.length > 0) lines.push(`${t("report-done")}: ${line.done_steps.join("; ")}`);
    if (line.late_steps.length > 0) lines.push(`${t("report-late")}: ${line.late_steps.join("; ")}`);
    return lines.join("\n");
  });
  const about = report.team ? `${t("report-team")}: ${report.team}` : "";
  return [heading, about, ...paragraphs, link].filter(Boolean).join("\n\n");
}

/** "October 2026" in the reader's language. */
export function monthName(first: string): string {
  const date = new Date(`${first}T00:00:00Z`);
  return date.toLocaleDateString(currentTag(), { month: "long", year: "numeric", timeZone: "UTC" });
}
