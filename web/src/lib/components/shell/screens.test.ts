import { describe, expect, it } from "vitest";
import { homeOf, SCREENS, SECTIONS, screenAt } from "./screens";

describe("screenAt", () => {
  it.each([
    ["/explore", "explore"],
    ["/metrics/asa", "metrics"],
    ["/exploreless", undefined],
    ["/", undefined],
  ])("%s belongs to %s", (path, id) => expect(screenAt(path)?.id).toBe(id));

  it("takes the longest address that fits", () => {
    const screens = [
      { ...SCREENS[0]!, id: "people", href: "/people" },
      { ...SCREENS[0]!, id: "pulse", href: "/people/pulse" },
    ];
    expect(screenAt("/people/pulse/3", screens)?.id).toBe("pulse");
    expect(screenAt("/people/3", screens)?.id).toBe("people");
  });
});

describe("homeOf", () => {
  it.each([
    [{ role: "agent", agent_id: "noa", may: ["read_metrics"] }, "/my-day"],
    [{ role: "supervisor", agent_id: "lee", may: ["read_metrics", "read_goals"] }, "/today"],
    [{ role: "machine", agent_id: null, may: ["send_facts"] }, "/explore"],
  ])("%j begins at %s", (user, href) => expect(homeOf(user)).toBe(href));
  it("a centre without facts begins where they come in", () => {
    const user = { role: "administrator", agent_id: null, may: ["read_metrics", "read_goals"] };
    expect([homeOf(user, true), homeOf(user, false)]).toEqual(["/today", "/explore"]);
  });
});

it("every screen stands in a section and no address is given twice", () => {
  const sections = SECTIONS.map(({ id }) => id);
  expect(SCREENS.filter(({ section }) => !sections.includes(section))).toEqual([]);
  expect(new Set(SCREENS.map(({ href }) => href)).size).toBe(SCREENS.length);
});
