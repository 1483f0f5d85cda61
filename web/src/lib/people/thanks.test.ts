import { expect, it } from "vitest";
import type { Recognition } from "$lib/api/people";
import { badgesByPerson, counted } from "./thanks";

const given = (agent: string, kind: string, text: string): Recognition =>
  ({ id: `${agent}${text}`, agent_id: agent, agent: agent.toUpperCase(), kind, text }) as Recognition;

it("badges stand by person and by name, each once, without thanks", () => {
  const found = badgesByPerson(
    [
      given("noa", "badge", "certified"),
      given("dan", "badge", "appreciated"),
      given("noa", "badge", "certified"),
      given("noa", "badge", "encourager"),
      given("dan", "kudos", "thank you"),
    ],
    "en",
  );
  expect(found.map(({ name, badges }) => [name, badges])).toEqual([
    ["DAN", ["appreciated"]],
    ["NOA", ["certified", "encourager"]],
  ]);
});

it("the same words are counted, the most frequent first", () => {
  expect(counted(["good team", " old headsets", "old headsets "])).toEqual([
    { text: "old headsets", times: 2 },
    { text: "good team", times: 1 },
  ]);
});
