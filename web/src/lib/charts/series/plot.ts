/** The drawing of lines over time with uPlot; loaded when a chart is first shown. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { DASHES, eventSpan, spreadLabels, valueRange, type SeriesData } from "./data";

export interface EventMark {
  name: string;
  /** Seconds since 1970. */
  from: number;
  to: number;
  leftOut: boolean;
}

export interface PlotOptions {
  data: SeriesData;
  unit: string;
  timeZone: string;
  events: EventMark[];
  formatValue: (value: number) => string;
  formatTick: (seconds: number) => string;
  /** The pointer stands over a period (its index), or over none. */
  onHover: (index: number | null, x: number) => void;
  onSelect: (index: number) => void;
}

/** Room for half a date below the last point. */
const END_LABEL = 28;

interface Palette {
  ink2: string;
  line: string;
  surface: string;
  warn: string;
  warnSoft: string;
  series: string[];
  font: string;
}

/** Draws into `host`; the answer takes the picture away again. */
export function drawSeries(host: HTMLElement, options: PlotOptions): () => void {
  let plot = build(host, options);
  const redraw = () => {
    plot.destroy();
    plot = build(host, options);
  };
  const resized = new ResizeObserver(() => plot.setSize(sizeOf(host)));
  resized.observe(host);
  const themed = new MutationObserver(redraw);
  themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", redraw);
  return () => {
    resized.disconnect();
    themed.disconnect();
    scheme.removeEventListener("change", redraw);
    plot.destroy();
  };
}

function sizeOf(host: HTMLElement): { width: number; height: number } {
  return { width: Math.max(240, host.clientWidth), height: host.clientHeight };
}

function build(host: HTMLElement, options: PlotOptions): uPlot {
  const { data } = options;
  const palette = readPalette(host);
  const single = data.lines.length === 1;
  const labelled = data.lines.length > 1 && host.clientWidth >= 560;
  const labelWidth = labelled
    ? 12 + Math.max(...data.lines.map((l) => Math.min(18, l.label.length))) * 7
    : END_LABEL;
  const values: uPlot.AlignedData = [data.times, ...data.lines.map((line) => line.values)];
  const series: uPlot.Series[] = data.lines.map((_, index) => ({
    stroke: palette.series[index % palette.series.length],
    width: single ? 2 : 1.75,
    dash: DASHES[index % DASHES.length],
    spanGaps: false,
    points: { show: data.times.length <= 62, size: 5, fill: palette.surface },
  }));
  const config: uPlot.Options = {
    ...sizeOf(host),
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), options.timeZone),
    padding: [22, labelWidth, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { size: 8 } },
    scales: { x: { time: true }, y: { range: valueRange(data, options.unit) } },
    axes: axes(palette, options),
    series: [{}, ...series],
    hooks: {
      drawClear: [(u) => drawEvents(u, options, palette)],
      drawSeries: [
        (u, index) => {
          if (single && index === 1) drawBand(u, data, palette);
        },
      ],
      draw: labelled ? [(u) => drawLabels(u, data, palette)] : [],
      setCursor: [
        (u) => options.onHover(u.cursor.idx ?? null, (u.cursor.left ?? 0) + u.bbox.left / devicePixelRatio),
      ],
    },
  };
  const plot = new uPlot(config, values, host);
  plot.over.addEventListener("click", () => {
    if (plot.cursor.idx !== null && plot.cursor.idx !== undefined) options.onSelect(plot.cursor.idx);
  });
  plot.over.addEventListener("mouseleave", () => options.onHover(null, 0));
  return plot;
}

function axes(palette: Palette, options: PlotOptions): uPlot.Axis[] {
  const shared = { stroke: palette.ink2, font: `12px ${palette.font}`, ticks: { show: false } };
  return [
    {
      ...shared,
      grid: { show: false },
      space: 84,
      size: 30,
      // Only starts of periods are labelled: a tick between two of them would name a moment that has no value.
      splits: (u, _axis, min, max, _incr, space) => {
        const room = Math.max(1, Math.floor(u.bbox.width / devicePixelRatio / (space || 84)));
        const inside = options.data.times.filter((time) => time >= min && time <= max);
        const every = Math.max(1, Math.ceil(inside.length / room));
        return inside.filter((_, index) => index % every === 0);
      },
      values: (_u, splits) => splits.map((seconds) => options.formatTick(seconds)),
    },
    {
      ...shared,
      grid: { stroke: palette.line, width: 1 },
      size: 62,
      gap: 8,
      values: (_u, splits) => splits.map((value) => options.formatValue(value)),
    },
  ];
}

