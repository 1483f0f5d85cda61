/** Positions of values and their intervals on one shared scale, in percent of its length. */
export interface Interval {
  value: number | null;
  lo: number | null;
  hi: number | null;
}

export interface Mark {
  at: number;
  from: number;
  to: number;
}

/** One mark for each value; null where there is none. Counts start at zero, all else at its lowest end. */
export function intervalMarks(values: readonly Interval[], fromZero: boolean): (Mark | null)[] {
  const ends = values.flatMap(({ value, lo, hi }) => [value, lo, hi]).filter((end) => end !== null);
  if (ends.length === 0) return values.map(() => null);
  const low = fromZero ? Math.min(0, ...ends) : Math.min(...ends);
  const high = Math.max(...ends);
  const place = (value: number) => (high === low ? 50 : ((value - low) / (high - low)) * 100);
  return values.map(({ value, lo, hi }) =>
    value === null ? null : { at: place(value), from: place(lo ?? value), to: place(hi ?? value) },
  );
}
