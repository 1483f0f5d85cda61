/** A result's rows as objects: one metric in one period for one group. */
import type { Cell, QueryResult } from "$lib/api/types";

export interface MetricRow {
  metric: string;
  /** RFC 3339; empty where the result has no periods. */
  periodStart: string;
  periodEnd: string;
  /** Values of the query's dimensions, in its order; null is "the source cannot say". */
  group: (string | null)[];
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number | null;
  lo: number | null;
  hi: number | null;
  method: string;
  finalAt: string | null;
  flags: string[];
  previousValue: number | null;
  previousN: number | null;
  change: number | null;
}

/** All rows of a result asked for by `dimensions`. */
export function metricRows(result: QueryResult, dimensions: readonly string[]): MetricRow[] {
  const places = new Map(result.columns.map((column, index) => [column.name, index]));
  return result.rows.map((row) => {
    const cell = (name: string): Cell => {
      const place = places.get(name);
      return place === undefined ? null : ((row[place] ?? null) as Cell);
    };
    // Where nothing was observed before there is nothing to compare with: a count of none is no value then.
    const isFirst = number(cell("previous_n")) === 0 || number(cell("previous_value")) === null;
    return {
      metric: text(cell("metric")) ?? "",
      periodStart: text(cell("period_start")) ?? "",
      periodEnd: text(cell("period_end")) ?? "",
      group: dimensions.map((name) => text(cell(name))),
      value: number(cell("value")),
      numerator: number(cell("numerator")),
      denominator: number(cell("denominator")),
      n: number(cell("n")),
      lo: number(cell("lo")),
      hi: number(cell("hi")),
      method: text(cell("method")) ?? "none",
      finalAt: text(cell("final_at")),
      flags: (text(cell("flags")) ?? "").split(";").filter(Boolean),
      previousValue: isFirst ? null : number(cell("previous_value")),
      previousN: number(cell("previous_n")),
      change: isFirst ? null : number(cell("change")),
    };
  });
}

/** Whether a value stands on too few observations to be judged. */
export function isFew(row: Pick<MetricRow, "n">, nMin: number): boolean {
  return row.n !== null && row.n < nMin;
}

function number(cell: Cell): number | null {
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
}

function text(cell: Cell): string | null {
  return cell === null ? null : String(cell);
}
