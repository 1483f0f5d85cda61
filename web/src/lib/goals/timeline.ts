/** A time axis in months: where its marks stand. */

const STEPS = [1, 2, 3, 6, 12, 24, 60] as const;
const MARKS_MAX = 6;

/** First days of months between two days, at most {@link MARKS_MAX}, evenly many months apart, as UTC milliseconds. */
export function monthMarks(first: number, last: number): number[] {
  const from = new Date(first);
  const until = new Date(last);
  const place = (at: Date): number => 12 * at.getUTCFullYear() + at.getUTCMonth();
  const months = place(until) - place(from);
  const step = STEPS.find((it) => months / it <= MARKS_MAX) ?? 120;
  const marks: number[] = [];
  for (let month = Math.ceil(place(from) / step) * step; month <= place(until); month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (first <= at && at <= last) marks.push(at);
  }
  return marks;
}
