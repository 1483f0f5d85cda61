import { expect, test } from "vitest";
import { namesApart } from "./namesakes";

test("namesakes are told apart by team, in one team by id", () => {
  const people = [
    { agent_id: "a1", name: "Noa", team: "north" },
    { agent_id: "a2", name: "Noa", team: "south" },
    { agent_id: "a3", name: "Noa", team: "south" },
    { agent_id: "a4", name: "Lin", team: "south" },
    { agent_id: "a5", name: "Dana", team: null },
    { agent_id: "a6", name: "Dana", team: null },
  ];
  const labels = namesApart(people).map(({ label }) => label);
  expect(labels).toEqual(["Noa · north", "Noa · a2", "Noa · a3", "Lin", "Dana · a5", "Dana · a6"]);
});
