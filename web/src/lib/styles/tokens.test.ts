import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Rgb = [number, number, number];

const css = readFileSync("src/lib/styles/tokens.css", "utf8");

/** A token's light and dark value. */
function token(name: string): { light: Rgb; dark: Rgb } {
  const match = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  if (!match?.[1] || !match[2]) throw new Error(`no token --${name}`);
  return { light: rgb(match[1]), dark: rgb(match[2]) };
}

function rgb(hex: string): Rgb {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as Rgb;
}

const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

/** Contrast of two colours (WCAG 2.2, relative luminance). */
function contrast(a: Rgb, b: Rgb): number {
  const luminance = ([red, green, blue]: Rgb) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

test("black on white has the contrast of the standard", () => {
  expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21);
});

describe.each(["light", "dark"] as const)("%s", (theme) => {
  test.each([
    ["ink", "surface", 7],
    ["ink", "bg", 7],
    ["ink", "surface-2", 7],
    ["ink", "accent-soft", 7],
    ["ink-2", "surface", 4.5],
    ["ink-2", "bg", 4.5],
    ["ink-2", "surface-2", 4.5],
    ["accent", "surface", 4.5],
    ["accent", "bg", 4.5],
    ["accent", "accent-soft", 4.5],
    ["on-accent", "accent", 4.5],
    ["ok", "surface", 4.5],
    ["warn", "surface", 4.5],
    ["warn", "warn-soft", 4.5],
    ["crit", "surface", 4.5],
    ["line-strong", "surface", 3],
    ...Array.from(
      { length: 7 },
      (_, index) => [`series-${index + 1}`, "surface", 4.5] as [string, string, number],
    ),
  ])("%s on %s has a contrast of %s", (front, back, wanted) => {
    expect(contrast(token(front)[theme], token(back)[theme])).toBeGreaterThanOrEqual(wanted);
  });

  // Machado, Oliveira and Fernandes (2009), severity 1.0, on linear light.
  test.each([
    ["protan", [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]],
    ["deutan", [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881]],
    ["tritan", [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039]],
  ])("status colours stay apart for %s eyes", (_, matrix) => {
    const seen = ["ok", "warn", "crit"].map((name) => lab(see(token(name)[theme], matrix)));
    const distances = [
      [0, 1],
      [0, 2],
      [1, 2],
    ].map(([a, b]) =>
      Math.hypot(...(seen[a ?? 0] as Rgb).map((v, i) => v - ((seen[b ?? 0] as Rgb)[i] ?? 0))),
    );
    expect(Math.min(...distances)).toBeGreaterThan(15);
  });
});

function see(color: Rgb, m: number[]): Rgb {
  const [r, g, b] = color.map(linear) as Rgb;
  return [0, 3, 6].map((row) =>
    Math.min(1, Math.max(0, (m[row] ?? 0) * r + (m[row + 1] ?? 0) * g + (m[row + 2] ?? 0) * b)),
  ) as Rgb;
}

/** CIE L*a*b* (D65) of linear light. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
