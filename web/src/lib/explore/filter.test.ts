import { describe, expect, test } from "vitest";
import {
  filtersFromAddress,
  filtersOf,
  filterToAddress,
  isValue,
  narrow,
  whereOf,
  type Filter,
} from "./filter";

const billing: Filter = { dimension: "queue", values: ["Billing"], exclude: false };
const noChat: Filter = { dimension: "channel", values: ["chat", "social"], exclude: true };

test("filters survive the way through an address", () => {
  const filters: Filter[] = [
    billing,
    noChat,
    { dimension: "attr:Tier", values: ["a:b", "c!d"], exclude: false },
  ];
  expect(filtersFromAddress(filterToAddress(filters))).toEqual(filters);
  expect(filtersFromAddress(["nonsense", "queue:Billing", "queue:Billing"])).toEqual([billing]);
});

describe("whereOf", () => {
  test.each([
    [[], "", null],
    [[billing], "", "queue = 'Billing'"],
    [[], "wait_s > 60", "wait_s > 60"],
    [[billing], "wait_s > 60 or hold_s > 5", "queue = 'Billing' and (wait_s > 60 or hold_s > 5)"],
    [[noChat], "", "(channel not in ('chat', 'social') or channel is null)"],
    [[{ dimension: "attr:Tier", values: ["O'Hara"], exclude: false }], "", `"attr:Tier" = 'O''Hara'`],
  ])("%j and %j give %s", (filters, expression, expected) => {
    expect(whereOf(filters, expression)).toBe(expected);
  });
});

describe("filtersOf", () => {
  const quoted: Filter = { dimension: "attr:Tier", values: ["O'Hara and (sons)"], exclude: false };
  test.each<[Filter[], string]>([
    [[], ""],
    [[billing], ""],
    [[billing, noChat, quoted], ""],
    [[{ dimension: "team", values: ["a", "b"], exclude: false }], "wait_s > 60 or hold_s > 5"],
    [[billing], "wait_s > 60"],
    [[], "wait_s between 5 and 60"],
    [[], "queue = 'Billing' or team = 'north'"],
  ])("%j and %j come back from a where", (filters, expression) => {
    expect(filtersOf(whereOf(filters, expression) ?? "")).toEqual({ filters, expression });
  });

  test("an exclusion that leaves those without a value out as well is no filter of the picker", () => {
    expect(filtersOf("shift = 'night' AND team <> 'north'")).toEqual({
      filters: [{ dimension: "shift", values: ["night"], exclude: false }],
      expression: "team <> 'north'",
    });
  });
});

test("a narrowed condition keeps what was there", () => {
  expect(narrow("a = 1 or b = 2", [isValue("queue", "Billing")])).toBe(
    "(a = 1 or b = 2) and queue = 'Billing'",
  );
  expect(narrow(null, [isValue("reason", null)])).toBe("reason is null");
  expect(narrow("a = 1", [])).toBe("a = 1");
});
