import { describe, expect, test } from "vitest";
import { filtersFromAddress, filterToAddress, isValue, narrow, whereOf, type Filter } from "./filter";

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

test("a narrowed condition keeps what was there", () => {
  expect(narrow("a = 1 or b = 2", [isValue("queue", "Billing")])).toBe(
    "(a = 1 or b = 2) and queue = 'Billing'",
  );
  expect(narrow(null, [isValue("reason", null)])).toBe("reason is null");
  expect(narrow("a = 1", [])).toBe("a = 1");
});
