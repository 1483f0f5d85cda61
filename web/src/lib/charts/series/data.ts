/** Rows of a result as lines over time, without any drawing. */
import { isFew, type MetricRow } from "$lib/explore/result";

export interface Line {
  /** The group as one key. */
  key: string;
  label: string;
  values: (number | null)[];
  lo: (number | null)[];
  hi: (number | null)[];
  n: (number | null)[];
  /** Where a value stands on too few observations. */
  few: boolean[];
}

export interface SeriesData {
  /** Starts of the periods, seconds since 1970, rising. */
  times: number[];
  /** The row of each period and line, for what stands behind a point. */
  rows: (MetricRow | null)[][];
  lines: Line[];
  /** Groups that found no room. */
  hidden: number;
}

/** More lines than this cannot be told apart. */
export const LINES_MAX = 7;

/** Dash patterns of the lines, so that colour is never alone in telling them apart. */
export const DASHES: number[][] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [12, 5], [1, 5]];

/**
 * Lines by group, those with most observations first, seven at most. Groups too small to be judged even over the
 * whole period are left to the table: their ups and downs are chance.
 */
export function toSeries(
  rows: readonly MetricRow[],
  nMin: number,
  labelOf: (group: (string | null)[]) => string,
): SeriesData {
  const starts = [...new Set(rows.map((row) => Date.parse(row.periodStart) / 1000))]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const place = new Map(starts.map((start, index) => [start, index]));
  const groups = new Map<string, MetricRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(row.group);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const weight = (of: MetricRow[]) => of.reduce((sum, row) => sum + (row.n ?? 0), 0);
  const ordered = [...groups].sort(([, a], [, b]) => weight(b) - weight(a));
  // A group without a single value has no line.
  const judged = ordered.filter(([, of]) => weight(of) >= nMin && of.some((row) => row.value !== null));
  const shown = (judged.length > 0 ? judged : ordered).slice(0, LINES_MAX);
  const grids = shown.map(([, groupRows]) => {
    const grid: (MetricRow | null)[] = starts.map(() => null);
    for (const row of groupRows) {
      const index = place.get(Date.parse(row.periodStart) / 1000);
      if (index !== undefined) grid[index] = row;
    }
    return grid;
  });
  return {
    times: starts,
    rows: grids,
    lines: shown.map(([key, groupRows], index) =>
      toLine(key, labelOf(groupRows[0]?.group ?? []), grids[index] ?? [], nMin),
    ),
    hidden: ordered.length - shown.length,
  };
}

function toLine(key: string, label: string, grid: (MetricRow | null)[], nMin: number): Line {
  return {
    key,
    label,
    values: grid.map((row) => row?.value ?? null),
    lo: grid.map((row) => row?.lo ?? null),
    hi: grid.map((row) => row?.hi ?? null),
    n: grid.map((row) => row?.n ?? null),
    few: grid.map((row) => row !== null && isFew(row, nMin)),
  };
}

/** The scale of the value axis: from zero for counts and times, the data with air around them for shares and points. */
export function valueRange(data: SeriesData, unit: string): [number, number] {
  const ends: number[] = [];
  const single = data.lines.length === 1;
  for (const line of data.lines) {
    line.values.forEach((value, index) => {
      if (value !== null) ends.push(value);
      // The interval is drawn for a line alone; one of few observations would squeeze the line flat.
      if (single && !line.few[index]) ends.push(line.lo[index] ?? value ?? 0, line.hi[index] ?? value ?? 0);
    });
  }
  if (ends.length === 0) return [0, 1];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const air = (high - low || Math.abs(high) || 1) * 0.08;
  if (unit === "share") return [Math.max(0, low - air), Math.min(1, high + air)];
  if (low >= 0) return [0, high + air];
  return [low - air, high + air];
}

/** Where a special event lies on the axis: around all periods it touches, half a period to either side. */
export function eventSpan(
  times: readonly number[],
  from: number,
  to: number,
): { from: number; to: number } | null {
  const [first, second] = times;
  if (first === undefined) return null;
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const step = second === undefined ? 86_400 : Math.min(...steps);
  const touched = times.filter((time) => time < to && time + step > from);
  const [start, end] = [touched[0], touched.at(-1)];
  return start === undefined || end === undefined ? null : { from: start - step / 2, to: end + step / 2 };
}

/** Heights of end labels moved apart so that none covers another; kept in their order and between 0 and `height`. */
export function spreadLabels(wanted: readonly number[], gap: number, height: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  let floor = -Infinity;
  for (const label of order) {
    label.y = Math.max(label.y, floor);
    floor = label.y + gap;
  }
  let ceiling = height;
  for (const label of order.reverse()) {
    label.y = Math.min(label.y, ceiling);
    ceiling = label.y - gap;
  }
  const placed = wanted.map(() => 0);
  for (const { y, index } of order) placed[index] = y;
  return placed;
}
