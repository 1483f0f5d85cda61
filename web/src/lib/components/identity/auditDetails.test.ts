import { beforeAll, expect, test, vi } from "vitest";
import { loadWords, setLocale } from "$lib/i18n.svelte";
import { detailsInWords } from "./auditDetails";

const naming = {
  metric: (id: string) => (id === "asa" ? "Average speed of answer" : id),
  timeZone: "Asia/Jerusalem",
};
const said = (action: string, details: string) =>
  detailsInWords(action, details, naming).replaceAll(/[\u2066-\u2069]/g, "");

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await setLocale("en", false);
  await loadWords("audit", "contact", "goals", "users");
});

test("a question is told in words, with its names", () => {
  expect(
    said(
      "query.rows",
      "--metric asa --by team,agent --where queue = 'vip --x' --from 2026-11-01 --to 2026-11-08 --tz site --rows 100 from 200",
    ),
  ).toBe(
    "Average speed of answer · By Team, Agent · Filter: queue = 'vip --x' · 2026-11-01 – 2026-11-08 · rows 201 to 300",
  );
  expect(said("export.rows", "--metric asa --grain day --rows part denominator all from 0")).toBe(
    "Average speed of answer · By day · all rows",
  );
});

test("a user's login, roles and part", () => {
  expect(said("user.add", 'login=noa roles=agent,supervisor part={"teams":["carmel"]}')).toBe(
    "Login: noa · Roles: Agent, Supervisor · Sees: Teams: carmel",
  );
  expect(said("user.add", 'login=noa roles=agent part="own"')).toContain("Sees: Only what is the user's own");
});

test("corrections, files, ends, ids, and what is not known", () => {
  expect(said("facts.correct", 'wrong agent: demo T1: agent Some("A7"); demo T2: exclude None')).toBe(
    "wrong agent\nT1 belongs to agent A7\nT2 is left out",
  );
  expect(said("import.add", '["february.tsv"]')).toBe("february.tsv");
  expect(said("goal.end", "retired: it did harm")).toBe("retired: it did harm");
  expect(said("concern.found", "d206af04e7084e738ab0da0a73c1bcf1")).toBe("");
  expect(said("alias.set", "to a2: the same person")).toBe("to a2: the same person");
  expect(said("people.change", "3 lines")).toBe("3 lines");
});
