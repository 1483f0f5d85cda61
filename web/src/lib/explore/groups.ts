/** Groups of a result in the order a reader asked for. */
import type { MetricRow } from "./result";

export const SORTS = ["group", "value", "n", "change"] as const;
export type Sort = (typeof SORTS)[number];

/** What a `sort` of the address means; unknown columns are by value. */
export function parseSort(sort: string): { column: Sort; falling: boolean } {
  const falling = sort.startsWith("-");
  const column = SORTS.find((name) => name === sort.replace(/^-/, "")) ?? "value";
  return { column, falling };
}

/** The `sort` after a press on a column's head: the other way round, or falling for a new column of numbers. */
export function nextSort(sort: string, column: Sort): string {
  const current = parseSort(sort);
  if (current.column === column) return current.falling ? column : `-${column}`;
  return column === "group" ? column : `-${column}`;
}

/** Rows in order; those without a value come last either way. */
export function sortGroups(rows: readonly MetricRow[], sort: string, tag: string): MetricRow[] {
  const { column, falling } = parseSort(sort);
  const sign = falling ? -1 : 1;
  const words = new Intl.Collator(tag, { numeric: true });
  const name = (row: MetricRow) => row.group.map((value) => value ?? "").join(" ");
  return [...rows].sort((a, b) => {
    if (column === "group") return sign * words.compare(name(a), name(b));
    const [left, right] = [a[column], b[column]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right) || words.compare(name(a), name(b));
  });
}
