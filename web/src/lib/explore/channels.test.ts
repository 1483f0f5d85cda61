import { expect, it } from "vitest";
import { mixesChannels } from "./channels";

const all = { by: [], filters: [], where: "" };
const asa = { unit: "s", relation: "contact_segments" };

it("a time over all channels mixes them, unless one is asked for", () => {
  expect(mixesChannels(asa, all)).toBe(true);
  expect(mixesChannels({ ...asa, unit: "share" }, all)).toBe(false);
  expect(mixesChannels({ ...asa, relation: "state_time" }, all)).toBe(false);
  expect(mixesChannels(asa, { ...all, by: ["channel"] })).toBe(false);
  expect(mixesChannels(asa, { ...all, where: "channel = 'voice'" })).toBe(false);
  const only = { dimension: "channel", values: ["voice"], exclude: false };
  expect(mixesChannels(asa, { ...all, filters: [only] })).toBe(false);
  expect(mixesChannels(asa, { ...all, filters: [{ ...only, exclude: true }] })).toBe(true);
});
