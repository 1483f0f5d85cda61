import { describe, expect, it } from "vitest";
import { EMPTY, fromDefinition, toDraft, type Fields } from "./form";

const fields = (changes: Partial<Fields>): Fields => ({ ...EMPTY, ...changes });

describe("toDraft", () => {
  it("reads percent of shares, minutes of times and points of scores", () => {
    const target = (changes: Partial<Fields>, unit: string, display: string) =>
      toDraft(fields({ metric: "m", ...changes }), unit, display).definition.measure?.target;
    expect(target({ number: "7" }, "share", "%")).toEqual({ kind: "value", value: 0.07 });
    expect(target({ number: "4" }, "s", "min")).toEqual({ kind: "value", value: 240 });
    expect(target({ number: "70" }, "points", "-100..100")).toEqual({ kind: "value", value: 70 });
    expect(target({ number: "25", kind: "relative_change" }, "s", "s")).toEqual({
      kind: "relative_change",
      share: 0.25,
    });
    expect(target({ number: "10", kind: "change" }, "share", "%")).toEqual({ kind: "change", by: 0.1 });
  });

  it("has no measure without a number", () => {
    expect(toDraft(fields({ metric: "m" }), "share", "%").definition.measure).toBeNull();
  });
});

describe("fromDefinition", () => {
  it("gives back what was typed", () => {
    const typed = fields({
      title: "x",
      metric: "m",
      number: "99",
      whom: "share_of_members",
      members: "95",
      mode: "each",
      by: "2026-01-31",
    });
    const { definition } = toDraft(typed, "share", "%");
    expect(fromDefinition(definition, EMPTY, "share", "%")).toMatchObject({
      title: "x",
      number: "99",
      members: "95",
      mode: "each",
      by: "2026-01-31",
    });
  });
});
