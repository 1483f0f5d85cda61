/** The forecast screen's form, and its answer as rows of one grain and one measure. */
import type {
  CameDay,
  Forecast,
  ForecastLine,
  ForecastPart,
  ForecastQuestion,
  OddDay,
  PlanningEvent,
  Spread,
} from "$lib/api/forecast";
import type { Mark, Ring } from "$lib/charts/steps/data";
import { addDays } from "$lib/explore/period";

export const MEASURES = ["contacts", "handle_time", "workload"] as const;
export const GRAINS = ["interval", "day", "week", "month"] as const;
export const INTERVALS = ["15m", "30m", "hour", "day"] as const;
export type Measure = (typeof MEASURES)[number];
export type Grain = (typeof GRAINS)[number];

/** Days of history shown before the first day ahead. */
const DAYS_BEFORE = 56;

export interface ForecastForm {
  queue: string;
  channel: string;
  interval: string;
  /** First day ahead, ISO; empty: the day of the newest event. */
  from: string;
  days: number;
  measure: Measure;
  grain: Grain;
}

/** One stretch of time: what came, what is said of it. */
export interface Row {
  /** ISO date, or instant of an interval. */
  at: string;
  /** Local day after the last, of stretches of days. */
  to: string;
  came: number | null;
  said: Spread | null;
}

/** The form an address stands for; what it does not name is usual. */
export function formOf(params: URLSearchParams): ForecastForm {
  const days = Math.round(Number(params.get("days") ?? 28));
  const one = <T extends string>(all: readonly T[], name: string, usual: T): T =>
    all.find((it) => it === params.get(name)) ?? usual;
  return {
    queue: params.get("queue") ?? "",
    channel: params.get("channel") ?? "",
    interval: one(INTERVALS, "interval", "30m"),
    from: params.get("from") ?? "",
    days: Number.isFinite(days) ? Math.min(Math.max(days, 1), 373) : 28,
    measure: one(MEASURES, "measure", "contacts"),
    grain: one(GRAINS, "grain", "day"),
  };
}

/** The address of a form. */
export function addressOf(form: ForecastForm): string {
  const params = new URLSearchParams({ queue: form.queue, days: String(form.days) });
  if (form.channel) params.set("channel", form.channel);
  if (form.from) params.set("from", form.from);
  if (form.interval !== "30m") params.set("interval", form.interval);
  if (form.measure !== "contacts") params.set("measure", form.measure);
  if (form.grain !== "day") params.set("grain", form.grain);
  return `/forecast?${params}`;
}

export function questionOf(form: ForecastForm): ForecastQuestion {
  return {
    queue: form.queue || null,
    channel: form.channel || null,
    filter: null,
    interval: form.interval,
    from: form.from || null,
    days: form.days,
  };
}

interface Said {
  contacts: Spread;
  handle_s?: Spread | null | undefined;
  workload_s?: Spread | null | undefined;
}

/** What is said of a measure: contacts, seconds, hours of work. */
export function spreadOf(said: Said, measure: Measure): Spread | null {
  if (measure === "contacts") return said.contacts;
  if (measure === "handle_time") return said.handle_s ?? null;
  return said.workload_s ? scaled(said.workload_s, 1 / 3600) : null;
}

export function scaled(spread: Spread, factor: number): Spread {
  return {
    mean: spread.mean * factor,
    q025: spread.q025 * factor,
    q10: spread.q10 * factor,
    q50: spread.q50 * factor,
    q90: spread.q90 * factor,
    q975: spread.q975 * factor,
  };
}

/** What came on days together, in the measure's unit. */
export function cameOf(days: CameDay[], measure: Measure): number | null {
  const known = days.filter((day) => day.contacts != null);
  if (known.length === 0) return null;
  const contacts = known.reduce((sum, day) => sum + (day.contacts ?? 0), 0);
  if (measure === "contacts") return contacts;
  const seconds = known.reduce((sum, day) => sum + (day.contacts ?? 0) * (day.handle_s ?? 0), 0);
  if (measure === "workload") return seconds / 3600;
  return contacts > 0 && seconds > 0 ? seconds / contacts : null;
}

/** History and days ahead as rows of a grain; intervals are those ahead alone. */
export function rowsOf(forecast: Forecast, grain: Grain, measure: Measure): Row[] {
  if (grain === "interval") {
    return forecast.slots.map((slot) => ({
      at: slot.starts_at,
      to: "",
      came: null,
      said: spreadOf(slot, measure),
    }));
  }
  const parts: ForecastPart[] = forecast[grain === "day" ? "days" : grain === "week" ? "weeks" : "months"];
  const first = forecast.days[0]?.from ?? "";
  return [
    ...before(forecast.came, first, grain, measure),
    // Nothing is said of closed days: they are gaps, not zeros.
    ...parts.map((part) => ({
      at: part.from,
      to: part.to,
      came: null,
      said: part.contacts.mean > 0 ? spreadOf(part, measure) : null,
    })),
  ];
}

