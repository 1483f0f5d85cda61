/** Results as files. CSV as the command line writes it: NULL empty, RFC 4180, and no cell a spreadsheet would run. */
import type { Cell, QueryResult, Rows } from "$lib/api/types";

type Table = Pick<QueryResult | Rows, "columns" | "rows">;

export function toCsv(table: Table): string {
  const lines = [table.columns.map((column) => csvCell(column.name)).join(",")];
  for (const row of table.rows) lines.push(row.map((cell) => csvCell(cell as Cell)).join(","));
  return lines.join("\r\n") + "\r\n";
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  // A text that begins like a formula gets an apostrophe, which spreadsheets read as "text follows".
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Hands a text to the reader as a file. */
export function saveFile(name: string, type: string, text: string): void {
  // The mark at the start tells spreadsheets that the text is UTF-8.
  const parts = type.startsWith("text/csv") ? ["\uFEFF", text] : [text];
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
