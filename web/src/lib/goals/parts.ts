/** Where each part of a goal is entered: a field of the form, or a list on the goal's own page. */

/** The field of the form by the part that may be missing. */
const FIELDS: Readonly<Record<string, string>> = {
  title: "title",
  what: "what",
  success: "success",
  afterwards: "afterwards",
  how: "how",
  why: "customer",
  place: "place",
  for_whom: "role",
  assessor: "assessors",
  owner: "owners",
  measure: "metric",
  baseline: "window_from",
  starts: "starts",
  by: "by",
  reviews: "reviews",
  objective: "objective",
  guardrail: "guardrails",
};

/** Whether a part is worked on at the goal itself, not stated in its form. */
export function isWorkedOn(part: string): boolean {
  return part === "plan" || part === "obstacles";
}

/** The place of a part within its page, as its id. */
export function placeOf(part: string): string {
  return isWorkedOn(part) ? `goal-${part}` : `goal-field-${FIELDS[part] ?? part}`;
}

/** Leads to the field of a part; what a field hangs on comes first where it is not there yet. */
export function focusPart(id: string): void {
  const field = document.getElementById(id) ?? document.getElementById("goal-field-metric");
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}
