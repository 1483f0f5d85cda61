/** Examples of the quality report in the reader's words; what reads otherwise stays as the server wrote it. */
import { formatDuration } from "$lib/format/value";
import { currentTag, t, word } from "$lib/i18n.svelte";

export function exampleInWords(example: string): string {
  const value = /^(.*): ([a-z_]+) = (.*)$/s.exec(example);
  if (value) {
    const [, key = "", column = "", said = ""] = value;
    return t("quality-example-value", { key, column: word("col", column), value: said });
  }
  const before = /^(.*): ([a-z_]+) lies (\d+) s before ([a-z_]+)$/s.exec(example);
  if (before) {
    const [, key = "", second = "", late = "", first = ""] = before;
    const gap = formatDuration(Number(late), "s", currentTag());
    return t("quality-example-before", { key, second: word("col", second), gap, first: word("col", first) });
  }
  const above = /^(.*) lies (\d+) s before the row above it$/s.exec(example);
  if (above) {
    const [, key = "", late = ""] = above;
    return t("quality-example-above", { key, gap: formatDuration(Number(late), "s", currentTag()) });
  }
  const overlap = /^(.*): two services overlap by (\d+) s$/s.exec(example);
  if (overlap) {
    const [, agent = "", by = ""] = overlap;
    return t("quality-example-overlap", { agent, gap: formatDuration(Number(by), "s", currentTag()) });
  }
  const day = /^no row on (\d{4}-\d{2}-\d{2})$/.exec(example);
  return day ? t("quality-example-day", { day: day[1] ?? "" }) : example;
}
