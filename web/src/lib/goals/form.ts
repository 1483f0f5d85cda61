/** The form's fields and the goal they make, without any drawing. */
import type { GoalDefinition, GoalDraft, GoalMeasure, GoalTarget } from "$lib/api/goals";

export interface Fields {
  title: string;
  what: string;
  success: string;
  role: string;
  assessors: string;
  owners: string;
  metric: string;
  filter: string;
  kind: "value" | "relative_change" | "change";
  /** As typed: percent for shares and relative changes, the metric's display unit otherwise. */
  number: string;
  whom: "together" | "each_member" | "share_of_members";
  members: string;
  mode: "once" | "each" | "sustained";
  period: GoalMeasure["period"];
  direction: "" | "up" | "down";
  guardrail: string;
  how: string;
  objective: string;
  customer: string;
  agent: string;
  culture: string;
  place: string;
  starts: string;
  by: string;
}

export const EMPTY: Fields = {
  title: "",
  what: "",
  success: "",
  role: "",
  assessors: "",
  owners: "",
  metric: "",
  filter: "",
  kind: "value",
  number: "",
  whom: "together",
  members: "100",
  mode: "sustained",
  period: "month",
  direction: "",
  guardrail: "",
  how: "",
  objective: "",
  customer: "",
  agent: "",
  culture: "",
  place: "",
  starts: "",
  by: "",
};

const SECONDS: Record<string, number> = { min: 60, h: 3600, d: 86400 };

/** What the typed number is multiplied with to get the metric's unit. */
export function factor(kind: Fields["kind"], unit: string, displayUnit: string): number {
  if (kind === "relative_change" || unit === "share") return 0.01;
  return unit === "s" ? (SECONDS[displayUnit] ?? 1) : 1;
}

export function names(text: string): string[] {
  return text
    .split(/[,，、]/)
    .map((name) => name.trim())
    .filter(Boolean);
}

/** The goal the fields make; a metric without a number is no measure yet. */
export function toDraft(fields: Fields, unit: string, displayUnit: string): GoalDraft {
  const typed = Number.parseFloat(fields.number.replace(",", "."));
  const measure =
    Number.isFinite(typed) && fields.metric ? toMeasure(fields, typed, unit, displayUnit) : null;
  const definition: GoalDefinition = {
    title: fields.title,
    what: fields.what,
    success: fields.success,
    afterwards: "",
    how: fields.how,
    why: { customer: fields.customer, agent: fields.agent, culture: fields.culture },
    place: fields.place,
    role: fields.role,
    people: [],
    assessors: names(fields.assessors),
    owners: names(fields.owners),
    co_authors: [],
    measure,
    starts: fields.starts || null,
    by: fields.by || null,
    reviews: [],
    milestones: [],
    guardrails: fields.guardrail ? [{ metric: fields.guardrail, worse_by: 0.05, baseline: null }] : [],
    reward: null,
    objective: fields.objective || null,
    parent: null,
    roll_up: "own",
  };
  return { definition, work: { steps: [], obstacles: [], resources: [], done: {} }, follows: null };
}

function toMeasure(fields: Fields, typed: number, unit: string, displayUnit: string): GoalMeasure {
  // Rounding takes the tail off 0.07 x 100.
  const value = Number((typed * factor(fields.kind, unit, displayUnit)).toPrecision(12));
  const target: GoalTarget =
    fields.kind === "value"
      ? { kind: "value", value }
      : fields.kind === "relative_change"
        ? { kind: "relative_change", share: value }
        : { kind: "change", by: value };
  const share = Number.parseFloat(fields.members) / 100;
  return {
    metric: fields.metric,
    version: 0,
    params: {},
    filter: fields.filter,
    target,
    whom:
      fields.whom === "share_of_members"
        ? { of: "share_of_members", share: Number.isFinite(share) ? share : 1 }
        : { of: fields.whom },
    direction: fields.direction || null,
    period: fields.period,
    mode: fields.mode === "sustained" ? { sustained: 3 } : fields.mode,
    n_min: 0,
    parts: null,
    baseline: null,
    baseline_window: null,
  };
}

/** The fields a draft fills; what it leaves open keeps what was typed. */
export function fromDefinition(
  read: GoalDefinition,
  before: Fields,
  unit: string,
  displayUnit: string,
): Fields {
  const fields: Fields = { ...before, title: read.title, what: read.what };
  if (read.starts) fields.starts = read.starts;
  if (read.by) fields.by = read.by;
  fields.guardrail = read.guardrails[0]?.metric ?? before.guardrail;
  const { measure } = read;
  if (!measure) return fields;
  fields.metric = measure.metric;
  fields.filter = measure.filter ?? "";
  fields.period = measure.period;
  fields.direction = measure.direction ?? "";
  fields.mode = typeof measure.mode === "string" ? measure.mode : "sustained";
  const whom = measure.whom ?? { of: "together" };
  fields.whom = whom.of;
  if (whom.of === "share_of_members") fields.members = String(Math.round(whom.share * 1000) / 10);
  const { target } = measure;
  if (target.kind === "band") return fields;
  fields.kind = target.kind;
  const value =
    target.kind === "value" ? target.value : target.kind === "relative_change" ? target.share : target.by;
  fields.number = String(Number((value / factor(target.kind, unit, displayUnit)).toPrecision(12)));
  return fields;
}
