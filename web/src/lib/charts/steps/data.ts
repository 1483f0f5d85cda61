/** Lines, steps and bands of a plan over slots of time, as paths of a picture. */

export interface Line {
  /** One value a slot; null: nothing there. */
  values: (number | null)[];
  /** Steps hold over their slot; lines go from middle to middle. */
  shape: "step" | "line";
  /** Place in the series colours, from 1. */
  colour: number;
  dashed?: boolean;
  /** One of many in the background. */
  thin?: boolean;
}

/** A stretch of slots that is named: an event, a closed day. */
export interface Mark {
  from: number;
  /** Exclusive. */
  to: number;
  label: string;
  closed?: boolean;
}

/** A slot that stands off: a ring at its value. */
export interface Ring {
  index: number;
  value: number;
  label: string;
  /** Somebody has judged it. */
  done?: boolean;
}

export interface Band {
  lo: (number | null)[];
  hi: (number | null)[];
  colour: number;
}

export interface Picture {
  width: number;
  height: number;
  top: number;
}

/** A round number at or above the greatest value, for the top of the axis. */
export function roundTop(greatest: number): number {
  if (!(greatest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(greatest));
  const step = [1, 2, 2.5, 5, 10].find((it) => it * power >= greatest) ?? 10;
  return step * power;
}

/** The values an axis names, up to a top of {@link roundTop}: four or five steps, each a round number. */
export function axisLevels(top: number): number[] {
  const leading = top / 10 ** Math.floor(Math.log10(top));
  const parts = Math.abs(leading - 2) < 1e-9 ? 4 : 5;
  return Array.from({ length: parts + 1 }, (_, part) => (part * top) / parts);
}

/** The greatest value of lines and bands. */
export function greatest(lines: Line[], bands: Band[]): number {
  const all = [...lines.flatMap((it) => it.values), ...bands.flatMap((it) => it.hi)];
  return all.reduce<number>((most, value) => (value !== null && value > most ? value : most), 0);
}

/** The path of a line; gaps where values are absent. */
export function pathOf(line: Line, { width, height, top }: Picture): string {
  const slot = width / Math.max(line.values.length, 1);
  const parts: string[] = [];
  let open = false;
  line.values.forEach((value, index) => {
    if (value === null) {
      open = false;
      return;
    }
    const y = round(height - (value / top) * height);
    if (line.shape === "step") {
      parts.push(`${open ? "L" : "M"}${round(index * slot)} ${y}L${round((index + 1) * slot)} ${y}`);
    } else {
      parts.push(`${open ? "L" : "M"}${round((index + 0.5) * slot)} ${y}`);
    }
    open = true;
  });
  return parts.join("");
}

/** The closed paths of a band, one for each run of slots that have both ends: nothing is said of a gap. */
export function bandPath({ lo, hi }: Band, { width, height, top }: Picture): string {
  const slot = width / Math.max(lo.length, 1);
  const point = (value: number, index: number) =>
    `${round((index + 0.5) * slot)} ${round(height - (Math.min(value, top) / top) * height)}`;
  const runs: { above: string[]; below: string[] }[] = [];
  let run: { above: string[]; below: string[] } | null = null;
  lo.forEach((low, index) => {
    const high = hi[index];
    if (low === null || high === null || high === undefined) {
      run = null;
      return;
    }
    if (!run) runs.push((run = { above: [], below: [] }));
    run.above.push(point(high, index));
    run.below.unshift(point(low, index));
  });
  return runs.map(({ above, below }) => `M${[...above, ...below].join("L")}Z`).join("");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