/** The interval of the one line, under it. */
function drawBand(u: uPlot, data: SeriesData, palette: Palette): void {
  const line = data.lines[0];
  if (!line) return;
  const { ctx } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
  ctx.clip();
  ctx.globalAlpha = 0.14;
  ctx.fillStyle = palette.series[0] ?? palette.ink2;
  let run: number[] = [];
  const flush = () => {
    if (run.length > 1) {
      ctx.beginPath();
      for (const index of run) ctx.lineTo(x(u, data, index), u.valToPos(line.hi[index] ?? 0, "y", true));
      for (const index of run.toReversed())
        ctx.lineTo(x(u, data, index), u.valToPos(line.lo[index] ?? 0, "y", true));
      ctx.fill();
    }
    run = [];
  };
  data.times.forEach((_, index) => {
    if (line.lo[index] === null || line.hi[index] === null) flush();
    else run.push(index);
  });
  flush();
  ctx.restore();
}

function drawEvents(u: uPlot, { events, data }: PlotOptions, palette: Palette): void {
  const { ctx } = u;
  const ratio = devicePixelRatio;
  const [low, high] = [u.bbox.left, u.bbox.left + u.bbox.width];
  let textEnd = -Infinity;
  ctx.save();
  ctx.font = `500 ${11 * ratio}px ${palette.font}`;
  for (const event of events) {
    const span = eventSpan(data.times, event.from, event.to);
    if (!span) continue;
    const start = Math.max(low, u.valToPos(span.from, "x", true));
    const end = Math.min(high, Math.max(start + 3 * ratio, u.valToPos(span.to, "x", true)));
    ctx.globalAlpha = event.leftOut ? 0.4 : 1;
    ctx.fillStyle = palette.warnSoft;
    ctx.fillRect(start, u.bbox.top, end - start, u.bbox.height);
    ctx.fillStyle = palette.warn;
    ctx.fillRect(start, u.bbox.top - 3 * ratio, end - start, 2 * ratio);
    const width = ctx.measureText(event.name).width;
    const place = Math.min(start, high - width);
    if (place > textEnd + 8 * ratio) {
      ctx.textAlign = "left";
      ctx.fillText(event.name, place, u.bbox.top - 8 * ratio);
      textEnd = place + width;
    }
  }
  ctx.restore();
}

function drawLabels(u: uPlot, data: SeriesData, palette: Palette): void {
  const { ctx } = u;
  const ratio = devicePixelRatio;
  const ends = data.lines.map((line) => line.values.findLastIndex((value) => value !== null));
  const wanted = data.lines.map(
    (line, index) => u.valToPos(line.values[ends[index] ?? 0] ?? 0, "y", true) - u.bbox.top,
  );
  const placed = spreadLabels(wanted, 15 * ratio, u.bbox.height);
  ctx.save();
  ctx.font = `500 ${12 * ratio}px ${palette.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  data.lines.forEach((line, index) => {
    ctx.fillStyle = palette.series[index % palette.series.length] ?? palette.ink2;
    const label = line.label.length > 18 ? `${line.label.slice(0, 17)}…` : line.label;
    ctx.fillText(label, u.bbox.left + u.bbox.width + 8 * ratio, u.bbox.top + (placed[index] ?? 0));
  });
  ctx.restore();
}

function x(u: uPlot, data: SeriesData, index: number): number {
  return u.valToPos(data.times[index] ?? 0, "x", true);
}

/** Colours as the canvas wants them: a variable may hold `light-dark()`, which only a style resolves. */
function readPalette(host: HTMLElement): Palette {
  const probe = host.appendChild(document.createElement("span"));
  const color = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    ink2: color("--ink-2"),
    line: color("--line"),
    surface: color("--surface"),
    warn: color("--warn"),
    warnSoft: color("--warn-soft"),
    series: Array.from({ length: 7 }, (_, index) => color(`--series-${index + 1}`)),
    font: getComputedStyle(host).fontFamily,
  };
  probe.remove();
  return palette;
}
