import { describe, expect, it } from "vitest";
import { EMPTY, fieldsOf, fromDefinition, monthlyReviews, toDraft, type Fields } from "./form";

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

describe("fieldsOf", () => {
  it("gives a whole goal back as it was", () => {
    const typed = fields({
      title: "x",
      afterwards: "the next step",
      people: "a1, a2",
      co_authors: "Lin",
      metric: "occupancy.wall",
      params: { min_s: "20" },
      kind: "band",
      number: "75",
      upper: "85",
      last: "4",
      n_min: "5",
      parts: "team",
      window_from: "2026-01-01",
      window_to: "2026-03-31",
      guardrails: [{ metric: "aht", percent: "7.5" }],
      parent: "g1",
      roll_up: "mean",
      reward: "An evening out",
      reward_to: "Everybody",
      reviews: ["2026-05-01", "2026-06-01"],
      milestones: [{ id: "m1", title: "Half", due: "2026-05-15", number: "80", owner: "Dana" }],
    });
    const { definition } = toDraft(typed, "share", "%");
    expect(definition.measure?.target).toEqual({ kind: "band", lo: 0.75, hi: 0.85 });
    expect(definition.milestones[0]?.value).toBe(0.8);
    expect(definition.guardrails[0]?.worse_by).toBe(0.075);
    expect(fieldsOf(definition, "share", "%")).toEqual(typed);
  });

  it("keeps what was frozen where the metric stays", () => {
    const { definition } = toDraft(fields({ metric: "m", number: "1" }), "count", "n");
    const baseline = {
      from: "2026-01-01",
      to: "2026-03-31",
      value: 3,
      n: 90,
      frozen_at: "2026-04-01T00:00:00Z",
    };
    const before = { ...definition, measure: { ...definition.measure!, baseline } };
    const again = toDraft(fieldsOf(before, "count", "n"), "count", "n", before);
    expect(again.definition.measure?.baseline).toEqual(baseline);
    const other = toDraft({ ...fieldsOf(before, "count", "n"), metric: "other" }, "count", "n", before);
    expect(other.definition.measure?.baseline).toBeNull();
  });
});

describe("monthlyReviews", () => {
  it("takes the first of each month after the first day up to the last", () => {
    expect(monthlyReviews("2026-11-15", "2027-02-01")).toEqual(["2026-12-01", "2027-01-01", "2027-02-01"]);
    expect(monthlyReviews("", "2027-02-01")).toEqual([]);
  });
});
