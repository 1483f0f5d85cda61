import { expect, it } from "vitest";
import { mainChannel, mixesChannels } from "./channels";

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
  expect(mixesChannels(asa, { ...all, filters: [{ ...only, values: ["voice", "email"] }] })).toBe(true);
});

it("the main channel is the one with the most observations, among several that have any", () => {
  const row = (channel: string | null, n: number, value: number | null = 1) => ({
    group: [channel],
    n,
    value,
  });
  expect(mainChannel([row("email", 20), row("voice", 300), row(null, 900)])).toBe("voice");
  expect(mainChannel([row("voice", 300), row("chat", 0, null)])).toBeNull();
  expect(mainChannel([])).toBeNull();
});
