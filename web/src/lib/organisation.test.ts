import { expect, it } from "vitest";
import { doubled, isoDay, parsePeople, peopleCsv } from "./organisation";

it("a CSV of people is read by the names of its columns", () => {
  const text = '\uFEFFנציג;שם;צוות;מתאריך;משרה;הערה\r\nnoa;"כהן; נועה";מכירות;1/3/2026;0,8;x\r\n\r\n';
  expect(parsePeople(text)).toEqual({
    lines: [{ agent_id: "noa", name: "כהן; נועה", team: "מכירות", from: "2026-03-01", fte: 0.8 }],
    at: [2],
    ignored: ["הערה"],
  });
  expect(parsePeople("agent_id,team,hired_on\nlin,billing,2025.12.5")?.lines).toEqual([
    { agent_id: "lin", team: "billing", hired_on: "2025-12-05" },
  ]);
  expect(parsePeople("team,name\nbilling,Lin")).toBeNull();
  expect(parsePeople("")).toBeNull();
});

it("lines are counted as the file has them", () => {
  const text = 'agent_id,name\r\n\r\nnoa,"Noa\r\nCohen"\r\nlin,Lin\r\n';
  expect(parsePeople(text)?.at).toEqual([3, 5]);
});

it("a day nobody can read stays for the server to name", () => {
  expect(isoDay("next week")).toBe("next week");
});

it("names that may be one person", () => {
  expect(doubled(["Noa Cohen", "cohen, noa", "DANA", "Dana", "omar", "José", "jose"])).toEqual([
    ["Noa Cohen", "cohen, noa"],
    ["DANA", "Dana"],
    ["José", "jose"],
  ]);
});

it("what is exported is read in again as it was", () => {
  const stretch = {
    site: "haifa",
    team: "carmel",
    supervisor: "L1",
    role: "agent",
    shift: "day",
    contract: null,
    fte: 0.8,
  };
  const text = peopleCsv([
    {
      agent_id: "noa",
      name: 'Cohen, "Noa"',
      hired_on: "2025-01-14",
      left_on: null,
      history: [
        { ...stretch, from: "2025-01-14", to: "2026-01-01", source_name: "hr" },
        { ...stretch, team: "galil", from: "2026-01-01", to: null, source_name: "hr" },
      ],
    },
  ] as Parameters<typeof peopleCsv>[0]);
  const read = parsePeople(text);
  expect(read?.ignored).toEqual([]);
  expect(read?.lines).toHaveLength(2);
  expect(read?.lines[1]).toEqual({
    agent_id: "noa",
    name: 'Cohen, "Noa"',
    from: "2026-01-01",
    site: "haifa",
    team: "galil",
    supervisor: "L1",
    role: "agent",
    shift: "day",
    fte: 0.8,
    hired_on: "2025-01-14",
  });
});
