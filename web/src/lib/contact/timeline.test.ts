import { expect, it } from "vitest";
import type { Contact } from "$lib/api/types";
import { lanesOf, spanOf, stepsOf } from "./timeline";

const names = [
  "key",
  "queue",
  "agent_id",
  "started_at",
  "enqueued_at",
  "wait_s",
  "connected_at",
  "talk_s",
  "acw_s",
  "ended_at",
];
const contact = {
  contact_id: "c1",
  source_name: "phone",
  time_zone: "Asia/Jerusalem",
  segments: {
    table: "contact_segments",
    columns: names.map((name) => ({ name, type: "text", unit: null })),
    rows: [
      [
        "s1",
        "sales",
        "noa",
        "2026-03-01T07:00:00Z",
        "2026-03-01T07:00:10Z",
        20,
        "2026-03-01T07:00:30Z",
        60,
        15,
        "2026-03-01T07:01:30Z",
      ],
      ["s2", "help", null, "2026-03-01T07:01:30Z", null, null, null, null, null, null],
    ],
  },
  others: [
    {
      table: "agent_offers",
      columns: ["offered_at", "agent_id", "result"].map((name) => ({ name, type: "text", unit: null })),
      rows: [["2026-03-01T07:00:25Z", "noa", "answered"]],
    },
  ],
  corrections: [],
} as unknown as Contact;

const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);

it("a segment is its stretches one after the other", () => {
  const [first, second] = lanesOf(contact);
  expect(first?.stretches).toEqual([
    { phase: "wait", from: at("07:00:10"), to: at("07:00:30") },
    { phase: "talk", from: at("07:00:30"), to: at("07:01:30") },
    { phase: "acw", from: at("07:01:30"), to: at("07:01:45") },
  ]);
  expect(second?.stretches).toEqual([]);
});

it("everything with an instant stands in the order of time", () => {
  const steps = stepsOf(contact);
  expect(steps.map((step) => step.kind)).toEqual([
    "started",
    "enqueued",
    "offered",
    "connected",
    "ended",
    "started",
  ]);
  expect(spanOf(lanesOf(contact), steps)).toEqual({ from: at("07:00:00"), to: at("07:01:45") });
});
