import { expect, test } from "vitest";
import { shortcutOf, type KeyPress } from "./shortcuts";

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  typing: false,
  ...part,
});

test.each([
  ["Ctrl-K", press("k", { ctrlKey: true }), null, true, "palette"],
  ["Cmd-K while typing", press("k", { metaKey: true, typing: true }), null, true, "palette"],
  ["other Ctrl keys belong to the browser", press("w", { ctrlKey: true }), null, true, null],
  ["t", press("t"), null, true, "table"],
  ["t while typing", press("t", { typing: true }), null, true, null],
  ["t when single keys are off", press("t"), null, false, null],
  ["? however the layout makes it", press("?"), null, true, "help"],
  ["g waits", press("g"), null, true, "pending"],
  ["g then m", press("m"), "g", true, "go-metrics"],
  ["g then x", press("x"), "g", true, null],
  ["Alt is left alone", press("t", { altKey: true }), null, true, null],
])("%s", (_, given, before, singleKeys, expected) => {
  expect(shortcutOf(given, before, singleKeys)).toBe(expected);
});
