import { expect, test } from "vitest";
import { intervalMarks } from "./data";

test("values share one scale from the lowest end to the highest", () => {
  const values = [
    { value: 0.6, lo: 0.5, hi: 0.7 },
    { value: 0.8, lo: 0.75, hi: 0.9 },
    { value: null, lo: null, hi: null },
  ];
  const marks = intervalMarks(values, false);
  expect(marks[0]?.from).toBeCloseTo(0);
  expect(marks[0]?.at).toBeCloseTo(25);
  expect(marks[1]?.to).toBeCloseTo(100);
  expect(marks[2]).toBeNull();
});

test("counts start at zero, and a value without an interval is a point", () => {
  expect(
    intervalMarks(
      [
        { value: 50, lo: null, hi: null },
        { value: 100, lo: null, hi: null },
      ],
      true,
    ),
  ).toEqual([
    { at: 50, from: 50, to: 50 },
    { at: 100, from: 100, to: 100 },
  ]);
});
