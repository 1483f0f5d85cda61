import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { audit, expect, test } from "../fixtures";
import { makeUser, signInAs } from "./sign-in";

/** The path of the printed address on another screen: the token is traded for a cookie on the first visit. */
test.beforeEach(async ({ page, baseURL }) => {
  await page.goto(baseURL ?? "/");
  await expect(page.getByRole("navigation").first()).toBeVisible();
});

for (const who of ["the owner", "a supervisor"] as const) {
  test(`a file that ${who} drops on the page becomes contacts, and can be taken back`, async ({
    page,
    baseURL,
  }) => {
    await dropAndUndo(page, baseURL, who);
  });
}

async function dropAndUndo(
  page: Page,
  printed: string | undefined,
  who: "the owner" | "a supervisor",
): Promise<void> {
  test.setTimeout(180_000);
  const source = who === "the owner" ? "february" : "february of the team";
  if (who === "a supervisor") await signInAs(page, printed, await makeUser(page, printed, "supervisor"));
  await page.goto("/imports");
  const text = readFileSync("../samples/bank/sample.tsv", "utf8");
  const transfer = await page.evaluateHandle((content) => {
    const files = new DataTransfer();
    files.items.add(new File([content], "february.tsv"));
    return files;
  }, text);
  await page.getByRole("group", { name: "Import a file" }).dispatchEvent("drop", { dataTransfer: transfer });
  const assistant = page.getByRole("region", { name: "february.tsv" });
  await expect(assistant.getByRole("table").first()).toBeVisible({ timeout: 60_000 });
  expect(await audit(page)).toEqual([]);
  await assistant.getByLabel("Name of the source").fill(source);
  await assistant.getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("link", { name: "See the first chart" })).toBeVisible({ timeout: 90_000 });
  expect(await audit(page)).toEqual([]);
  const card = page
    .getByRole("article")
    .filter({ has: page.getByRole("heading", { name: source, exact: true }) })
    .first();
  await card.getByRole("button", { name: `Undo the import of ${source}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo" }).click();
  await expect(card).toContainText("undone", { timeout: 60_000 });
  if (who === "the owner") return;
  // What the simulation brought is not the supervisor's.
  const simulated = page.getByRole("article").filter({ hasText: "Simulated" });
  await expect(simulated).toHaveCount(1);
  await expect(simulated.getByRole("button", { name: /^Undo/ })).toHaveCount(0);
}

test("from a number to one contact, corrected and taken back", async ({ page }) => {
  await page.goto("/contacts");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Contact/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: /What happened when/ })).toBeVisible();
  expect(await audit(page)).toEqual([]);
  await page.getByRole("button", { name: "Correct", exact: true }).first().click();
  await page.getByLabel("What is wrong").selectOption("exclude");
  await page.getByLabel("Reason").fill("line test");
  await page.locator("form").getByRole("button", { name: "Correct" }).click();
  await expect(page.getByText("line test")).toBeVisible();
  await page.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText(/^Taken back/)).toBeVisible();
});

for (const [path, heading] of [
  ["/sources", "Sources"],
  ["/organisation", "Organisation"],
  ["/organisation?tab=unknown", "Organisation"],
  ["/reconcile", "Reconcile"],
] as const) {
  test(`${path} opens without a fault`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect(await audit(page)).toEqual([]);
  });
}
