/** The hiring plan as files for spreadsheets. */
import type { HiringAnswer } from "$lib/api/planning";
import { csvOf } from "./staffing";

/** One row a class: when to decide, the first day, the floor, the people, the offers. */
export function csvOfClasses(classes: HiringAnswer["classes"]): string {
  return csvOf(
    ["decide_by", "starts_on", "on_floor", "starts", "offers_expected", "offers_sure"],
    classes.map((it) => [
      it.decide_by,
      it.starts_on,
      it.on_floor,
      it.starts,
      it.offers.expected,
      it.offers.sure,
    ]),
  );
}

/** One row a week: the people required, what is there and how sure that is. */
export function csvOfWeeks(weeks: HiringAnswer["weeks"]): string {
  return csvOf(
    ["starts_on", "required", "output", "output_lo", "output_hi", "people", "short"],
    weeks.map((it) => [
      it.starts_on,
      it.required,
      it.headcount.output,
      it.output_lo,
      it.output_hi,
      it.headcount.people,
      it.short,
    ]),
  );
}
