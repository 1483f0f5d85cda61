/** Which columns of the rows behind a number are shown, and how a cell reads. */
import type { Cell, Rows } from "$lib/api/types";
import { formatInstant } from "$lib/format/time";
import { formatCount, formatDuration } from "$lib/format/value";
import { currentTag, t, word } from "$lib/i18n.svelte";
import { languageName } from "./words";

type Column = Rows["columns"][number];

/** What a reader looks for first, in this order; the rest stays one press away. */
const FIRST = [
  "key",
  "segment_id",
  "contact_id",
  "started_at",
  "created",
  "requested_at",
  "asked_at",
  "channel",
  "queue",
  "agent_id",
  "queue_result",
  "reason",
  "state",
  "wait_s",
  "talk_s",
  "hold_s",
  "acw_s",
  "value",
  "in_numerator",
  "in_denominator",
  "weight",
];

const COLUMNS_MAX = 14;

/** The columns to show: those chosen, else the first ones that say anything. */
export function visibleColumns(
  columns: readonly Column[],
  rows: readonly Cell[][],
  chosen: readonly string[],
): number[] {
  const place = (name: string) => columns.findIndex((column) => column.name === name);
  if (chosen.length > 0) return chosen.map(place).filter((index) => index >= 0);
  const says = (index: number) => rows.some((row) => row[index] !== null && row[index] !== undefined);
  const known = FIRST.map(place).filter((index) => index >= 0 && says(index));
  // The key repeats the first id in most tables: one of them is enough.
  const ids = known.filter((index) =>
    ["key", "segment_id", "contact_id"].includes(columns[index]?.name ?? ""),
  );
  const shown = known.filter((index) => !ids.includes(index) || index === ids[0]);
  return shown.length > 2
    ? shown.slice(0, COLUMNS_MAX)
    : columns.map((_, index) => index).slice(0, COLUMNS_MAX);
}

export function columnName(column: Column): string {
  return column.name.startsWith("attr:") ? column.name.slice(5) : word("col", column.name);
}

export function isNumeric(column: Column): boolean {
  return (
    /^(count|number|int|uint|float|double|decimal|f64|i64|u64)/i.test(column.type) ||
    column.name.endsWith("_s")
  );
}

/** A cell in words: instants in the centre's zone, lengths as time, closed lists translated. */
export function cellText(cell: Cell, column: Column, timeZone: string): string {
  if (cell === null || cell === "") return "–";
  if (typeof cell === "boolean") return t(cell ? "yes" : "no");
  if (typeof cell === "number") {
    return column.name.endsWith("_s")
      ? formatDuration(cell, "s", currentTag())
      : formatCount(cell, currentTag());
  }
  if (isInstant(cell)) return formatInstant(cell, currentTag(), timeZone);
  return column.name === "language" ? languageName(cell) : word(`val-${column.name}`, cell);
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text));
}
