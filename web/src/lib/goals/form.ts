/** The form's fields and the goal they make, without any drawing. */
import type { GoalDefinition, GoalDraft, GoalMeasure, GoalTarget } from "$lib/api/goals";

export interface MilestoneRow {
  id: string;
  title: string;
  due: string;
  /** As typed; empty: somebody says that it is done. */
  number: string;
  owner: string;
}

export interface GuardrailRow {
  metric: string;
  /** Percent of the baseline it may get worse by. */
  percent: string;
}

export interface Fields {
  title: string;
  what: string;
  success: string;
  afterwards: string;
  role: string;
  people: string;
  assessors: string;
  owners: string;
  co_authors: string;
  metric: string;
  /** Parameters that are not at their default. */
  params: Record<string, string>;
  filter: string;
  kind: "value" | "relative_change" | "change" | "band";
  /** As typed: percent for shares and relative changes, the metric's display unit otherwise. */
  number: string;
  /** The upper end of a band. */
  upper: string;
  whom: "together" | "each_member" | "share_of_members";
  members: string;
  n_min: string;
  mode: "once" | "each" | "sustained";
  /** Periods the mean is taken of. */
  last: string;
  period: GoalMeasure["period"];
  direction: "" | "up" | "down";
  parts: string;
  window_from: string;
  window_to: string;
  guardrails: GuardrailRow[];
  how: string;
  objective: string;
  parent: string;
  roll_up: GoalDefinition["roll_up"];
  customer: string;
  agent: string;
  culture: string;
  place: string;
  reward: string;
  reward_to: string;
  starts: string;
  by: string;
  reviews: string[];
  milestones: MilestoneRow[];
}

