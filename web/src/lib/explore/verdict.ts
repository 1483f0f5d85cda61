/** What a number says, decided before it is worded: the page has one whole sentence for each kind. */
import type { Metric } from "$lib/api/types";
import { isFew, type MetricRow } from "./result";

export type Judgement = "better" | "worse" | "higher" | "lower";

export type Verdict =
  /** No value in the period. */
  | { kind: "none" }
  /** A value, but fewer observations than the metric wants. */
  | { kind: "few" }
  /** Nothing to compare it with. */
  | { kind: "alone" }
  /** A change no larger than chance gives. */
  | { kind: "steady" }
  /** A change that chance does not explain. */
  | { kind: "changed"; judgement: Judgement };

/** What the shown number says beside the period before. */
export function verdictOf(row: MetricRow | undefined, metric: Pick<Metric, "direction" | "n_min">): Verdict {
  if (!row || row.value === null) return { kind: "none" };
  if (isFew(row, metric.n_min)) return { kind: "few" };
  if (row.change === null || row.previousValue === null) return { kind: "alone" };
  if (row.change === 0 || !exceedsChance(row)) return { kind: "steady" };
  return { kind: "changed", judgement: judge(row.change, metric.direction) };
}

/** The rows of other metrics that got worse beyond chance. */
export function worsened(
  rows: readonly MetricRow[],
  metrics: readonly Metric[],
  except: string,
): MetricRow[] {
  return rows.filter((row) => {
    const metric = metrics.find((candidate) => candidate.id === row.metric);
    if (!metric || row.metric === except) return false;
    const verdict = verdictOf(row, metric);
    return verdict.kind === "changed" && verdict.judgement === "worse";
  });
}

/** Whether a change is for the better, where the metric has a better. */
export function judge(change: number, direction: string): Judgement {
  if (direction === "up") return change > 0 ? "better" : "worse";
  if (direction === "down") return change < 0 ? "better" : "worse";
  return change > 0 ? "higher" : "lower";
}

/**
 * Whether a change is larger than chance gives: beyond the interval's half-width, widened by the uncertainty of the
 * earlier value, whose variance is taken as equal per observation (`h · √(1 + n / n_previous)`). A count has no
 * interval; its Poisson error (`1.96 · √(a + b)`) serves.
 */
export function exceedsChance(
  row: Pick<MetricRow, "value" | "change" | "n" | "lo" | "hi" | "previousValue" | "previousN">,
): boolean {
  if (row.change === null || row.value === null) return false;
  if (row.lo === null || row.hi === null) {
    const sum = Math.abs(row.value) + Math.abs(row.previousValue ?? 0);
    return Math.abs(row.change) > 1.96 * Math.sqrt(sum);
  }
  const half = (row.hi - row.lo) / 2;
  const ratio = row.n !== null && row.previousN !== null && row.previousN > 0 ? row.n / row.previousN : 1;
  return Math.abs(row.change) > half * Math.sqrt(1 + ratio);
}

export type GroupVerdict =
  /** Fewer than two groups can be judged. */
  | { kind: "few" }
  /** Best and worst cannot be told apart: their intervals overlap. */
  | { kind: "alike" }
  | { kind: "apart"; top: MetricRow; bottom: MetricRow };

/**
 * Highest and lowest group, where their intervals tell them apart; groups below n_min are not ranked, nor are contacts
 * whose group is not known: they are no group.
 */
export function groupVerdict(rows: readonly MetricRow[], nMin: number): GroupVerdict {
  const ranked = rows
    .filter((row) => row.value !== null && !isFew(row, nMin) && !row.group.includes(null))
    .sort((a, b) => (b.value as number) - (a.value as number));
  const [top, bottom] = [ranked[0], ranked.at(-1)];
  if (!top || !bottom || top === bottom) return { kind: "few" };
  const low = top.lo ?? (top.value as number);
  const high = bottom.hi ?? (bottom.value as number);
  return low > high ? { kind: "apart", top, bottom } : { kind: "alike" };
}
