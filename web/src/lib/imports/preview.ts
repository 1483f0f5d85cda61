/** The rows of a preview as a reader looks for them: one line per interval of a report, not one per total of it. */
import type { Cell, Mapping, Preview } from "$lib/api/types";

type Table = Preview["tables"][number];

/** A column of a preview; `measure` where it holds one total of an interval report. */
export type ShownColumn = Table["columns"][number] & { measure?: string };

export interface ShownTable extends Omit<Table, "columns"> {
  columns: ShownColumn[];
}

/** What tells totals of the same interval apart, beside the total itself. */
const OF_A_TOTAL = ["key", "measure", "value", "threshold_s"];

/** The tables of a preview; several of the same interval report (one per total) become one, a column per total. */
export function shownTables(tables: readonly Table[]): ShownTable[] {
  const reports = tables.filter(({ name }) => name === "interval_reports");
  if (reports.length < 2) return [...tables];
  const joined = joinTotals(reports);
  return tables.flatMap((table) =>
    table === reports[0] ? [joined] : reports.includes(table) ? [] : [table],
  );
}

function joinTotals(reports: readonly Table[]): ShownTable {
  const common: ShownColumn[] = [];
  const measures: ShownColumn[] = [];
  const lines = new Map<string, { of: Map<string, Cell>; totals: Map<string, Cell> }>();
  for (const column of reports.flatMap(({ columns }) => columns))
    if (!OF_A_TOTAL.includes(column.name) && !common.some(({ name }) => name === column.name))
      common.push(column);
  for (const { columns, rows } of reports) {
    for (const row of rows) {
      const of = new Map(columns.map(({ name }, index) => [name, (row[index] ?? null) as Cell]));
      const measure = String(of.get("measure") ?? "");
      const value = columns.find(({ name }) => name === "value");
      if (value && !measures.some((known) => known.measure === measure))
        measures.push({ ...value, name: measure, measure });
      const line = JSON.stringify(common.map(({ name }) => of.get(name) ?? null));
      const found = lines.get(line) ?? { of, totals: new Map<string, Cell>() };
      found.totals.set(measure, of.get("value") ?? null);
      lines.set(line, found);
    }
  }
  return {
    name: "interval_reports",
    columns: [...common, ...measures],
    rows: [...lines.values()].map(({ of, totals }) => [
      ...common.map(({ name }) => of.get(name) ?? null),
      ...measures.map(({ name }) => totals.get(name) ?? null),
    ]),
    total: Math.max(...reports.map(({ total }) => total)),
  };
}

/** The total of an interval report that a part of a mapping fills; null where it fills something else. */
export function measureOf(target: NonNullable<Mapping["target"]>[number]): string | null {
  if (target.table !== "interval_reports") return null;
  return /^'([a-z_]+)'$/.exec(target.columns?.measure ?? "")?.[1] ?? null;
}
