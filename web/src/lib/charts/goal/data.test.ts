import { describe, expect, it } from "vitest";
import { HEIGHT, toPicture } from "./data";

describe("toPicture", () => {
  it("breaks the line where a period has no value", () => {
    const picture = toPicture(
      [
        { start: "2026-01-01", value: 1 },
        { start: "2026-02-01", value: null },
        { start: "2026-03-01", value: 3 },
      ],
      [],
    );
    expect(picture.line.match(/M/g)).toHaveLength(2);
    expect(picture.dots.map(({ index }) => index)).toEqual([0, 2]);
    expect(picture.dots[0]!.y).toBeGreaterThan(picture.dots[1]!.y);
  });

  it("keeps a target in sight that lies beyond all values", () => {
    const picture = toPicture([{ start: "2026-01-01", value: 10 }], [{ name: "target", value: 100 }]);
    expect(picture.marks).toHaveLength(1);
    expect(picture.marks[0]!.y).toBeGreaterThanOrEqual(0);
    expect(picture.marks[0]!.y).toBeLessThan(picture.dots[0]!.y);
    expect(picture.greatest).toBeGreaterThan(100);
  });

  it("ends a scale of shares at everything", () => {
    const points = [
      { start: "2026-01-01", value: 0.6 },
      { start: "2026-02-01", value: 0.98 },
    ];
    expect(toPicture(points, [{ name: "target", value: 1 }], 1).greatest).toBe(1);
    expect(toPicture(points, [], 1).greatest).toBe(1);
    expect(toPicture([{ start: "2026-01-01", value: 1.2 }], [], 1).greatest).toBe(1.2);
  });

  it("has a scale without any value", () => {
    const picture = toPicture([], [{ name: "target", value: null }]);
    expect(picture.line).toBe("");
    expect(picture.least).toBeLessThan(picture.greatest);
    expect(picture.height).toBe(HEIGHT);
  });
});
