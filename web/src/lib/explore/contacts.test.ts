import { expect, test } from "vitest";
import { contactsBehind, contactsHref, exploreBehind, parseContacts } from "./contacts";
import type { ExploreState } from "./state";

const state: ExploreState = {
  metrics: ["asa"],
  shown: "asa",
  by: ["queue", "reason"],
  filters: [{ dimension: "channel", values: ["voice"], exclude: false }],
  where: "",
  from: "2026-10-01",
  to: "2026-11-01",
  grain: "day",
  compare: true,
  without: ["e1"],
  params: { clock: "started" },
  view: "chart",
  sort: "n",
};

test("a group's number opens the same query narrowed to the group, and keeps every condition", () => {
  const href = contactsBehind(state, {
    metric: "asa",
    group: ["Bill's", null],
    periodStart: "2026-10-04T22:00:00Z",
    periodEnd: "2026-10-05T22:00:00Z",
  });
  expect(parseContacts(new URL(href, "http://x").searchParams)).toEqual({
    metric: "asa",
    params: { clock: "started" },
    where: "(channel = 'voice') and queue = 'Bill''s' and reason is null",
    from: "2026-10-04T22:00:00Z",
    to: "2026-10-05T22:00:00Z",
    without: ["e1"],
    part: null,
    columns: [],
  });
});

test("the number of the whole period keeps the days of the address", () => {
  const href = contactsBehind(state, { metric: "asa", group: [], periodStart: "", periodEnd: "" });
  expect(parseContacts(new URL(href, "http://x").searchParams)).toMatchObject({
    where: "channel = 'voice'",
    from: "2026-10-01",
    to: "2026-11-01",
  });
});

test("a state survives the way through its address", () => {
  const contacts = parseContacts(
    new URLSearchParams("m=aht&from=2026-10-01&to=2026-10-02&part=numerator&col=queue"),
  );
  expect(contacts).not.toBeNull();
  if (contacts)
    expect(contactsHref(contacts)).toBe(
      "/contacts?m=aht&from=2026-10-01&to=2026-10-02&part=numerator&col=queue",
    );
  expect(parseContacts(new URLSearchParams("m=aht"))).toBeNull();
});

test("the way back from a day's contacts is that day in the centre's time, narrowed as they are", () => {
  const back = exploreBehind(
    {
      metric: "asa",
      params: { clock: "started" },
      where: "queue = 'Billing'",
      from: "2026-10-04T21:00:00Z",
      to: "2026-10-05T21:00:00Z",
      without: [],
      part: null,
      columns: [],
    },
    "Asia/Jerusalem",
  );
  expect(Object.fromEntries(new URL(back, "http://x").searchParams)).toEqual({
    m: "asa",
    where: "queue = 'Billing'",
    from: "2026-10-05",
    to: "2026-10-06",
    "p.clock": "started",
  });
});
