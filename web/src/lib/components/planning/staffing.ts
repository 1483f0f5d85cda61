/** The staffing screen's form: what its address holds and the question it makes. */
import type { ScenarioChanges, ScenarioQuestion, StaffingQuestion, StaffingSlot } from "$lib/api/planning";
import { addDays } from "$lib/explore/period";

export interface StaffingForm {
  queue: string;
  /** First day, ISO. */
  from: string;
  days: number;
  /** Whole percent. */
  serviceLevel: number;
  thresholdS: number;
  occupancyMax: number | null;
  /** Seconds the average answer may take. */
  asaMax: number | null;
  /** Percent of the contacts that may be lost. */
  abandonMax: number | null;
  interval: string;
  shrinkage: number;
  /** Chats at the same time; 1 is calls. */
  slots: number;
  /** Hours the work may wait; null: it is answered at once. */
  dueH: number | null;
  /** Percent of the time between contacts that other work can use. */
  usable: number;
}

/** Of the time between contacts, what is usual for stretches long enough to take up other work. */
const USABLE = 60;

export const INTERVALS = ["15m", "30m", "hour"];

export interface ChangeForm {
  volume: number;
  handleTime: number;
  patience: number;
  agents: number;
  containment: number;
  openFrom: number | null;
  openTo: number | null;
  agentHour: number;
  botContact: number;
  lostContact: number;
}

export const NO_CHANGE: ChangeForm = {
  volume: 0,
  handleTime: 0,
  patience: 0,
  agents: 0,
  containment: 0,
  openFrom: null,
  openTo: null,
  agentHour: 30,
  botContact: 0,
  lostContact: 0,
};

/** Of the contacts of hours that close, this share comes in open hours instead. */
const MOVED = 0.5;

/** The form an address stands for; what it does not name is usual. */
export function formOf(params: URLSearchParams, today: string): StaffingForm {
  const number = (name: string, usual: number) => {
    const value = Number(params.get(name) ?? usual);
    return Number.isFinite(value) ? value : usual;
  };
  const optional = (name: string) => (params.get(name) ? number(name, 0) : null);
  return {
    queue: params.get("queue") ?? "",
    from: params.get("from") ?? today,
    days: Math.min(Math.max(Math.round(number("days", 7)), 1), 28),
    serviceLevel: number("sl", 80),
    thresholdS: number("in", 20),
    occupancyMax: optional("occ"),
    asaMax: optional("asa"),
    abandonMax: optional("lost"),
    interval: INTERVALS.find((it) => it === params.get("interval")) ?? "30m",
    shrinkage: number("away", 30),
    slots: Math.max(Math.round(number("slots", 1)), 1),
    dueH: optional("due"),
    usable: Math.min(Math.max(number("usable", USABLE), 0), 100),
  };
}

/** The address of a form. */
export function addressOf(form: StaffingForm): string {
  const params = new URLSearchParams({
    from: form.from,
    days: String(form.days),
    sl: String(form.serviceLevel),
    in: String(form.thresholdS),
    away: String(form.shrinkage),
  });
  if (form.queue) params.set("queue", form.queue);
  if (form.occupancyMax !== null) params.set("occ", String(form.occupancyMax));
  if (form.asaMax !== null) params.set("asa", String(form.asaMax));
  if (form.abandonMax !== null) params.set("lost", String(form.abandonMax));
  if (form.interval !== "30m") params.set("interval", form.interval);
  if (form.slots > 1) params.set("slots", String(form.slots));
  if (form.dueH !== null) params.set("due", String(form.dueH));
  if (form.usable !== USABLE) params.set("usable", String(form.usable));
  return `/staffing?${params}`;
}

/** What the formula says of a day as a whole, to hold beside the simulation. */
export interface DayByFormula {
  serviceLevel: number | null;
  abandon: number | null;
  asaS: number | null;
  occupancy: number | null;
}

/** A day's values out of those of its intervals: of contacts by contacts, of agents by agents' time. */
export function dayByFormula(slots: StaffingSlot[]): DayByFormula {
  const mean = (
    of: (slot: StaffingSlot) => number | null | undefined,
    by: (slot: StaffingSlot) => number,
  ) => {
    const known = slots.filter((slot) => of(slot) != null);
    const weight = known.reduce((sum, slot) => sum + by(slot), 0);
    return weight > 0 ? known.reduce((sum, slot) => sum + (of(slot) ?? 0) * by(slot), 0) / weight : null;
  };
  const contacts = (slot: StaffingSlot) => slot.contacts;
  return {
    serviceLevel: mean((slot) => slot.service_level, contacts),
    abandon: mean((slot) => slot.abandon, contacts),
    asaS: mean((slot) => slot.asa_s, contacts),
    occupancy: mean(
      (slot) => slot.occupancy,
      (slot) => slot.agents * slot.length_s,
    ),
  };
}

