import type { Locator, Page } from "@playwright/test";
import { audit, expect, test } from "../fixtures";

/** BASE_URL is the address the demo printed, token included. */
const QUEUE = "support-he";
/** A simulation, or eight forecasts from past weeks, on a machine that does other things. */
const LONG = { timeout: 90_000 };

async function open(page: Page, baseURL: string | undefined, address: string): Promise<void> {
  const start = new URL(baseURL ?? "/");
  const there = new URL(address, start);
  there.hash = start.hash;
  await page.goto(there.href);
  await expect(page.locator("main h1")).toBeVisible(LONG);
  await expect(page.locator("main")).toHaveAttribute("aria-busy", "false", LONG);
  await expect(page.getByRole("alert")).toHaveCount(0);
}

const panel = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("region", { name, exact: true }).first();

/** A day so many days after another. */
const later = (day: string, days: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first day nothing is known of yet. */
async function ahead(page: Page): Promise<string> {
  const answer = await page.request.get(new URL("/api/v1/session", page.url()).href);
  const { as_of } = (await answer.json()) as { as_of: string };
  return later(as_of.slice(0, 10), 2);
}

test.setTimeout(300_000);
// What is not there after so long is not there.
test.use({ actionTimeout: 45_000 });

test("a forecast is published, changed by hand with its reason, made the plan", async ({ page, baseURL }) => {
  await open(page, baseURL, `/forecast?queue=${QUEUE}`);
  const note = `week ${Date.now().toString(36)}`;
  await page.getByRole("textbox", { name: "Note" }).fill(note);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: note });
  await expect(row).toBeVisible(LONG);
  await row.getByRole("button", { name: "Change by hand" }).click();
  const form = page.getByRole("form", { name: "Change by hand" });
  const day = await ahead(page);
  await form.getByLabel("First day").fill(day);
  await form.getByLabel("Last day").fill(later(day, 1));
  await form.getByLabel("Contacts, ± %").fill("12");
  await form.getByRole("button", { name: "Keep the change" }).click();
  // A change wants its reason.
  await expect(form).toBeVisible();
  await form.getByLabel("Reason").fill("letters go out on Monday");
  await form.getByRole("button", { name: "Keep the change" }).click();
  await expect(form).toHaveCount(0, LONG);
  await row.getByRole("button", { name: "Show the manual changes: 1" }).click();
  await expect(page.getByText("letters go out on Monday")).toBeVisible(LONG);
  await expect(page.getByText("contacts +12%, handle time 0%")).toBeVisible();
  expect(await audit(page)).toEqual([]);
  await row.getByRole("button", { name: "Freeze as plan" }).click();
  await expect(row.getByText(/plan since/)).toBeVisible(LONG);
});

test("odd days are kept, left out, replaced, made an event, and taken back", async ({ page, baseURL }) => {
  await open(page, baseURL, `/forecast?queue=${QUEUE}`);
  const odd = panel(page, "Odd days and intervals");
  const row = odd.getByRole("row").nth(1);
  const name = (await row.getByRole("rowheader").textContent())?.trim() ?? "";
  const own = odd.getByRole("row").filter({ hasText: name });
  for (const [button, chip] of [
    ["Keep", "kept"],
    ["Leave out", "left out"],
  ] as const) {
    await own.getByRole("button", { name: button, exact: true }).click();
    await expect(own.getByText(chip, { exact: true })).toBeVisible(LONG);
    await own.getByRole("button", { name: "Take back" }).click();
    await expect(own.getByRole("button", { name: "Keep", exact: true })).toBeVisible(LONG);
  }
  await own.getByRole("button", { name: "Replace by the usual" }).click();
  const form = odd.getByRole("form", { name: "Replace by the usual" });
  await expect(form.getByLabel(/Total to learn from/)).not.toHaveValue("");
  await form.getByLabel("Reason").fill("the lines were down for an hour");
  await form.getByRole("button", { name: "Replace", exact: true }).click();
  await expect(own.getByText("replaced", { exact: true })).toBeVisible(LONG);
  await own.getByRole("button", { name: "Take back" }).click();
  await expect(own.getByRole("button", { name: "Keep", exact: true })).toBeVisible(LONG);
  await own.getByRole("link", { name: "Make it an event" }).click();
  await expect(panel(page, "Events and holidays").getByLabel("First day")).not.toHaveValue("");
  expect(await audit(page)).toEqual([]);
});