/** Past days together: eight weeks of days, or all weeks and months there are. */
function before(came: CameDay[], first: string, grain: Grain, measure: Measure): Row[] {
  const byDate = new Map(came.map((day) => [day.date, day]));
  const row = (from: string, to: string): Row => {
    const days: CameDay[] = [];
    for (let date = from; date < to; date = addDays(date, 1)) {
      const day = byDate.get(date);
      if (day) days.push(day);
    }
    return { at: from, to, came: cameOf(days, measure), said: null };
  };
  const oldest = came[0]?.date ?? first;
  const rows: Row[] = [];
  if (grain === "month") {
    const months = [...new Set(came.map((day) => day.date.slice(0, 7)))].sort();
    return months.map((month) => {
      const from = `${month}-01`;
      const next = addDays(`${month}-28`, 4).slice(0, 7);
      return row(from, `${next}-01` < first ? `${next}-01` : first);
    });
  }
  const step = grain === "week" ? 7 : 1;
  const count = grain === "week" ? 60 : DAYS_BEFORE;
  for (let back = count; back >= 1; back--) {
    const from = addDays(first, -back * step);
    if (from >= oldest) rows.push(row(from, addDays(from, step)));
  }
  return rows;
}

/** A model of the pool as the server names it: which it is, and its numbers in that order. */
const MEMBERS = [
  ["level-trend", /^level ([\d.]+), damped trend$/],
  ["level-year", /^level ([\d.]+), last year ([\d.]+)$/],
  ["level", /^level ([\d.]+)$/],
  [
    "two-speed-year",
    /^two-speed level, last year ([\d.]+) \(slow ([\d.]+), fast ([\d.]+), return ([\d.]+)\)$/,
  ],
  ["two-speed", /^two-speed level \(slow ([\d.]+), fast ([\d.]+), return ([\d.]+)\)$/],
  ["weekday-mean", /^same weekday (\d+) mean$/],
  ["weekday-median", /^same weekday (\d+) median$/],
  ["few", /^rate of few contacts, kept ([\d.]+)$/],
] as const;

/** What a model is called in the messages, with its numbers; null for one that is not known here. */
export function memberOf(name: string): { kind: (typeof MEMBERS)[number][0]; numbers: number[] } | null {
  for (const [kind, form] of MEMBERS) {
    const found = form.exec(name);
    if (found) return { kind, numbers: found.slice(1).map(Number) };
  }
  return null;
}

/** The days a row of months speaks of where they are not the whole month: first and last, ISO. */
export function partOfMonth(row: Row, oldest: string): [string, string] | null {
  const from = row.at < oldest ? oldest : row.at;
  const whole = from.endsWith("-01") && row.to.endsWith("-01");
  return whole ? null : [from, addDays(row.to, -1)];
}

/** A published forecast as one value a row of days; null where it says nothing. */
export function thinLine(line: ForecastLine, rows: Row[]): (number | null)[] {
  const days = new Map(line.days.map((value, index) => [addDays(line.first_day, index), value]));
  return rows.map((row) => days.get(row.at) || null);
}

/** Where events lie on rows of days. */
export function marksOf(events: PlanningEvent[], rows: Row[], dayOf: (instant: string) => string): Mark[] {
  return events.flatMap((event) => {
    const [from, to] = [dayOf(event.from), dayOf(event.to)];
    const touched = rows.flatMap((row, index) =>
      row.at <= from ? (row.to > from ? [index] : []) : row.at < to ? [index] : [],
    );
    const [first, last] = [touched[0], touched.at(-1)];
    return first === undefined || last === undefined
      ? []
      : [{ from: first, to: last + 1, label: event.name, closed: event.kind === "closed" }];
  });
}

/** Odd days among rows of days, at what came; those explained or judged are done. */
export function ringsOf(odd: OddDay[], rows: Row[], say: (odd: OddDay) => string): Ring[] {
  const found = new Map<number, Ring>();
  for (const it of odd) {
    const index = rows.findIndex((row) => row.at === it.date);
    const value = rows[index]?.came ?? null;
    if (value === null) continue;
    const before = found.get(index);
    const label = before ? `${before.label}; ${say(it)}` : say(it);
    const done = (before?.done ?? true) && Boolean(it.decision || it.event);
    found.set(index, { index, value, label, done });
  }
  return [...found.values()];
}

/** The rows as a file for spreadsheets: numbers with a point, instants and dates in ISO form. */
export function csvOf(rows: Row[]): string {
  const number = (value: number | null | undefined) =>
    value == null ? "" : String(Number(value.toFixed(4)));
  const lines = rows.map(({ at, came, said }) =>
    [at, came, said?.mean, said?.q025, said?.q10, said?.q50, said?.q90, said?.q975]
      .map((cell) => (typeof cell === "string" ? cell : number(cell)))
      .join(","),
  );
  return ["at,came,mean,q025,q10,q50,q90,q975", ...lines].join("\n") + "\n";
}
