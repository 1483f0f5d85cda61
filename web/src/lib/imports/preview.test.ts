import { describe, expect, it } from "vitest";
import type { Preview } from "$lib/api/types";
import { measureOf, shownTables } from "./preview";

type Table = Preview["tables"][number];

const text = (name: string) => ({ name, type: "text", unit: null });

function report(measure: string, values: [string, number][], threshold?: number): Table {
  const columns = ["key", "queue", "measure"].map(text);
  const more = threshold === undefined ? [] : [{ name: "threshold_s", type: "number", unit: null }];
  return {
    name: "interval_reports",
    columns: [...columns, { name: "value", type: "number", unit: null }, ...more],
    rows: values.map(([queue, value]) => [
      `${queue}-${measure}`,
      queue,
      measure,
      value,
      ...(threshold === undefined ? [] : [threshold]),
    ]),
    total: values.length,
  };
}

describe("the rows of a preview", () => {
  it("shows the totals of a report side by side", () => {
    const shown = shownTables([
      report("offered", [
        ["PS", 5],
        ["NW", 2],
      ]),
      report("answered_in_threshold", [["PS", 3]], 20),
    ]);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.columns.map(({ name }) => name)).toEqual(["queue", "offered", "answered_in_threshold"]);
    expect(shown[0]?.rows).toEqual([
      ["PS", 5, 3],
      ["NW", 2, null],
    ]);
    expect(shown[0]?.total).toBe(2);
  });

  it("leaves other tables as they are", () => {
    const contacts = { ...report("offered", [["PS", 5]]), name: "contact_segments" };
    expect(shownTables([contacts])).toEqual([contacts]);
    expect(shownTables([contacts, report("offered", [["PS", 1]])])).toHaveLength(2);
  });

  it("reads which total a part of a mapping fills", () => {
    const target = { table: "interval_reports", row_hash: false, columns: { measure: "'offered'" } };
    expect(measureOf(target)).toBe("offered");
    expect(measureOf({ ...target, table: "contact_segments" })).toBeNull();
    expect(measureOf({ ...target, columns: { measure: '"kind"' } })).toBeNull();
  });
});
