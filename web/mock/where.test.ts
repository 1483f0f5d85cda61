import { describe, expect, test } from "vitest";
import { narrow, whereOf } from "../src/lib/explore/filter";
import { parseWhere, WhereError } from "./where";

const columns = new Set(["queue", "wait_s", "reason", "agent_id"]);
const row = { queue: "Bill's", wait_s: 12, reason: null, agent_id: "a1" };
const holds = (expression: string) => parseWhere(expression, columns)(row);

describe("expressions", () => {
  test.each([
    ["queue = 'Bill''s'", true],
    ["queue <> 'Bill''s'", false],
    ["agent = 'a1'", true],
    ["wait_s >= 12 and wait_s < 12.5", true],
    ["wait_s > 60 or reason is null", true],
    ["reason is not null", false],
    ["reason <> 'x'", false],
    ["queue in ('A', 'Bill''s')", true],
    ["not (queue not in ('A'))", false],
    ["\"queue\" = 'A' or wait_s = 12 and reason is null", true],
  ])("%s is %s", (expression, expected) => {
    expect(holds(expression)).toBe(expected);
  });
});

test.each(["shoe_size = 1", "queue =", "queue like 'x'", "queue = 'x' drop", "; drop", "queue = x"])(
  "%s is refused",
  (expression) => {
    expect(() => parseWhere(expression, columns)).toThrow(WhereError);
  },
);

test("what the page writes is understood", () => {
  const where = narrow(whereOf([{ dimension: "queue", values: ["A", "B"], exclude: true }], "wait_s > 5"), [
    "reason is null",
  ]);
  expect(holds(where ?? "")).toBe(true);
});
