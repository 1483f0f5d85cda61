/** The audit log as a file. */
import type { AuditRecord } from "$lib/api/identity";

const COLUMNS = [
  "seq",
  "at",
  "actor",
  "login",
  "action",
  "object_kind",
  "object_id",
  "object_name",
  "persons",
  "details",
  "erased",
  "hash",
] as const satisfies (keyof AuditRecord)[];

/** CSV with a head. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function recordsAsCsv(records: readonly AuditRecord[]): string {
  const lines = records.map((record) => COLUMNS.map((column) => cell(record[column])).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\n");
}

function cell(value: string | number | boolean | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const harmless = /^[=+\-@\t\r\0＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
