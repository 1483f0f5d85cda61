/** The text of a daily update, put together from facts; a person changes it as she likes. Pure but for the words. */
import type { DayNumber, Need } from "$lib/api/day";
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
  if (numbers.length > 0) {
    const lines = numbers.map((number) =>
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
