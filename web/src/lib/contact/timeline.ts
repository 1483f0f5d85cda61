/** A contact as stretches and instants on one line of time. Data only; the page draws and words it. */
import type { Cell, Contact, ContactFacts } from "$lib/api/types";

/** A row of a fact table as a record of its cells. */
export type Facts = Record<string, Cell>;

export type Phase = "self-service" | "wait" | "ring" | "talk" | "hold" | "acw";

export interface Stretch {
  phase: Phase;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

export interface Lane {
  /** Key of the segment. */
  key: string;
  queue: string | null;
  agent: string | null;
  stretches: Stretch[];
}

export interface Step {
  at: number;
  /** `started`, `enqueued`, `left-queue`, `connected`, `ended`, `offered`, `message`, `requested`, `reached`, `answered-survey`, `evaluated` */
  kind: string;
  /** Who or what it was about, in the data's own words. */
  detail: string[];
  /** Names of the closed list each detail belongs to; "" for names. */
  lists: string[];
}

/** The rows of a table as records. */
export function recordsOf(facts: ContactFacts | undefined): Facts[] {
  if (!facts) return [];
  return facts.rows.map((row) =>
    Object.fromEntries(facts.columns.map((column, index) => [column.name, (row[index] ?? null) as Cell])),
  );
}

/** One lane per segment: what happened in it one after the other. Hold lies inside the talk; where, no source says. */
export function lanesOf(contact: Contact): Lane[] {
  return recordsOf(contact.segments).map((row) => {
    const started = instant(row.started_at);
    const enqueued = instant(row.enqueued_at);
    const connected = instant(row.connected_at);
    const wait = seconds(row.wait_s);
    const stretches: Stretch[] = [];
    const put = (phase: Phase, from: number | null, length: number | null): number | null => {
      if (from === null || length === null || length <= 0) return from;
      stretches.push({ phase, from, to: from + length });
      return from + length;
    };
    put("self-service", started, seconds(row.self_service_s));
    put("wait", enqueued ?? (connected !== null && wait !== null ? connected - wait : started), wait);
    let end = put("talk", connected, seconds(row.talk_s));
    end = put("hold", end, seconds(row.hold_s));
    put("acw", end, seconds(row.acw_s));
    return { key: String(row.key), queue: text(row.queue), agent: text(row.agent_id), stretches };
  });
}

/** Everything that has an instant, in the order of time. */
export function stepsOf(contact: Contact): Step[] {
  const steps: Step[] = [];
  const add = (at: Cell | undefined, kind: string, details: [Cell | undefined, string][]): void => {
    const time = instant(at);
    if (time === null) return;
    const said = details.filter(([value]) => value !== null && value !== undefined && value !== "");
    steps.push({
      at: time,
      kind,
      detail: said.map(([value]) => String(value)),
      lists: said.map(([, list]) => list),
    });
  };
  for (const row of recordsOf(contact.segments)) {
    add(row.started_at, "started", [
      [row.channel, "channel"],
      [row.direction, "direction"],
      [row.entry_point, ""],
    ]);
    add(row.enqueued_at, "enqueued", [[row.queue, ""]]);
    add(row.left_queue_at, "left-queue", [
      [row.queue_result, "queue_result"],
      [row.queue_result_detail, ""],
    ]);
    add(row.connected_at, "connected", [[row.agent_id, ""]]);
    add(row.escalated_at, "escalated", [[row.transferred_to, ""]]);
    add(row.ended_at, "ended", [
      [row.ended_by, "ended_by"],
      [row.disposition, ""],
      [row.transfer_kind, "transfer_kind"],
    ]);
  }
  for (const table of contact.others) {
    for (const row of recordsOf(table)) {
      if (table.table === "agent_offers")
        add(row.offered_at, "offered", [
          [row.agent_id, ""],
          [row.result, "result"],
        ]);
      if (table.table === "messages")
        add(row.at, "message", [
          [row.author_kind, "author_kind"],
          [row.agent_id, ""],
        ]);
      if (table.table === "callbacks") {
        add(row.requested_at, "requested", []);
        add(row.reached_at, "reached", [[row.agent_id, ""]]);
      }
      if (table.table === "survey_answers")
        add(row.answered_at, "answered-survey", [
          [row.question, ""],
          [row.value, ""],
        ]);
    }
  }
  const evaluations = contact.others.find((table) => table.table === "evaluation_answers");
  const handed = new Map(recordsOf(evaluations).map((row) => [String(row.evaluation_id), row]));
  for (const row of handed.values())
    add(row.evaluated_at, "evaluated", [
      [row.form, ""],
      [row.evaluator, ""],
    ]);
  return steps.sort((one, other) => one.at - other.at);
}

/** From the first to the last instant of lanes and steps; null where nothing has one. */
export function spanOf(lanes: readonly Lane[], steps: readonly Step[]): { from: number; to: number } | null {
  const all = [
    ...lanes.flatMap((lane) => lane.stretches.flatMap((stretch) => [stretch.from, stretch.to])),
    ...steps.filter((step) => !["answered-survey", "evaluated"].includes(step.kind)).map((step) => step.at),
  ];
  if (all.length === 0) return null;
  const [from, to] = [Math.min(...all), Math.max(...all)];
  return { from, to: Math.max(to, from + 1000) };
}

function instant(cell: Cell | undefined): number | null {
  const time = typeof cell === "string" ? Date.parse(cell) : NaN;
  return Number.isNaN(time) ? null : time;
}

function seconds(cell: Cell | undefined): number | null {
  return typeof cell === "number" ? cell * 1000 : null;
}

function text(cell: Cell | undefined): string | null {
  return typeof cell === "string" && cell !== "" ? cell : null;
}
