/** What a person changes in a mapping: which column feeds what, the order of dates, what is left out. SQL stays inside. */
import type { FactColumn, FileColumn, Mapping, MappingTarget } from "$lib/api/types";

export type { Mapping, MappingTarget };

const NAME = String.raw`"((?:[^"]|"")+)"`;
const TEXT = String.raw`'((?:[^']|'')*)'`;

/** The columns of the file an expression reads, in its order. */
export function columnsOf(sql: string): string[] {
  const found: string[] = [];
  // Texts are taken out first: a quote inside one begins no name.
  for (const match of sql.replace(new RegExp(TEXT, "g"), "''").matchAll(new RegExp(NAME, "g"))) {
    const name = (match[1] ?? "").replaceAll('""', '"');
    if (!found.includes(name)) found.push(name);
  }
  return found;
}

/** How a column of a fact table is fed. */
export type Feed =
  | { kind: "none" }
  /** One column of the file, read the usual way. */
  | { kind: "column"; column: string }
  /** The same word or number for every record. */
  | { kind: "word"; word: string }
  /** Anything else; `columns` are those it reads. */
  | { kind: "sql"; columns: string[] };

export function feedOf(sql: string | undefined, fact: FactColumn, file: readonly FileColumn[]): Feed {
  if (sql === undefined || sql.trim() === "") return { kind: "none" };
  const column = file.find((candidate) => readingOf(candidate, fact) === sql.trim());
  if (column) return { kind: "column", column: column.name };
  const word = new RegExp(`^${TEXT}$`).exec(sql.trim());
  if (word) return { kind: "word", word: (word[1] ?? "").replaceAll("''", "'") };
  if (/^-?\d+(\.\d+)?$/.test(sql.trim())) return { kind: "word", word: sql.trim() };
  return { kind: "sql", columns: columnsOf(sql) };
}

/** The SQL that reads a column of the file as a fact column wants it; undefined where its values cannot be read so. */
export function readingOf(column: FileColumn, fact: Pick<FactColumn, "kind">): string | undefined {
  const found = column.readings[fact.kind];
  // A number may be a text to the guess and still be wanted: what cannot be read is then a reject with its reason.
  if (found !== undefined || fact.kind === "text") return found ?? column.readings.text;
  return undefined;
}

/** The mapping with one fact column fed otherwise; an empty expression feeds it with nothing. */
export function withColumn(mapping: Mapping, target: number, name: string, sql: string): Mapping {
  return withTarget(mapping, target, (old) => {
    const columns = { ...old.columns };
    if (sql.trim() === "") delete columns[name];
    else columns[name] = sql;
    return { ...old, columns };
  });
}

export function withTarget(
  mapping: Mapping,
  place: number,
  change: (target: MappingTarget) => MappingTarget,
): Mapping {
  const target = (mapping.target ?? []).map((old, index) => (index === place ? change(old) : old));
  return { ...mapping, target };
}

/** One condition of a filter a person can read. */
export interface Condition {
  column: string;
  /** Records with this value are left out, or the only ones kept. */
  keep: boolean;
  value: string;
}

const CONDITION = new RegExp(String.raw`^${NAME}\s*(<>|=)\s*${TEXT}$`);

/** The conditions of a filter; null where it says more than conditions can. */
export function conditionsOf(filter: string | null | undefined): Condition[] | null {
  if (!filter || filter.trim() === "") return [];
  const conditions: Condition[] = [];
  for (const part of filter.split(/\s+AND\s+/)) {
    const plain = part.trim().replace(new RegExp(String.raw`^\(${NAME} IS NULL OR (.+)\)$`), "$2");
    const match = CONDITION.exec(plain);
    if (!match) return null;
    conditions.push({
      column: (match[1] ?? "").replaceAll('""', '"'),
      keep: match[2] === "=",
      value: (match[3] ?? "").replaceAll("''", "'"),
    });
  }
  return conditions;
}

/** The filter of conditions. A record without the value is not left out for having another. */
export function filterOf(conditions: readonly Condition[]): string {
  return conditions
    .map(({ column, keep, value }) => {
      const name = `"${column.replaceAll('"', '""')}"`;
      const text = `'${value.replaceAll("'", "''")}'`;
      return keep ? `${name} = ${text}` : `(${name} IS NULL OR ${name} <> ${text})`;
    })
    .join(" AND ");
}

export type DateOrder = "day-first" | "month-first";

const DAY_MONTH = /%d([^%A-Za-z0-9']*)%m/;
const MONTH_DAY = /%m([^%A-Za-z0-9']*)%d/;

/** In which order a mapping reads days and months; null where nothing has to be told: the year stands first, or ISO. */
export function dateOrder(mapping: Mapping): DateOrder | null {
  for (const format of formats(mapping)) {
    if (/^%[Yy]/.test(format)) continue;
    if (DAY_MONTH.test(format)) return "day-first";
    if (MONTH_DAY.test(format)) return "month-first";
  }
  return null;
}

/** The mapping with days and months read in the other order. */
export function withDateOrder(mapping: Mapping, order: DateOrder): Mapping {
  if (dateOrder(mapping) === order) return mapping;
  const swap = (sql: string) =>
    sql.replace(/'(%[dm][^']*)'/g, (whole, format: string) => {
      const swapped = DAY_MONTH.test(format)
        ? format.replace(DAY_MONTH, "%m$1%d")
        : format.replace(MONTH_DAY, "%d$1%m");
      return whole.replace(format, swapped);
    });
  const target = (mapping.target ?? []).map((old) => ({
    ...old,
    columns: Object.fromEntries(Object.entries(old.columns ?? {}).map(([name, sql]) => [name, swap(sql)])),
  }));
  return { ...mapping, target };
}

function formats(mapping: Mapping): string[] {
  const all = (mapping.target ?? []).flatMap((target) => Object.values(target.columns ?? {}));
  return all.flatMap((sql) => [...sql.matchAll(/'(%[A-Za-z][^']*)'/g)].map((match) => match[1] ?? ""));
}

/** A note of the server's guess as a key of the words and the value it is about. */
export function noteKey(text: string): { key: string; value: string } {
  const value = /`([^`]*)`/.exec(text)?.[1] ?? /taken as (\d+) s/.exec(text)?.[1] ?? "";
  const key = text
    .replace(/`[^`]*`/g, " ")
    .replace(/\d+/g, " ")
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .replace(/^-|-$/g, "");
  return { key: key.slice(0, 40).replace(/-$/, ""), value };
}