export const EMPTY: Fields = {
  title: "",
  what: "",
  success: "",
  afterwards: "",
  role: "",
  people: "",
  assessors: "",
  owners: "",
  co_authors: "",
  metric: "",
  params: {},
  filter: "",
  kind: "value",
  number: "",
  upper: "",
  whom: "together",
  members: "100",
  n_min: "0",
  mode: "sustained",
  last: "3",
  period: "month",
  direction: "",
  parts: "",
  window_from: "",
  window_to: "",
  guardrails: [],
  how: "",
  objective: "",
  parent: "",
  roll_up: "own",
  customer: "",
  agent: "",
  culture: "",
  place: "",
  reward: "",
  reward_to: "",
  starts: "",
  by: "",
  reviews: [],
  milestones: [],
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

/** A typed number in the metric's unit; null where none is typed. */
function number(text: string, scale: number): number | null {
  const typed = Number.parseFloat(text.replace(",", "."));
  // Rounding takes the tail off 0.07 x 100.
  return Number.isFinite(typed) ? Number((typed * scale).toPrecision(12)) : null;
}

/** A number of the metric's unit as it is typed. */
function typed(value: number, scale: number): string {
  return String(Number((value / scale).toPrecision(12)));
}

/** The goal the fields make; a metric without a number is no measure yet. `before` is what a revision begins from. */
export function toDraft(
  fields: Fields,
  unit: string,
  displayUnit: string,
  before: GoalDefinition | null = null,
): GoalDraft {
  const scale = factor("value", unit, displayUnit);
  const definition: GoalDefinition = {
    title: fields.title,
    what: fields.what,
    success: fields.success,
    afterwards: fields.afterwards,
    how: fields.how,
    why: { customer: fields.customer, agent: fields.agent, culture: fields.culture },
    place: fields.place,
    role: fields.role,
    people: names(fields.people),
    assessors: names(fields.assessors),
    owners: names(fields.owners),
    co_authors: names(fields.co_authors),
    measure: fields.metric ? toMeasure(fields, unit, displayUnit, before) : null,
    starts: fields.starts || null,
    by: fields.by || null,
    reviews: fields.reviews.filter(Boolean).toSorted(),
    milestones: fields.milestones
      .filter(({ title, due }) => title && due)
      .map(({ id, title, due, number: value, owner }) => ({
        id,
        title,
        due,
        value: number(value, scale),
        owner: owner || null,
      })),
    guardrails: fields.guardrails
      .filter(({ metric }) => metric)
      .map(({ metric, percent }) => {
        const known = before?.guardrails.find((it) => it.metric === metric);
        return { metric, worse_by: number(percent, 0.01) ?? 0.05, baseline: known?.baseline ?? null };
      }),
    reward: fields.reward ? { what: fields.reward, to: fields.reward_to } : null,
    objective: fields.objective || null,
    parent: fields.parent || null,
    roll_up: fields.roll_up,
  };
  return { definition, work: { steps: [], obstacles: [], resources: [], done: {} }, follows: null };
}

function toTarget(fields: Fields, unit: string, displayUnit: string): GoalTarget | null {
  const scale = factor(fields.kind, unit, displayUnit);
  const value = number(fields.number, scale);
  if (value === null) return null;
  switch (fields.kind) {
    case "value":
      return { kind: "value", value };
    case "relative_change":
      return { kind: "relative_change", share: value };
    case "change":
      return { kind: "change", by: value };
    case "band": {
      const hi = number(fields.upper, scale);
      return hi === null ? null : { kind: "band", lo: value, hi };
    }
  }
}

function toMeasure(
  fields: Fields,
  unit: string,
  displayUnit: string,
  before: GoalDefinition | null,
): GoalMeasure | null {
  const target = toTarget(fields, unit, displayUnit);
  if (!target) return null;
  const share = number(fields.members, 0.01);
  const old = before?.measure?.metric === fields.metric ? before.measure : null;
  const { window_from: from, window_to: to } = fields;
  return {
    metric: fields.metric,
    version: old?.version ?? 0,
    params: Object.fromEntries(Object.entries(fields.params).filter(([, value]) => value !== "")),
    filter: fields.filter,
    target,
    whom:
      fields.whom === "share_of_members"
        ? { of: "share_of_members", share: share ?? 1 }
        : { of: fields.whom },
    direction: fields.direction || null,
    period: fields.period,
    mode: fields.mode === "sustained" ? { sustained: number(fields.last, 1) ?? 3 } : fields.mode,
    n_min: number(fields.n_min, 1) ?? 0,
    parts: fields.parts || null,
    baseline: old?.baseline ?? null,
    baseline_window: from && to ? [from, to] : null,
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
  if (read.guardrails.length > 0) {
    const row = ({ metric, worse_by }: { metric: string; worse_by: number }) => ({
      metric,
      percent: typed(worse_by, 0.01),
    });
    fields.guardrails = read.guardrails.map(row);
  }
  const { measure } = read;
  if (!measure) return fields;
  fields.metric = measure.metric;
  fields.params = { ...measure.params };
  fields.filter = measure.filter ?? "";
  fields.period = measure.period;
  fields.direction = measure.direction ?? "";
  const mode = measure.mode ?? "once";
  fields.mode = typeof mode === "string" ? mode : "sustained";
  if (typeof mode !== "string") fields.last = String(mode.sustained);
  const whom = measure.whom ?? { of: "together" };
  fields.whom = whom.of;
  if (whom.of === "share_of_members") fields.members = typed(whom.share, 0.01);
  const { target } = measure;
  fields.kind = target.kind;
  const scale = factor(target.kind, unit, displayUnit);
  switch (target.kind) {
    case "value":
      fields.number = typed(target.value, scale);
      break;
    case "relative_change":
      fields.number = typed(target.share, scale);
      break;
    case "change":
      fields.number = typed(target.by, scale);
      break;
    case "band":
      [fields.number, fields.upper] = [typed(target.lo, scale), typed(target.hi, scale)];
  }
  return fields;
}

/** Every field of a goal as it is, to be changed. */
export function fieldsOf(known: GoalDefinition, unit: string, displayUnit: string): Fields {
  const fields = fromDefinition(known, EMPTY, unit, displayUnit);
  const scale = factor("value", unit, displayUnit);
  return {
    ...fields,
    success: known.success,
    afterwards: known.afterwards,
    role: known.role,
    people: known.people.join(", "),
    assessors: known.assessors.join(", "),
    owners: known.owners.join(", "),
    co_authors: known.co_authors.join(", "),
    n_min: String(known.measure?.n_min ?? 0),
    parts: known.measure?.parts ?? "",
    window_from: known.measure?.baseline_window?.[0] ?? "",
    window_to: known.measure?.baseline_window?.[1] ?? "",
    how: known.how,
    objective: known.objective ?? "",
    parent: known.parent ?? "",
    roll_up: known.roll_up,
    customer: known.why.customer,
    agent: known.why.agent,
    culture: known.why.culture,
    place: known.place,
    reward: known.reward?.what ?? "",
    reward_to: known.reward?.to ?? "",
    reviews: [...known.reviews],
    milestones: known.milestones.map(({ id, title, due, value, owner }) => ({
      id,
      title,
      due,
      number: value === null || value === undefined ? "" : typed(value, scale),
      owner: owner ?? "",
    })),
  };
}

/** The first of each month from the first to the last day: when a goal is looked at where nobody says otherwise. */
export function monthlyReviews(starts: string, by: string): string[] {
  const days: string[] = [];
  if (!starts || !by) return days;
  const [year, month] = starts.split("-").map(Number) as [number, number];
  for (let place = month; days.length < 60; place += 1) {
    const day = new Date(Date.UTC(year, place, 1)).toISOString().slice(0, 10);
    if (day > by) break;
    days.push(day);
  }
  return days;
}
