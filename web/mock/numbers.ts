/** One metric over a set of contacts, with its interval. */
import type { Contact } from "./centre";
import type { MockMetric, Params } from "./metrics";

export interface Numbers {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number;
  lo: number | null;
  hi: number | null;
}

const Z = 1.959964;

export function numbersOf(metric: MockMetric, contacts: readonly Contact[], params: Params): Numbers {
  const weights = contacts
    .filter((c) => metric.inDenominator(c, params))
    .map((c) => metric.weight(c, params));
  const n = weights.length;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (metric.kind === "count")
    return { value: sum, numerator: sum, denominator: null, n, lo: null, hi: null };
  if (n === 0) return { value: null, numerator: 0, denominator: 0, n, lo: null, hi: null };
  const ratio = { numerator: sum, denominator: n, n };
  switch (metric.kind) {
    case "share":
      return { value: sum / n, ...ratio, ...wilson(sum, n) };
    case "max":
      return { value: Math.max(...weights), numerator: null, denominator: null, n, lo: null, hi: null };
    case "quantile":
      return { ...orderStatistic(weights, metric.quantile ?? 0.5), numerator: null, denominator: n, n };
    case "nps":
      return scaled({ value: sum / n, ...ratio, ...normal(weights, sum / n) }, 100);
    case "mean":
      return { value: sum / n, ...ratio, ...normal(weights, sum / n) };
  }
}

/** Wilson's score interval. */
export function wilson(hits: number, n: number): { lo: number; hi: number } {
  const share = hits / n;
  const spread = Z ** 2 / n;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z * Math.sqrt((share * (1 - share)) / n + spread / (4 * n))) / (1 + spread);
  return { lo: middle - half, hi: middle + half };
}

function normal(weights: readonly number[], mean: number): { lo: number | null; hi: number | null } {
  if (weights.length < 2) return { lo: null, hi: null };
  const variance = weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / (weights.length - 1);
  const half = Z * Math.sqrt(variance / weights.length);
  return { lo: mean - half, hi: mean + half };
}

function orderStatistic(weights: number[], share: number): { value: number; lo: number; hi: number } {
  const sorted = [...weights].sort((a, b) => a - b);
  const at = (place: number) => {
    const index = Math.min(sorted.length - 1, Math.max(0, place));
    const [below, above] = [sorted[Math.floor(index)] ?? 0, sorted[Math.ceil(index)] ?? 0];
    return below + (above - below) * (index % 1);
  };
  const half = Z * Math.sqrt(sorted.length * share * (1 - share));
  const place = (sorted.length - 1) * share;
  return { value: at(place), lo: at(Math.floor(place - half)), hi: at(Math.ceil(place + half)) };
}

function scaled(numbers: Numbers, factor: number): Numbers {
  const times = (value: number | null) => (value === null ? null : value * factor);
  return { ...numbers, value: times(numbers.value), lo: times(numbers.lo), hi: times(numbers.hi) };
}
