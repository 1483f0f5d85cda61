/** Queries over the invented contacts: each number is computed from the rows that stand behind it. */
import type { Query, QueryResult, Rows, RowsRequest } from "../src/lib/api/types";
import { AS_OF, EVENTS, midnight, nextDay, TIME_ZONE, type Contact } from "./centre";
import { METRICS, type MockMetric, type Params } from "./metrics";
import { numbersOf } from "./numbers";
import { parseWhere, WhereError } from "./where";

/** A request at fault, as problem details say it. */
export class Refusal extends Error {
  constructor(
    readonly type: string,
    readonly status: number,
    detail: string,
    readonly parameters: Record<string, string> = {},
  ) {
    super(detail);
  }
}

type Cell = string | number | boolean | null;
type Row = Contact & { hour_of_day: string; weekday: string };

const COLUMNS = [
  "key",
  "segment_id",
  "contact_id",
  "channel",
  "queue",
  "site",
  "team",
  "agent_id",
  "reason",
  "language",
  "direction",
  "started_at",
  "enqueued_at",
  "connected_at",
  "ended_at",
  "wait_s",
  "queue_result",
  "talk_s",
  "hold_s",
  "acw_s",
  "transfer_kind",
] as const;

const FILTERABLE = new Set<string>([...COLUMNS, "hour_of_day", "weekday", "csat"]);

const LOCAL = new Intl.DateTimeFormat("en-CA", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  hour12: false,
});

/** Contacts with the site's hour and weekday, which are looked up once. */
export function prepare(contacts: readonly Contact[]): Row[] {
  return contacts.map((contact) => {
    const local = LOCAL.format(contact.started_at);
    const weekday = new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay() || 7;
    return { ...contact, hour_of_day: String(Number(local.slice(12, 14))), weekday: String(weekday) };
  });
}

export function runQuery(rows: readonly Row[], query: Query): QueryResult {
  const by = query.by ?? [];
  const grain = query.grain ?? "none";
  const [from, to] = [instant(query.from) ?? -Infinity, instant(query.to) ?? Infinity];
  const selected = select(rows, query, from, to);
  const previous =
    query.compare === "previous" && grain === "none" ? select(rows, query, from - (to - from), from) : null;
  const slots = grain === "none" ? [{ from, to }] : slotsOf(from, to, grain);
  const out: Cell[][] = [];
  for (const id of query.metrics) {
    const metric = metricOf(id);
    const params = paramsOf(metric, query);
    const before = previous ? groupsOf(previous, by) : null;
    for (const slot of slots) {
      const inSlot = grain === "none" ? selected : between(selected, slot.from, slot.to);
      if (grain !== "none" && inSlot.length === 0) continue;
      const groups = by.length === 0 ? new Map([["[]", inSlot]]) : groupsOf(inSlot, by);
      for (const [key, members] of groups) {
        const now = numbersOf(metric, members, params);
        const then = before
          ? numbersOf(metric, by.length === 0 ? (previous ?? []) : (before.get(key) ?? []), params)
          : null;
        const change = then?.value != null && now.value !== null ? now.value - then.value : null;
        out.push([
          id,
          1,
          Object.entries(params)
            .map(([k, v]) => `${k}=${v}`)
            .join(";"),
          iso(slot.from),
          iso(slot.to),
          ...(JSON.parse(key) as Cell[]),
          now.value,
          now.numerator,
          now.denominator,
          now.n,
          now.lo,
          now.hi,
          metric.metric.interval_method,
          null,
          id === "aht" && members.some((m) => m.talk_s !== null && m.acw_s === null) ? "missing acw_s" : "",
          ...(previous ? [then?.value ?? null, then?.n ?? null, change] : []),
        ]);
      }
    }
  }
  const names = [
    "metric",
    "version",
    "params",
    "period_start",
    "period_end",
    ...by,
    "value",
    "numerator",
    "denominator",
    "n",
    "lo",
    "hi",
    "method",
    "final_at",
    "flags",
    ...(previous ? ["previous_value", "previous_n", "change"] : []),
  ];
  return {
    columns: names.map((name) => ({
      name,
      type: TEXT.has(name) || by.includes(name) ? "string" : "float64",
      unit: null,
    })),
    rows: out,
    definition: query.metrics.map((id) => ({
      id,
      version: 1,
      formula: metricOf(id).metric.formula,
      filters: query.where ? [query.where] : [],
      params: paramsOf(metricOf(id), query),
    })),
    as_of: AS_OF,
    sources: ["harbour-acd", "hill-chat"],
    simulated: true,
  };
}

const TEXT = new Set(["metric", "params", "period_start", "period_end", "method", "final_at", "flags"]);

