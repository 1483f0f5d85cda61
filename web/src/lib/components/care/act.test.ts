import { expect, test } from "vitest";
import { formatBytes } from "./act";

test("bytes are written with the unit that fits", () => {
  expect(formatBytes(999, "en")).toBe("999 byte");
  expect(formatBytes(12_345, "en")).toBe("12.3 kB");
  expect(formatBytes(1_500_000, "en")).toBe("1.5 MB");
  expect(formatBytes(123_456_789_012, "en")).toBe("123 GB");
});
