/** The staffing screen's form: what its address holds and the question it makes. */
import type { ScenarioChanges, ScenarioQuestion, StaffingQuestion } from "$lib/api/planning";

export interface StaffingForm {
  queue: string;
  /** First day, ISO. */
  from: string;
  days: number;
  /** Whole percent. */
  serviceLevel: number;
  thresholdS: number;
  occupancyMax: number | null;
  shrinkage: number;
  /** Chats at the same time; 1 is calls. */
  slots: number;
  /** Hours the work may wait; null: it is answered at once. */
  dueH: number | null;
}

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
    shrinkage: number("away", 30),
    slots: Math.max(Math.round(number("slots", 1)), 1),
    dueH: optional("due"),
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
  if (form.slots > 1) params.set("slots", String(form.slots));
  if (form.dueH !== null) params.set("due", String(form.dueH));
  return `/staffing?${params}`;
}

/** A day later, by the calendar. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The question of a form; `days` narrows it to a scenario's one day. */
export function questionOf(form: StaffingForm, days = form.days): StaffingQuestion {
  return {
    queue: form.queue || null,
    channel: null,
    from: form.from,
    to: addDays(form.from, days),
    interval: "30m",
    target: {
      service_level: form.serviceLevel / 100,
      threshold_s: form.thresholdS,
      kind: null,
      asa_s_max: null,
      abandon_max: null,
      occupancy_max: form.occupancyMax === null ? null : form.occupancyMax / 100,
    },
    handling: {
      patience_s: null,
      slots: form.slots > 1 ? form.slots : null,
      growth: form.slots > 1 ? 0.2 : null,
      due_s: form.dueH === null ? null : form.dueH * 3600,
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
