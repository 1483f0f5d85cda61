/** Notes of the server's guess in the reader's language; one without words here is shown as it came. */
import type { Preview } from "$lib/api/types";
import { t, wordWith } from "$lib/i18n.svelte";
import { noteKey } from "./mapping";

export function noteText(note: Preview["notes"][number]): string {
  const { key, value } = noteKey(note.text);
  const text = wordWith("note", key, { value }) ?? note.text;
  return note.column === null ? text : t("note-on-column", { column: note.column, text });
}
