import { describe, expect, it } from "vitest";
import { SAID_ONCE, said, without } from "./address";

const at = (path: string): URL => new URL(path, "https://pharos.example");

describe("what an address says once", () => {
  it.each([
    ["/#token=a", "a"],
    ["/?token=b", "b"],
    ["/?token=b#token=a", "a"],
    ["/explore?m=asa", null],
  ])("%s says the token %s", (path, token) => expect(said(at(path), "token")).toBe(token));

  it.each([
    ["/#token=a", "/"],
    ["/explore?m=asa&token=b", "/explore?m=asa"],
    ["/?token=b&sign_in=refused#token=a", "/"],
    ["/metrics?q=x#sl", null],
  ])("%s is kept as %s", (path, kept) => {
    const clean = without(at(path), SAID_ONCE);
    expect(clean && clean.pathname + clean.search + clean.hash).toBe(kept);
  });
});
