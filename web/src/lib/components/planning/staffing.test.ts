import { describe, expect, it } from "vitest";
import type { StaffingSlot } from "$lib/api/planning";
import {
  addressOf,
  changesOf,
  csvOfStaffing,
  dayByFormula,
  firstDayAhead,
  formOf,
  formOfScenario,
  NO_CHANGE,
  questionOf,
} from "./staffing";

describe("staffing form", () => {
  it("comes back from its address", () => {
    const form = formOf(
      new URLSearchParams("queue=Billing&from=2026-11-30&days=3&sl=90&in=15&occ=85&away=25"),
      "x",
    );
    expect(form).toMatchObject({ queue: "Billing", days: 3, serviceLevel: 90, occupancyMax: 85, dueH: null });
    expect(formOf(new URLSearchParams(addressOf(form).split("?")[1]), "x")).toEqual(form);
  });

  it("promises several things together", () => {
    const form = formOf(new URLSearchParams("asa=30&lost=5&interval=15m"), "2026-11-29");
    expect(questionOf(form)).toMatchObject({
      interval: "15m",
      target: { service_level: 0.8, asa_s_max: 30, abandon_max: 0.05, occupancy_max: null },
    });
    expect(formOf(new URLSearchParams(addressOf(form).split("?")[1]), "x")).toEqual(form);
    expect(formOf(new URLSearchParams("interval=7m"), "x").interval).toBe("30m");
  });

  it("takes the usual where an address says nothing or nonsense", () => {
    expect(formOf(new URLSearchParams("days=many"), "2026-11-29")).toMatchObject({
      from: "2026-11-29",
      days: 7,
    });
  });

  it("asks in shares and whole days, over the end of a month", () => {
    const question = questionOf(formOf(new URLSearchParams("from=2026-02-27&days=2&due=24"), "x"));
    expect(question).toMatchObject({ to: "2026-03-01", shrinkage: 0.3, handling: { due_s: 86400 } });
    expect(question.target.service_level).toBeCloseTo(0.8);
  });

  it("changes only what was moved", () => {
    const nothing = { volume: null, handle_time: null, patience: null, agents: null, bot: null, hours: null };
    expect(changesOf(NO_CHANGE)).toEqual(nothing);
    expect(changesOf({ ...NO_CHANGE, volume: 10, agents: -2, containment: 20 })).toEqual({
      ...nothing,
      volume: 1.1,
      agents: -2,
      bot: { containment: 0.2, handle_time: null },
    });
  });

  it("takes one end of the opening hours alone", () => {
    expect(changesOf({ ...NO_CHANGE, openFrom: 9 }).hours).toEqual({ from_h: 9, to_h: 24, moved: 0.5 });
    expect(changesOf({ ...NO_CHANGE, openTo: 17.5 }).hours).toEqual({ from_h: 0, to_h: 17.5, moved: 0.5 });
  });

  it("says what the formula says of the whole day", () => {
    const slot = { starts_at: "2026-11-30T06:00:00Z", length_s: 1800, handle_s: 300 };
    const slots = [
      { ...slot, contacts: 10, service_level: 0.9, abandon: 0.02, asa_s: 10, agents: 4, occupancy: 0.5 },
      { ...slot, contacts: 30, service_level: 0.7, abandon: 0.06, asa_s: 30, agents: 12, occupancy: 0.9 },
      { ...slot, contacts: 0, agents: 0 },
    ] as StaffingSlot[];
    const day = dayByFormula(slots);
    expect(day.serviceLevel).toBeCloseTo(0.75);
    expect(day.abandon).toBeCloseTo(0.05);
    expect(day.asaS).toBeCloseTo(25);
    expect(day.occupancy).toBeCloseTo(0.8);
    expect(dayByFormula([]).serviceLevel).toBeNull();
    const lines = csvOfStaffing(slots).split("\n");
    expect(lines[0]).toMatch(/^starts_at,length_s,contacts,/);
    expect(lines[1]).toBe("2026-11-30T06:00:00Z,1800,10,,,300,,4,,,,,0.9,,,10,0.02,0.5,,");
  });

  it("comes back from a kept scenario", () => {
    const form = {
      ...NO_CHANGE,
      volume: 15.5,
      agents: -3,
      containment: 7,
      openFrom: 8,
      openTo: 20,
      botContact: 0.4,
    };
    const staffing = questionOf(formOf(new URLSearchParams("queue=a"), "2026-11-29"));
    const prices = { agent_hour: form.agentHour, bot_contact: 0.4, abandoned: 0 };
    expect(formOfScenario({ staffing, changes: changesOf(form), prices })).toEqual(form);
  });
});

describe("the first day to plan for", () => {
  const asOf = "2026-02-28T21:59:30Z"; // half past eleven in Jerusalem

  it("is the newest day as long as it lasts where the centre is", () => {
    expect(firstDayAhead(asOf, "Asia/Jerusalem", new Date("2026-02-28T21:59:59Z"))).toBe("2026-02-28");
  });

  it("is the day after once it is over there", () => {
    expect(firstDayAhead(asOf, "Asia/Jerusalem", new Date("2026-02-28T22:00:00Z"))).toBe("2026-03-01");
    expect(firstDayAhead(asOf, "Asia/Jerusalem", new Date("2026-06-01T00:00:00Z"))).toBe("2026-03-01");
  });
});
