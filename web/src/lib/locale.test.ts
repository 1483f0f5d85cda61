import { expect, test } from "vitest";
import { matchLocale } from "./locale";

test.each([
  [["zh-TW", "en"], "zh-Hant"],
  [["zh-Hant-HK"], "zh-Hant"],
  [["zh-CN"], "zh-Hans"],
  [["zh"], "zh-Hans"],
  [["iw"], "he"],
  [["fr-FR", "en-US"], "en"],
  [["fr-FR"], null],
])("a browser that asks for %j gets %s", (tags, expected) => {
  expect(matchLocale(tags)).toBe(expected);
});
