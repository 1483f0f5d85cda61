import { expect, test } from "vitest";
import { nextSort, sortGroups } from "./groups";
import type { MetricRow } from "./result";

const row = (group: string, value: number | null, n: number) =>
  ({ group: [group], value, n, change: null }) as MetricRow;
const rows = [row("Billing 10", 0.4, 9), row("Tech", null, 0), row("Billing 2", 0.7, 5)];
const names = (sort: string) => sortGroups(rows, sort, "en-GB").map((r) => r.group[0]);

test("groups without a value come last whichever way", () => {
  expect(names("-value")).toEqual(["Billing 2", "Billing 10", "Tech"]);
  expect(names("value")).toEqual(["Billing 10", "Billing 2", "Tech"]);
});

test("names are ordered as a reader counts", () => {
  expect(names("group")).toEqual(["Billing 2", "Billing 10", "Tech"]);
  expect(names("nonsense")).toEqual(names("value"));
});

test("a press turns the order round, a new column of numbers begins falling", () => {
  expect([nextSort("-value", "value"), nextSort("value", "value"), nextSort("-value", "n")]).toEqual([
    "value",
    "-value",
    "-n",
  ]);
  expect(nextSort("-value", "group")).toBe("group");
});