/** Staffing as a file for spreadsheets: instants in ISO form, numbers with a point. */
export function csvOfStaffing(slots: StaffingSlot[]): string {
  const columns = [
    "starts_at",
    "length_s",
    "contacts",
    "contacts_lo",
    "contacts_hi",
    "handle_s",
    "load_erl",
    "agents",
    "scheduled",
    "agents_sure",
    "agents_at_more",
    "p_met",
    "service_level",
    "service_level_one_less",
    "service_level_one_more",
    "asa_s",
    "abandon",
    "occupancy",
    "backlog_h",
    "spare_h",
  ] as const;
  return csvOf(
    [...columns],
    slots.map((slot) => columns.map((column) => slot[column])),
  );
}

/** A file of numbers, days and instants: nothing in it needs quotes. */
export function csvOf(columns: string[], rows: (string | number | null | undefined)[][]): string {
  const cell = (value: string | number | null | undefined) =>
    value == null ? "" : typeof value === "string" ? value : String(Number(value.toFixed(4)));
  return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

/** The first day to plan for: the newest day something is known of, or the day after where that one is over. */
export function firstDayAhead(asOf: string, zone: string, now: Date): string {
  const dayOf = (at: Date): string =>
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(at);
  const newest = dayOf(new Date(asOf));
  return newest < dayOf(now) ? addDays(newest, 1) : newest;
}

/** The question of a form; `days` narrows it to a scenario's one day. */
export function questionOf(form: StaffingForm, days = form.days): StaffingQuestion {
  return {
    queue: form.queue || null,
    channel: null,
    from: form.from,
    to: addDays(form.from, days),
    interval: form.interval,
    target: {
      service_level: form.serviceLevel / 100,
      threshold_s: form.thresholdS,
      kind: null,
      asa_s_max: form.asaMax,
      abandon_max: form.abandonMax === null ? null : form.abandonMax / 100,
      occupancy_max: form.occupancyMax === null ? null : form.occupancyMax / 100,
    },
    handling: {
      patience_s: null,
      slots: form.slots > 1 ? form.slots : null,
      growth: form.slots > 1 ? 0.2 : null,
      due_s: form.dueH === null ? null : form.dueH * 3600,
      usable_share: form.usable / 100,
    },
    shrinkage: form.shrinkage / 100,
    volume: 1,
    handle_time: 1,
    sure: 0.8,
  };
}

/** What a form of changes asks; what is zero or empty stays as it is. */
export function changesOf(form: ChangeForm): ScenarioChanges {
  const factor = (percent: number) => (percent === 0 ? null : 1 + percent / 100);
  return {
    volume: factor(form.volume),
    handle_time: factor(form.handleTime),
    patience: factor(form.patience),
    agents: form.agents === 0 ? null : Math.round(form.agents),
    bot: form.containment > 0 ? { containment: form.containment / 100, handle_time: null } : null,
    hours:
      form.openFrom === null && form.openTo === null
        ? null
        : { from_h: form.openFrom ?? 0, to_h: form.openTo ?? 24, moved: MOVED },
  };
}

/** The form that asks what a scenario asked. */
export function formOfScenario({ changes, prices }: ScenarioQuestion): ChangeForm {
  const percent = (factor: number | null | undefined) =>
    factor == null ? 0 : Number(((factor - 1) * 100).toFixed(6));
  return {
    volume: percent(changes?.volume),
    handleTime: percent(changes?.handle_time),
    patience: percent(changes?.patience),
    agents: changes?.agents ?? 0,
    containment: Number(((changes?.bot?.containment ?? 0) * 100).toFixed(6)),
    openFrom: changes?.hours?.from_h ?? null,
    openTo: changes?.hours?.to_h ?? null,
    agentHour: prices?.agent_hour ?? NO_CHANGE.agentHour,
    botContact: prices?.bot_contact ?? 0,
    lostContact: prices?.abandoned ?? 0,
  };
}
