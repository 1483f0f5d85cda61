import { describe, expect, test } from "vitest";
import { exploreSearch, parseExplore, withMetric, withoutMetric, type ExploreState } from "./state";

const state: ExploreState = {
  metrics: ["aht", "asa"],
  shown: "asa",
  by: ["queue", "weekday"],
  filters: [{ dimension: "channel", values: ["voice", "chat"], exclude: false }],
  where: "wait_s > 5",
  from: "2026-10-01",
  to: "2026-11-01",
  grain: "week",
  compare: false,
  without: ["e1"],
  params: { threshold_s: "30" },
  view: "table",
  sort: "n",
};

test("a state survives the way through its address", () => {
  expect(parseExplore(exploreSearch(state))).toEqual(state);
});

test("what is the default stays out of the address", () => {
  const plain = parseExplore(new URLSearchParams("m=aht&from=2026-10-01&to=2026-10-29"));
  expect(plain).toMatchObject({ shown: "aht", grain: "day", compare: true, view: "chart" });
  expect(exploreSearch(plain as ExploreState).toString()).toBe("m=aht&from=2026-10-01&to=2026-10-29");
});

describe("an address that cannot be meant", () => {
  test.each(["", "from=2026-10-01", "from=2026-10-02&to=2026-10-02", "from=yesterday&to=2026-10-02"])(
    "%j names no period",
    (search) => {
      expect(parseExplore(new URLSearchParams(search))).toBeNull();
    },
  );
  test("an unknown grain and a metric that is not listed fall back", () => {
    const parsed = parseExplore(
      new URLSearchParams("m=aht&show=nps&grain=eon&from=2026-10-01&to=2026-10-29"),
    );
    expect(parsed).toMatchObject({ shown: "aht", grain: "day" });
  });
});

test("a new metric joins, and at five takes the shown one's place", () => {
  expect(withMetric(state, "nps")).toMatchObject({ metrics: ["aht", "asa", "nps"], shown: "nps" });
  expect(withMetric(state, "aht")).toMatchObject({ metrics: ["aht", "asa"], shown: "aht" });
  const full = { ...state, metrics: ["a", "b", "c", "d", "e"], shown: "b" };
  expect(withMetric(full, "nps")).toMatchObject({ metrics: ["a", "nps", "c", "d", "e"], shown: "nps" });
});

test("the last metric stays", () => {
  expect(withoutMetric(state, "asa")).toMatchObject({ metrics: ["aht"], shown: "aht" });
  expect(withoutMetric({ ...state, metrics: ["aht"], shown: "aht" }, "aht").metrics).toEqual(["aht"]);
});
