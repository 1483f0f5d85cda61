import { describe, expect, it } from "vitest";
import type { Forecast, ForecastLine, Spread } from "$lib/api/forecast";
import {
  addressOf,
  cameOf,
  csvOf,
  formOf,
  marksOf,
  memberOf,
  partOfMonth,
  questionOf,
  rowsOf,
  spreadOf,
  thinLine,
} from "./forecast";
import { instantOf } from "$lib/format/time";

const spread = (mean: number): Spread => ({
  mean,
  q025: mean - 4,
  q10: mean - 2,
  q50: mean,
  q90: mean + 2,
  q975: mean + 4,
});

const forecast = {
  came: [
    { date: "2026-02-27", contacts: 10, handle_s: 100 },
    { date: "2026-02-28", contacts: null, handle_s: null },
    { date: "2026-03-01", contacts: 30, handle_s: 200 },
  ],
  days: [
    { from: "2026-03-02", to: "2026-03-03", contacts: spread(20), handle_s: null, workload_s: spread(7200) },
  ],
  weeks: [],
  months: [{ from: "2026-03-02", to: "2026-04-01", contacts: spread(600), handle_s: null, workload_s: null }],
  slots: [],
} as unknown as Forecast;

describe("forecast form", () => {
  it("comes back from its address", () => {
    const form = formOf(
      new URLSearchParams("queue=billing&channel=chat&days=14&grain=week&measure=workload&from=2026-03-01"),
    );
    expect(form).toMatchObject({ queue: "billing", days: 14, grain: "week", interval: "30m" });
    expect(formOf(new URLSearchParams(addressOf(form).split("?")[1]))).toEqual(form);
  });

  it("asks for all queues by an empty name and takes the usual for nonsense", () => {
    const form = formOf(new URLSearchParams("queue=&days=many&grain=decade"));
    expect(form).toMatchObject({ days: 28, grain: "day" });
    expect(questionOf(form)).toMatchObject({ queue: null, from: null, days: 28 });
  });
});

describe("rows of a forecast", () => {
  it("put history before the days ahead, closed days without a value", () => {
    const rows = rowsOf(forecast, "day", "contacts");
    expect(rows.map((row) => [row.at, row.came, row.said?.mean ?? null])).toEqual([
      ["2026-02-27", 10, null],
      ["2026-02-28", null, null],
      ["2026-03-01", 30, null],
      ["2026-03-02", null, 20],
    ]);
  });

  it("sum months up to the first day ahead", () => {
    const rows = rowsOf(forecast, "month", "contacts");
    expect(rows.map((row) => [row.at, row.to, row.came])).toEqual([
      ["2026-02-01", "2026-03-01", 10],
      ["2026-03-01", "2026-03-02", 30],
      ["2026-03-02", "2026-04-01", null],
    ]);
  });

  it("weigh handle times by contacts and tell work in hours", () => {
    expect(cameOf(forecast.came, "handle_time")).toBe((10 * 100 + 30 * 200) / 40);
    expect(cameOf(forecast.came, "workload")).toBe(7000 / 3600);
    expect(spreadOf(forecast.days[0]!, "workload")?.mean).toBe(2);
    expect(spreadOf(forecast.days[0]!, "handle_time")).toBeNull();
  });

  it("carry stored forecasts and events on their days", () => {
    const rows = rowsOf(forecast, "day", "contacts");
    const line = { days: [5, 6], first_day: "2026-03-01" } as unknown as ForecastLine;
    expect(thinLine(line, rows)).toEqual([null, null, 5, 6]);
    const event = { name: "Offer", kind: "closed", from: "2026-02-28", to: "2026-03-02" };
    const marks = marksOf([event as never], rows, (instant) => instant);
    expect(marks).toEqual([{ from: 1, to: 3, label: "Offer", closed: true }]);
  });

  it("tell a part of a month from a whole one", () => {
    const [, part, rest] = rowsOf(forecast, "month", "contacts");
    expect(partOfMonth(part!, "2026-01-01")).toEqual(["2026-03-01", "2026-03-01"]);
    expect(partOfMonth(rest!, "2026-01-01")).toEqual(["2026-03-02", "2026-03-31"]);
    const month = { at: "2026-02-01", to: "2026-03-01", came: 1, said: null };
    expect(partOfMonth(month, "2026-01-01")).toBeNull();
    expect(partOfMonth(month, "2026-02-27")).toEqual(["2026-02-27", "2026-02-28"]);
  });

  it("know the models by the names the server gives", () => {
    expect(memberOf("level 0.03, damped trend")).toEqual({ kind: "level-trend", numbers: [0.03] });
    expect(memberOf("level 0.2, last year 0.5")).toEqual({ kind: "level-year", numbers: [0.2, 0.5] });
    expect(memberOf("two-speed level, last year 0.6 (slow 0.02, fast 0.5, return 0.92)")).toEqual({
      kind: "two-speed-year",
      numbers: [0.6, 0.02, 0.5, 0.92],
    });
    expect(memberOf("same weekday 6 median")).toEqual({ kind: "weekday-median", numbers: [6] });
    expect(memberOf("another one")).toBeNull();
  });

  it("are a file with a column for each bound", () => {
    const lines = csvOf(rowsOf(forecast, "day", "contacts"))
      .trim()
      .split("\n");
    expect(lines[0]).toBe("at,came,mean,q025,q10,q50,q90,q975");
    expect(lines[2]).toBe("2026-02-28,,,,,,,");
    expect(lines[4]).toBe("2026-03-02,,20,16,18,20,22,24");
  });
});

describe("the moment a day is seen at", () => {
  it("is an instant on the wall clock of the queue, also across a change of the clock", () => {
    expect(instantOf("2026-03-02", "10:00", "Asia/Jerusalem")).toBe("2026-03-02T08:00:00.000Z");
    expect(instantOf("2026-03-29", "12:00", "Europe/Berlin")).toBe("2026-03-29T10:00:00.000Z");
    expect(instantOf("2026-03-02", "00:30", "Asia/Hong_Kong")).toBe("2026-03-01T16:30:00.000Z");
  });
});
