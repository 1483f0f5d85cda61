import { expect, test } from "vitest";
import type { GoalReportLine } from "$lib/api/goals";
import { monthlyText } from "./letter";

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
