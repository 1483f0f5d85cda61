import { describe, expect, it } from "vitest";
import type { FileColumn } from "$lib/api/types";
import {
  columnsOf,
  conditionsOf,
  dateOrder,
  feedOf,
  filterOf,
  noteKey,
  withColumn,
  withDateOrder,
  type Mapping,
} from "./mapping";

const FILE: FileColumn[] = [
  {
    name: "Start",
    values: ["31/12/2026 09:00"],
    readings: { text: '"Start"', instant: `local_instant("Start", '%d/%m/%Y %H:%M')` },
  },
  {
    name: 'a "b"',
    values: ["1"],
    readings: { text: '"a ""b"""', count: 'CAST(number_of("a ""b""") AS BIGINT)' },
  },
];

function mapping(columns: Record<string, string>): Mapping {
  return { read: {}, zone: {}, target: [{ table: "contact_segments", row_hash: true, columns }] };
}

describe("what feeds a column", () => {
  const fact = (kind: string) => ({ name: "x", kind, doc: "" });
  it("is one column read the usual way", () => {
    const sql = `local_instant("Start", '%d/%m/%Y %H:%M')`;
    expect(feedOf(sql, fact("instant"), FILE)).toEqual({ kind: "column", column: "Start" });
  });
  it("is a word, an expression, or nothing", () => {
    expect(feedOf("'it''s'", fact("text"), FILE)).toEqual({ kind: "word", word: "it's" });
    expect(feedOf("1800", fact("number"), FILE)).toEqual({ kind: "word", word: "1800" });
    expect(feedOf(undefined, fact("text"), FILE)).toEqual({ kind: "none" });
    expect(feedOf(`CASE "Start" WHEN '"x"' THEN "a ""b""" END`, fact("text"), FILE)).toEqual({
      kind: "sql",
      columns: ["Start", 'a "b"'],
    });
  });
  it("can be taken away", () => {
    const without = withColumn(mapping({ queue: '"Q"' }), 0, "queue", " ");
    expect(without.target?.[0]?.columns).toEqual({});
  });
});

describe("filters", () => {
  it("come back as they were put together", () => {
    const conditions = [
      { column: "Result", keep: false, value: "it's a TEST" },
      { column: 'a "b"', keep: true, value: "1" },
    ];
    expect(conditionsOf(filterOf(conditions))).toEqual(conditions);
  });
  it("of the guess are read", () => {
    expect(conditionsOf(`"outcome" <> 'PHANTOM'`)).toEqual([
      { column: "outcome", keep: false, value: "PHANTOM" },
    ]);
    expect(conditionsOf("")).toEqual([]);
  });
  it("that say more are left alone", () => {
    expect(conditionsOf(`"a" IS NOT NULL`)).toBeNull();
  });
});

describe("the order of days and months", () => {
  const day = mapping({
    a: `local_instant("x", '%d/%m/%Y %H:%M')`,
    b: `local_day_clock("x", '%d.%m.%y', "t")`,
  });
  it("is seen and turned round", () => {
    expect(dateOrder(day)).toBe("day-first");
    const month = withDateOrder(day, "month-first");
    expect(dateOrder(month)).toBe("month-first");
    expect(month.target?.[0]?.columns).toEqual({
      a: `local_instant("x", '%m/%d/%Y %H:%M')`,
      b: `local_day_clock("x", '%m.%d.%y', "t")`,
    });
    expect(withDateOrder(month, "day-first")).toEqual(day);
  });
  it("is no question where the year stands first", () => {
    expect(dateOrder(mapping({ a: `local_day_clock("date", '%y%m%d', "t")` }))).toBeNull();
    expect(dateOrder(mapping({ a: `local_instant("x")` }))).toBeNull();
  });
});

it("the columns an expression reads", () => {
  expect(columnsOf(`nullif("a", '"no"') || "b" || "a"`)).toEqual(["a", "b"]);
});

it("a note is found by its words, whatever it is about", () => {
  expect(noteKey("records marked `PHANTOM` are left out")).toEqual({
    key: "records-marked-are-left-out",
    value: "PHANTOM",
  });
  expect(noteKey("no column says how long an interval is: taken as 1800 s")).toEqual({
    key: "no-column-says-how-long-an-interval-is-t",
    value: "1800",
  });
});
