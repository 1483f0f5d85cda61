import { describe, expect, test } from "vitest";
import { metricRows } from "../src/lib/explore/result";
import { contactsOf } from "./centre";
import { dimensionValues, listRows, prepare, Refusal, runQuery } from "./engine";
import { METRICS } from "./metrics";
import { wilson } from "./numbers";

const rows = prepare(contactsOf(7));
const period = { from: "2026-10-01", to: "2026-11-01" };

test("the same seed gives the same centre", () => {
  expect(contactsOf(7).slice(0, 50)).toEqual(contactsOf(7).slice(0, 50));
  expect(rows.length).toBeGreaterThan(20_000);
});

test("Wilson's interval of 8 in 10", () => {
  // Newcombe (1998), table I, gives 0.4902 to 0.9433 for 8 of 10.
  const { lo, hi } = wilson(8, 10);
  expect([lo.toFixed(4), hi.toFixed(4)]).toEqual(["0.4902", "0.9433"]);
});

describe("rows behind a number add up to it", () => {
  test.each(
    METRICS.filter(({ kind }) => ["count", "share", "mean"].includes(kind)).map(({ metric }) => metric.id),
  )("%s", (id) => {
    const query = { metrics: [id], where: "queue = 'Billing'", ...period };
    const [number] = metricRows(runQuery(rows, query), []);
    let cursor: string | null = null;
    let sum = 0;
    let count = 0;
    do {
      const page = listRows(rows, { ...query, limit: 1000, cursor });
      for (const row of page.rows) sum += row.at(-1) as number;
      count += page.rows.length;
      cursor = page.next_cursor ?? null;
      expect(page.total).toBe(number?.n);
    } while (cursor !== null);
    expect(sum).toBe(number?.numerator);
    expect(count).toBe(number?.n);
  });
});

test("groups and days add up to the whole", () => {
  const total = metricRows(runQuery(rows, { metrics: ["offered"], ...period }), [])[0]?.value;
  const sum = (of: { value: number | null }[]) => of.reduce((all, row) => all + (row.value ?? 0), 0);
  expect(sum(metricRows(runQuery(rows, { metrics: ["offered"], by: ["queue"], ...period }), ["queue"]))).toBe(
    total,
  );
  expect(sum(metricRows(runQuery(rows, { metrics: ["offered"], grain: "day", ...period }), []))).toBe(total);
});

test("the day the clocks go back has 25 hours", () => {
  const days = metricRows(runQuery(rows, { metrics: ["offered"], grain: "month", ...period }), []);
  expect(days.map((day) => [day.periodStart, day.periodEnd])).toEqual([
    ["2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"],
  ]);
});

test("an event left out takes its contacts out", () => {
  const query = { metrics: ["offered"], from: "2026-11-05", to: "2026-11-06" };
  const [all] = metricRows(runQuery(rows, query), []);
  const [rest] = metricRows(runQuery(rows, { ...query, without_events: ["outage-1"] }), []);
  expect(rest?.value).toBeLessThan(all?.value ?? 0);
});

test("what cannot be answered is refused by type", () => {
  const refused = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      return error instanceof Refusal ? error.type : error;
    }
    return null;
  };
  expect(refused(() => runQuery(rows, { metrics: ["nope"] }))).toBe("unknown-metric");
  expect(refused(() => runQuery(rows, { metrics: ["asa"], where: "shoe_size = 1" }))).toBe("invalid-where");
  expect(refused(() => runQuery(rows, { metrics: ["asa"], from: "soon" }))).toBe("invalid-period");
  expect(refused(() => dimensionValues(rows, "moon", ""))).toBe("unknown-dimension");
});

test("values of a dimension by prefix", () => {
  expect(dimensionValues(rows, "queue", "b")).toEqual(["Billing"]);
});
