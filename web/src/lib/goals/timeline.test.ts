import { expect, test } from "vitest";
import { monthMarks } from "./timeline";

const days = (from: string, to: string) =>
  monthMarks(Date.parse(from), Date.parse(to)).map((at) => new Date(at).toISOString().slice(0, 10));

test("marks stand on the first of months, few enough to be read", () => {
  expect(days("2026-01-01", "2026-03-31")).toEqual(["2026-01-01", "2026-02-01", "2026-03-01"]);
  expect(days("2026-01-15", "2026-12-31")).toEqual([
    "2026-03-01",
    "2026-05-01",
    "2026-07-01",
    "2026-09-01",
    "2026-11-01",
  ]);
  expect(days("2025-10-01", "2027-12-31")).toEqual(["2026-01-01", "2026-07-01", "2027-01-01", "2027-07-01"]);
  expect(days("2026-01-02", "2026-01-20")).toEqual([]);
});
