import { expect, test } from "vitest";
import { isOld, OLD_MS } from "./wall";

const now = Date.parse("2026-03-03T10:00:00Z");

test.each([
  ["2026-03-03T09:59:00Z", false],
  [new Date(now - OLD_MS).toISOString(), false],
  [new Date(now - OLD_MS - 1).toISOString(), true],
  ["2026-03-02T10:00:00Z", true],
  [null, true],
])("facts up to %s are old: %s", (asOf, old) => {
  expect(isOld(asOf, now)).toBe(old);
});
