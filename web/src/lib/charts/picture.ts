/** A chart as a picture that says what it is: title, definition, filters, and when the data were read. */

export interface PictureWords {
  title: string;
  /** Above the chart: definition, filters. */
  lines: string[];
  /** Below it: source and date. */
  foot: string;
  /** Reading direction of the words; time itself runs from the left. */
  direction: "ltr" | "rtl";
}

const MARGIN = 24;
const LINE = 20;

/** The chart's canvas with its words around it, as PNG. */
export async function pictureOf(chart: HTMLCanvasElement, words: PictureWords): Promise<Blob> {
  const scale = chart.width / Math.max(1, chart.clientWidth);
  const inner = { width: chart.clientWidth, height: chart.clientHeight };
  const style = getComputedStyle(document.body);
  const top = MARGIN + 28 + words.lines.length * LINE + 12;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round((inner.width + 2 * MARGIN) * scale);
  canvas.height = Math.round((top + inner.height + LINE + MARGIN) * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas to draw on");
  context.scale(scale, scale);
  context.fillStyle = getComputedStyle(chart.closest(".panel") ?? document.body).backgroundColor;
  context.fillRect(0, 0, inner.width + 2 * MARGIN, top + inner.height + LINE + MARGIN);
  const edge = words.direction === "rtl" ? inner.width + MARGIN : MARGIN;
  const write = (text: string, y: number, font: string, alpha = 1): void => {
    context.direction = words.direction;
    context.textAlign = "start";
    context.font = font;
    context.globalAlpha = alpha;
    context.fillStyle = style.color;
    context.fillText(text, edge, y, inner.width);
    context.globalAlpha = 1;
  };
  write(words.title, MARGIN + 12, `600 17px ${style.fontFamily}`);
  words.lines.forEach((line, index) =>
    write(line, MARGIN + 36 + index * LINE, `13px ${style.fontFamily}`, 0.8),
  );
  context.drawImage(chart, MARGIN, top, inner.width, inner.height);
  write(words.foot, top + inner.height + LINE, `12px ${style.fontFamily}`, 0.8);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("no picture could be made"))),
      "image/png",
    );
  });
}
