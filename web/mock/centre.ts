/** An invented centre in memory: contacts drawn from a seed, so that every run shows the same numbers. */

export interface Contact {
  key: string;
  segment_id: string;
  contact_id: string;
  channel: string;
  queue: string;
  site: string;
  team: string;
  agent_id: string | null;
  reason: string | null;
  language: string;
  direction: string;
  /** Milliseconds since 1970. */
  started_at: number;
  enqueued_at: number;
  connected_at: number | null;
  ended_at: number;
  wait_s: number;
  queue_result: "answered" | "abandoned" | "flowed_out";
  talk_s: number | null;
  hold_s: number | null;
  acw_s: number | null;
  transfer_kind: string | null;
  csat: number | null;
}

export interface MockEvent {
  id: string;
  name: string;
  kind: string;
  from: string;
  to: string;
}

export const TIME_ZONE = "Europe/Berlin";
/** The newest fact. */
export const AS_OF = "2026-11-20T17:59:00Z";
/** The first day of its data. */
export const FIRST_DAY = "2026-06-01";

export const EVENTS: MockEvent[] = [
  {
    id: "outage-1",
    name: "Phone outage",
    kind: "outage",
    from: "2026-11-05T08:00:00Z",
    to: "2026-11-05T15:00:00Z",
  },
  {
    id: "autumn",
    name: "Autumn offer",
    kind: "campaign",
    from: "2026-11-12T23:00:00Z",
    to: "2026-11-14T23:00:00Z",
  },
  {
    id: "unity",
    name: "National holiday",
    kind: "holiday",
    from: "2026-10-02T22:00:00Z",
    to: "2026-10-03T22:00:00Z",
  },
];

interface Queue {
  name: string;
  channel: string;
  site: string;
  team: string;
  perDay: number;
  wait: number;
  talk: number;
  patience: number;
  reasons: (string | null)[];
}

const QUEUES: Queue[] = [
  {
    name: "Billing",
    channel: "voice",
    site: "Harbour",
    team: "Lighthouse",
    perDay: 90,
    wait: 34,
    talk: 250,
    patience: 190,
    reasons: ["invoice", "payment", "refund", null],
  },
  {
    name: "Technical support",
    channel: "voice",
    site: "Harbour",
    team: "Beacon",
    perDay: 70,
    wait: 12,
    talk: 380,
    patience: 260,
    reasons: ["fault", "set-up", null],
  },
  {
    name: "Sales",
    channel: "voice",
    site: "Hill",
    team: "Compass",
    perDay: 40,
    wait: 9,
    talk: 290,
    patience: 140,
    reasons: ["offer", "order"],
  },
  {
    name: "Chat",
    channel: "chat",
    site: "Hill",
    team: "Compass",
    perDay: 60,
    wait: 22,
    talk: 520,
    patience: 240,
    reasons: ["invoice", "fault", "order"],
  },
  {
    name: "Press office",
    channel: "email",
    site: "Hill",
    team: "Compass",
    perDay: 0.4,
    wait: 40,
    talk: 300,
    patience: 900,
    reasons: [null],
  },
];

/** Uniform numbers in 0..1 from a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Midnight of a day (`YYYY-MM-DD`) in the centre's time zone, as milliseconds since 1970. */
export function midnight(day: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const hour = new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, hour: "2-digit", hour12: false });
  // The offset is an hour or two east of Greenwich: at UTC midnight the local clock shows it.
  return utc - Number(hour.format(utc)) * 3_600_000;
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** All contacts, by time. */
export function contactsOf(seed: number): Contact[] {
  const draw = random(seed);
  const contacts: Contact[] = [];
  const last = Date.parse(AS_OF);
  for (let day = FIRST_DAY; midnight(day) <= last; day = nextDay(day)) {
    const start = midnight(day);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    const busy = weekday === 0 ? 0 : weekday === 6 ? 0.35 : weekday === 1 ? 1.25 : 1;
    for (const queue of QUEUES) {
      const expected = queue.perDay * busy * (day >= "2026-11-01" ? 1.12 : 1);
      const count = Math.floor(expected + draw());
      for (let index = 0; index < count; index++) {
        // Two hills, in the morning and in the afternoon, between 8 and 20 o'clock.
        const hill = (draw() + draw() + draw()) / 3;
        const hour = 8 + (draw() < 0.58 ? hill * 6.5 : 5.5 + hill * 6.5);
        const at = start + Math.floor(hour * 3_600) * 1000;
        if (at <= last) contacts.push(contact(queue, at, draw, contacts.length));
      }
    }
  }
  return contacts.sort((a, b) => a.started_at - b.started_at);
}

function contact(queue: Queue, at: number, draw: () => number, index: number): Contact {
  const exponential = (mean: number) => -mean * Math.log(1 - draw());
  const outage = EVENTS.some((e) => e.kind === "outage" && at >= Date.parse(e.from) && at < Date.parse(e.to));
  const late = at >= Date.parse("2026-11-01T00:00:00Z") && queue.name === "Billing" ? 1.7 : 1;
  const wait = draw() < 0.42 ? draw() * 5 : exponential(queue.wait * late * (outage ? 9 : 1) * 1.7);
  const patience = exponential(queue.patience) + 3;
  const abandoned = wait > patience;
  const flowedOut = !abandoned && wait > 240;
  const answered = !abandoned && !flowedOut;
  const waited = Math.round(Math.min(wait, patience, 240));
  const talk = answered ? Math.round(20 + exponential(queue.talk)) : null;
  const hold = talk === null ? null : draw() < 0.2 ? Math.round(exponential(45)) : 0;
  // The chat system does not record after-call work: its source cannot say.
  const acw = talk === null || queue.channel === "chat" ? null : Math.round(exponential(38));
  const id = `c${String(index + 1).padStart(6, "0")}`;
  return {
    key: `${id}-1`,
    segment_id: `${id}-1`,
    contact_id: id,
    channel: queue.channel,
    queue: queue.name,
    site: queue.site,
    team: queue.team,
    agent_id: answered ? `agent-${queue.team.toLowerCase()}-${1 + Math.floor(draw() * 9)}` : null,
    reason: queue.reasons[Math.floor(draw() * queue.reasons.length)] ?? null,
    language: draw() < 0.7 ? "de" : draw() < 0.6 ? "en" : "he",
    direction: "inbound",
    started_at: at,
    enqueued_at: at,
    connected_at: answered ? at + waited * 1000 : null,
    ended_at: at + (waited + (talk ?? 0) + (hold ?? 0) + (acw ?? 0)) * 1000,
    wait_s: waited,
    queue_result: answered ? "answered" : abandoned ? "abandoned" : "flowed_out",
    talk_s: talk,
    hold_s: hold,
    acw_s: acw,
    transfer_kind: answered && draw() < 0.08 ? "cold" : null,
    csat:
      answered && draw() < 0.2
        ? Math.min(5, Math.max(1, Math.round(5.6 - waited / 60 - draw() * 2.4)))
        : null,
  };
}
