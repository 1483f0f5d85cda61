/** Words of the Explore screens that are put together from the catalogue and the reader's language. */
import type { Metric } from "$lib/api/types";
import { formatChange, formatChangeAmount, formatValue } from "$lib/format/value";
import { currentTag, enumeration, said, t, word } from "$lib/i18n.svelte";
import type { Filter } from "./filter";
import type { MetricRow } from "./result";

export function metricName(metric: Metric): string {
  return said(metric.names, metric.id);
}

/** A dimension's name; a customer's own attribute goes by its own. */
export function dimensionName(name: string): string {
  return name.startsWith("attr:") ? name.slice(5) : word("dim", name);
}

/** A dimension's value in words: closed lists are translated, names stay, null is said. */
export function dimensionValue(dimension: string, value: string | null): string {
  if (value === null || value === "") return t("value-unknown");
  if (dimension === "weekday") return weekdayName(value);
  if (dimension === "hour_of_day" && /^\d{1,2}$/.test(value)) return `${value.padStart(2, "0")}:00`;
  if (dimension === "language") return languageName(value);
  return word(`val-${dimension}`, value);
}

/** A weekday by number (1 = Monday .. 7 = Sunday) or English name. */
function weekdayName(value: string): string {
  const names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const index = /^[1-7]$/.test(value) ? Number(value) - 1 : names.indexOf(value.slice(0, 3).toLowerCase());
  if (index < 0) return value;
  // 1 January 2024 was a Monday.
  const day = new Date(Date.UTC(2024, 0, 1 + index));
  return new Intl.DateTimeFormat(currentTag(), { weekday: "long", timeZone: "UTC" }).format(day);
}

export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(currentTag(), { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

export function groupName(dimensions: readonly string[], group: readonly (string | null)[]): string {
  return group.map((value, index) => dimensionValue(dimensions[index] ?? "", value)).join(" · ");
}

export function valueText(row: Pick<MetricRow, "value"> | undefined, metric: Metric): string {
  return formatValue(row?.value ?? null, metric, currentTag());
}

/** The interval of a value; empty where the method gives none. */
export function intervalText(row: Pick<MetricRow, "lo" | "hi"> | undefined, metric: Metric): string {
  if (!row || row.lo === null || row.hi === null) return "";
  const tag = currentTag();
  return t("interval", { lo: formatValue(row.lo, metric, tag), hi: formatValue(row.hi, metric, tag) });
}

/** A change with its sign; shares change by percentage points, which are named. */
export function changeText(row: Pick<MetricRow, "change" | "previousValue">, metric: Metric): string {
  if (row.change === null) return "–";
  const amount = formatChange(row.change, row.previousValue, metric, currentTag());
  return metric.unit === "share" ? t("points", { value: amount }) : amount;
}

/** The amount of a change, for a sentence that says its direction. */
export function changeAmountText(row: Pick<MetricRow, "change" | "previousValue">, metric: Metric): string {
  const amount = formatChangeAmount(row.change ?? 0, row.previousValue, metric, currentTag());
  return metric.unit === "share" ? t("points", { value: amount }) : amount;
}

/** A filter as its chip says it. */
export function filterText({ dimension, values, exclude }: Filter): string {
  return t(exclude ? "filter-is-not" : "filter-is", {
    dimension: dimensionName(dimension),
    values: enumeration(values.map((value) => dimensionValue(dimension, value))),
  });
}

/** A parameter's value in words where the product has them (`clock`, yes and no). */
export function paramValue(name: string, value: string): string {
  if (value === "true" || value === "false") return t(value === "true" ? "yes" : "no");
  return word(`val-${name}`, value);
}

/** What a flag of a number says; `missing acw_s`, `mixed scale_max` and `unknown in 12` carry what they are about. */
export function flagText(flag: string): string {
  const match = /^(missing|mixed|unknown in|corrected) (.+)$/.exec(flag);
  if (match?.[1] === "missing") return t("flagged-missing", { column: word("col", match[2] ?? "") });
  if (match?.[1] === "mixed") return t("flagged-mixed", { column: word("col", match[2] ?? "") });
  if (match?.[1] === "corrected") return t("flagged-corrected", { count: Number(match[2]) });
  if (match?.[1] === "unknown in") return t("flagged-unknown", { count: Number(match[2]) });
  const few = /^fewer than (\d+) people$/.exec(flag);
  if (few) return t("flagged-few", { count: Number(few[1]) });
  return word("flag", flag);
}
