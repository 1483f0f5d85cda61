/** A goal's numbers as a picture: places on a fixed canvas, without any drawing. */

export interface Point {
  start: string;
  value?: number | null | undefined;
  lo?: number | null | undefined;
  hi?: number | null | undefined;
}

export interface Picture {
  width: number;
  height: number;
  /** Paths of the line; a period without a value breaks it. */
  line: string;
  /** The intervals as one closed shape per unbroken stretch. */
  band: string;
  dots: { x: number; y: number; index: number }[];
  /** Heights of the marks: target ends, baseline, limits. */
  marks: { name: string; y: number }[];
  least: number;
  greatest: number;
}

export const WIDTH = 640;
export const HEIGHT = 200;
const EDGE = 10;

/**
 * Places of points and marks. Marks widen the scale: a target out of sight would look like no target. `most` is what no
 * value can exceed (1 of shares): the scale ends there.
 */
export function toPicture(
  points: readonly Point[],
  marks: { name: string; value: number | null }[],
  most = Infinity,
): Picture {
  const given = marks.filter((mark): mark is { name: string; value: number } => mark.value !== null);
  const values = points.flatMap((point) => [point.value ?? null, point.lo ?? null, point.hi ?? null]);
  const all = [
    ...values.filter((value): value is number => value !== null),
    ...given.map(({ value }) => value),
  ];
  const [low, high] = all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
  const room = high > low ? (high - low) * 0.08 : Math.abs(high) * 0.1 || 1;
  // Numbers that are never below nothing get no scale that is.
  const least = low >= 0 ? Math.max(low - room, 0) : low - room;
  const greatest = Math.max(high, Math.min(high + room, most));
  const x = (index: number) =>
    points.length < 2 ? WIDTH / 2 : EDGE + (index * (WIDTH - 2 * EDGE)) / (points.length - 1);
  const y = (value: number) => HEIGHT - EDGE - ((value - least) / (greatest - least)) * (HEIGHT - 2 * EDGE);
  const place = (px: number, py: number) => `${px.toFixed(1)} ${py.toFixed(1)}`;
  let line = "";
  const dots: Picture["dots"] = [];
  points.forEach((point, index) => {
    const value = point.value ?? null;
    if (value === null) return;
    const connected = index > 0 && (points[index - 1]?.value ?? null) !== null;
    line += `${connected ? "L" : "M"}${place(x(index), y(value))}`;
    dots.push({ x: x(index), y: y(value), index });
  });
  const bounded = points
    .map((point, index) => ({ lo: point.lo ?? null, hi: point.hi ?? null, index }))
    .filter((it): it is { lo: number; hi: number; index: number } => it.lo !== null && it.hi !== null);
  const upper = bounded.map(({ hi, index }) => place(x(index), y(hi)));
  const lower = bounded.map(({ lo, index }) => place(x(index), y(lo))).reverse();
  const band = bounded.length > 1 ? `M${[...upper, ...lower].join("L")}Z` : "";
  return {
    width: WIDTH,
    height: HEIGHT,
    line,
    band,
    dots,
    marks: given.map(({ name, value }) => ({ name, y: y(value) })),
    least,
    greatest,
  };
}
