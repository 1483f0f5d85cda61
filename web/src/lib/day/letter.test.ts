import { expect, test } from "vitest";
import type { DayNumber } from "$lib/api/day";
import type { GoalReportLine } from "$lib/api/goals";
import { letterText, monthlyText } from "./letter";

const say = {
  goal: (line: GoalReportLine) => `# ${line.goal.id}`,
  late: (step: string) => `late ${step}`,
  said: (kind: string, text: string) => `${kind}: ${text}`,
};
const line = {
  goal: { id: "g1" },
  entries: [
    { about: null, kind: "feedback", text: " good pace " },
    { about: "noa", author: "Dana", text: "between the two of us" },
    { about: null, author: "Lin", text: "  " },
  ],
  late_steps: ["new desk"],
} as unknown as GoalReportLine;

test("the team reads the goals and what was said, no feedback to a person", () => {
  const text = monthlyText(" Thank you ", [line], "team", "http://x.test", say);
  expect(text).toBe("Thank you\n\n# g1\n  feedback: good pace\n\nhttp://x.test");
});

test("managers also read what is late", () => {
  expect(monthlyText("w", [line], "managers", "a", say)).toContain("late new desk");
  expect(monthlyText("w", [line], "managers", "a", say)).not.toContain("between");
});

test("a number that is not there yet is no line of the daily update", () => {
  const number = (metric: string, value: number | null) =>
    ({
      metric,
      day: { value, n: 40, lo: value, hi: value },
      week_before: { value: 0.8, n: 40 },
    }) as DayNumber;
  const wording = {
    name: (metric: string) => metric,
    value: () => "v",
    need: () => "",
    line: (name: string) => name,
    heading: (id: string) => `[${id}]`,
  };
  const numbers = [number("sl", 0.7), number("fcr", null)];
  expect(letterText("", numbers, [], "team", "a", wording)).toBe("[numbers]\nsl\n\na");
  expect(letterText("", [number("fcr", null)], [], "team", "a", wording)).toBe("a");
});
