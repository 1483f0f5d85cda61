import { expect, test } from "vitest";
import { inlineScriptHashes } from "./csp-file";

test("only inline scripts are hashed, as the CSP standard writes them", () => {
  // The value for `alert('Hello, world.');` is the example of the CSP Level 3 document.
  const html = `<script src="/start.js"></script><script>alert('Hello, world.');</script>`;
  expect(inlineScriptHashes(html)).toEqual(["'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"]);
});
