/** The text of a daily update, put together from facts; a person changes it as she likes. Pure but for the words. */
import type { DayNumber, Need } from "$lib/api/day";
import type { GoalReportLine } from "$lib/api/goals";
import { judge } from "./change";

/** What the text needs to say things in the reader's language. */
export interface Wording {
  name: (metric: string) => string;
  value: (number: DayNumber, which: "day" | "week_before") => string;
  need: (need: Need) => string;
  line: (name: string, value: string, before: string, judgement: string) => string;
  heading: (id: "numbers" | "handled" | "asks") => string;
}

/** Paragraphs: own words first, then numbers, then (for managers) what needs somebody; the address last. */
export function letterText(
  own: string,
  numbers: DayNumber[],
  needs: Need[],
  audience: "team" | "managers",
  address: string,
  say: Wording,
): string {
  const parts = [own.trim()];
  // A number that is not there yet (repeats are known after a week) says nothing in a letter.
  const known = numbers.filter(({ day }) => day.value !== null);
  if (known.length > 0) {
    const lines = known.map((number) =>
      say.line(
        say.name(number.metric),
        say.value(number, "day"),
        say.value(number, "week_before"),
        judge(number),
      ),
    );
    parts.push([say.heading("numbers"), ...lines].join("\n"));
  }
  // What needs somebody may name persons or sources: it is for those who lead.
  if (audience === "managers" && needs.length > 0) {
    parts.push([say.heading("asks"), ...needs.slice(0, 5).map((need) => `- ${say.need(need)}`)].join("\n"));
  }
  parts.push(address);
  return parts.filter((part) => part !== "").join("\n\n");
}

/** What the monthly text needs to say about a goal. */
export interface GoalWording {
  goal: (line: GoalReportLine) => string;
  late: (step: string) => string;
  said: (kind: string, text: string) => string;
}

/** The monthly report: own words, then every goal with what was said about it; for managers also what is late. */
export function monthlyText(
  own: string,
  lines: GoalReportLine[],
  audience: "team" | "managers",
  address: string,
  say: GoalWording,
): string {
  const parts = [own.trim()];
  for (const line of lines) {
    const text = [say.goal(line)];
    // Feedback to a person stays between the two.
    for (const entry of line.entries.filter((it) => it.about === null && it.text.trim() !== "").slice(0, 3)) {
      text.push(`  ${say.said(entry.kind, entry.text.trim())}`);
    }
    if (audience === "managers") text.push(...line.late_steps.map((step) => `  ${say.late(step)}`));
    parts.push(text.join("\n"));
  }
  parts.push(address);
  return parts.filter((part) => part !== "").join("\n\n");
}
