import { expect, test } from "vitest";
import { sparkPath } from "./data";

test.each([
  [[0, 1, 2], "M0 20L50 10L100 0"],
  [[5, 5], "M0 10L100 10"],
  [[0, null, 4], "M0 20h0.01M100 0h0.01"],
  [[null, null], ""],
  [[], ""],
])("%j is drawn as %s", (values, path) => {
  expect(sparkPath(values, 100, 20)).toBe(path);
});