export function listRows(rows: readonly Row[], request: RowsRequest): Rows {
  const metric = metricOf(request.metrics[0] ?? "");
  const params = paramsOf(metric, request);
  const selected = select(rows, request, instant(request.from) ?? -Infinity, instant(request.to) ?? Infinity);
  const counted = selected
    .filter((row) => metric.inDenominator(row, params))
    .map((row) => ({ row, weight: metric.weight(row, params) }))
    .filter(({ weight }) => request.part !== "numerator" || weight !== 0);
  const start = Number(request.cursor ?? 0);
  const end = start + (request.limit ?? 100);
  const isInstant = (name: string) => name.endsWith("_at");
  return {
    columns: [
      ...COLUMNS.map((name) => ({
        name,
        type: isInstant(name) ? "timestamp" : name.endsWith("_s") ? "int64" : "string",
        unit: null,
      })),
      { name: "in_numerator", type: "boolean", unit: null },
      { name: "in_denominator", type: "boolean", unit: null },
      { name: "weight", type: "float64", unit: null },
    ],
    rows: counted
      .slice(start, end)
      .map(({ row, weight }) => [
        ...COLUMNS.map((name) =>
          isInstant(name) && row[name] !== null ? iso(row[name] as number) : row[name],
        ),
        weight !== 0,
        true,
        weight,
      ]),
    next_cursor: end < counted.length ? String(end) : null,
    total: counted.length,
  };
}

export function dimensionValues(rows: readonly Row[], name: string, prefix: string): string[] {
  const column = (name === "agent" ? "agent_id" : name) as keyof Row;
  if (!FILTERABLE.has(column))
    throw new Refusal("unknown-dimension", 404, `no dimension '${name}'`, { name });
  const values = new Set<string>();
  for (const row of rows) if (row[column] !== null) values.add(String(row[column]));
  return [...values].filter((value) => value.toLowerCase().startsWith(prefix.toLowerCase())).sort();
}

function select(rows: readonly Row[], query: Query, from: number, to: number): Row[] {
  let test: (row: Record<string, unknown>) => boolean = () => true;
  if (query.where) {
    try {
      test = parseWhere(query.where, FILTERABLE);
    } catch (error) {
      if (error instanceof WhereError)
        throw new Refusal("invalid-where", 400, error.message, { where: query.where });
      throw error;
    }
  }
  const out = EVENTS.filter((event) => query.without_events?.includes(event.id));
  const hidden = (at: number) =>
    out.some((event) => at >= Date.parse(event.from) && at < Date.parse(event.to));
  return between(rows, from, to).filter(
    (row) => !hidden(row.started_at) && test(row as unknown as Record<string, unknown>),
  );
}

/** Rows that start in a stretch of time; rows are in the order of their start. */
function between(rows: readonly Row[], from: number, to: number): Row[] {
  return rows.slice(firstFrom(rows, from), firstFrom(rows, to));
}

function firstFrom(rows: readonly Row[], at: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.started_at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function groupsOf(rows: readonly Row[], by: readonly string[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(
      by.map((name) => row[(name === "agent" ? "agent_id" : name) as keyof Row] ?? null),
    );
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function metricOf(id: string): MockMetric {
  const found = METRICS.find(({ metric }) => metric.id === id);
  if (!found) throw new Refusal("unknown-metric", 404, `no metric '${id}'`, { metric: id });
  return found;
}

function paramsOf(metric: MockMetric, query: Query): Params {
  const params: Params = {};
  for (const { name, default: usual, kind } of metric.metric.params) {
    const value = query.params?.[`${metric.metric.id}.${name}`] ?? query.params?.[name] ?? usual;
    if (kind === "number" && Number.isNaN(Number(value))) {
      throw new Refusal("invalid-param", 400, `${name} = '${value}' is no number`, { name, value });
    }
    params[name] = value;
  }
  return params;
}

function instant(text: string | null | undefined): number | null {
  if (!text) return null;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? midnight(text) : Date.parse(text);
  if (Number.isNaN(at))
    throw new Refusal("invalid-period", 400, `'${text}' is no day and no instant`, { value: text });
  return at;
}

function iso(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString().replace(".000Z", "Z") : "";
}

const FIXED: Record<string, number> = { "15m": 900_000, "30m": 1_800_000, hour: 3_600_000 };

/** The site's slots between two instants, those of 23 and 25 hours included. */
function slotsOf(from: number, to: number, grain: string): { from: number; to: number }[] {
  const step = FIXED[grain];
  const slots: { from: number; to: number }[] = [];
  if (step !== undefined) {
    for (let at = from; at < to; at += step) slots.push({ from: at, to: Math.min(at + step, to) });
    return slots;
  }
  let day = LOCAL.format(from).slice(0, 10);
  while (midnight(day) < to) {
    let next = nextDay(day);
    while (!startsSlot(next, grain)) next = nextDay(next);
    slots.push({ from: Math.max(from, midnight(day)), to: Math.min(to, midnight(next)) });
    day = next;
  }
  return slots;
}

function startsSlot(day: string, grain: string): boolean {
  const [, month, date] = day.split("-") as [string, string, string];
  switch (grain) {
    case "week":
      return new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
    case "month":
      return date === "01";
    case "quarter":
      return date === "01" && ["01", "04", "07", "10"].includes(month);
    case "year":
      return date === "01" && month === "01";
    default:
      return true;
  }
}