test("events are entered and taken back, holidays of a country chosen", async ({ page, baseURL }) => {
  await open(page, baseURL, `/forecast?queue=${QUEUE}`);
  const events = panel(page, "Events and holidays");
  const day = later(await ahead(page), 3);
  const name = `Offer ${Date.now().toString(36)}`;
  await events.getByLabel("Event", { exact: true }).fill(name);
  await events.getByLabel("First day").fill(day);
  await events.getByLabel("Last day").fill(later(day, 2));
  await events.getByLabel(/^Expected/).fill("30");
  await events.getByRole("button", { name: "Add event" }).click();
  const row = events.getByRole("row").filter({ hasText: name });
  await expect(row.getByText("+30%")).toBeVisible(LONG);
  await row.getByRole("button", { name: `Take back ${name}` }).click();
  await expect(row).toHaveCount(0, LONG);
  const country = events.getByLabel("Public holidays of");
  const before = await country.inputValue();
  await country.selectOption("US");
  const holidays = events.getByText("public holiday", { exact: true });
  await expect(holidays.first()).toBeVisible(LONG);
  await country.selectOption(before);
  if (before === "") await expect(holidays).toHaveCount(0, LONG);
  else await expect(country).toHaveValue(before, LONG);
});

test("how good forecasts were, by days ahead, and why they missed", async ({ page, baseURL }) => {
  await open(page, baseURL, `/forecast?queue=${QUEUE}`);
  const accuracy = panel(page, "Forecast accuracy");
  await accuracy.scrollIntoViewIfNeeded();
  await expect(accuracy).toHaveAttribute("aria-busy", "false", LONG);
  for (const which of ["past", "published"]) {
    await accuracy.getByLabel("Which forecasts").selectOption(which);
    await expect(accuracy).toHaveAttribute("aria-busy", "false", LONG);
    await expect(accuracy.getByRole("rowheader", { name: "8–14", exact: true }).first()).toBeVisible(LONG);
    await expect(accuracy.getByRole("table", { name: /Why workload was missed/ })).toBeVisible();
  }
  await accuracy.getByLabel("Shown by").selectOption("day");
  await accuracy.getByLabel("Measure").selectOption("workload");
  await expect(accuracy.getByRole("rowheader", { name: "8–14", exact: true }).first()).toBeVisible();
  expect(await audit(page)).toEqual([]);
  await accuracy.getByRole("link", { name: /The same as metrics/ }).click();
  await expect(page.getByRole("heading", { name: "Explore" })).toBeAttached(LONG);
  await expect(page.getByText("Forecast error (WAPE)").first()).toBeVisible(LONG);
});

test("a goal on forecast accuracy is there, and can be set", async ({ page, baseURL }) => {
  await open(page, baseURL, "/goals");
  const goal = page.getByRole("link", { name: /contacts of each day are forecast within 10 %/ }).first();
  await expect(goal).toBeVisible(LONG);
  await goal.click();
  await expect(page.getByText(/Forecast error \(WAPE\)/).first()).toBeVisible(LONG);
  await open(page, baseURL, "/goals/new");
  const metric = page
    .locator("select")
    .filter({ has: page.locator('option[value="fc.wape"]') })
    .first();
  await metric.selectOption("fc.wape");
  await expect(page.getByText("lead_d").first()).toBeVisible();
});

test("the rest of a day follows what came", async ({ page, baseURL }) => {
  await open(page, baseURL, `/intraday?queue=${QUEUE}`);
  const busy = later(await ahead(page), -5);
  await page.getByLabel("Day", { exact: true }).fill(busy);
  await page.getByLabel("Seen at").fill("13:00");
  await page.getByRole("button", { name: "Look" }).click();
  await expect(page.getByRole("table", { name: "Contacts by interval" })).toBeVisible(LONG);
  await expect(page).toHaveURL(/13/, LONG);
  expect(await audit(page)).toEqual([]);
});

test("a change is tried on the day's plan, kept, shared, thrown away", async ({ page, baseURL }) => {
  await open(page, baseURL, `/staffing?queue=${QUEUE}`);
  await expect(page.getByRole("columnheader", { name: "Promise holds" }).first()).toBeVisible(LONG);
  const scenario = panel(page, "What if");
  await scenario.getByLabel("Contacts, ± %").fill("20");
  await scenario.getByLabel("A bot settles, %").fill("10");
  await scenario.getByRole("button", { name: "Simulate" }).click();
  await expect(scenario.getByRole("rowheader", { name: "Cost of the day" })).toBeVisible(LONG);
  await expect(scenario.getByText(/…/).first()).toBeVisible();
  const name = `more ${Date.now().toString(36)}`;
  await scenario.getByLabel("Name", { exact: true }).fill(name);
  await scenario.getByLabel("Others see it too").check();
  await scenario.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(scenario.getByText(name).first()).toBeVisible(LONG);
  expect(await audit(page)).toEqual([]);
  await scenario.getByRole("button", { name: new RegExp(`Throw away.*${name}`) }).click();
  await expect(scenario.getByRole("checkbox", { name })).toHaveCount(0, LONG);
});

test("a year with more work asks for classes", async ({ page, baseURL }) => {
  await open(page, baseURL, "/hiring");
  await page.getByText("Assumptions of the plan").click();
  await page.getByLabel("More work than last year, %").fill("25");
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Decide by" })).toBeVisible(LONG);
  await expect(panel(page, "Classes").getByRole("row").nth(1)).toBeVisible();
  expect(await audit(page)).toEqual([]);
});
