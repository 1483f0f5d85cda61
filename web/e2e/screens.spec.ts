import { EMPTY, expect, test } from "./fixtures";

test.describe("contacts", () => {
  const behind =
    "/contacts?m=sl.answered_over_offered&from=2026-11-18&to=2026-11-20&where=queue+%3D+%27Billing%27";

  test("numerator and denominator are tabs, and their rows add up", async ({ page }) => {
    await page.goto(behind);
    const count = page.getByRole("status").filter({ hasText: "rows" });
    const shown = async (term: string) =>
      (await page.locator("dl > div").filter({ hasText: term }).locator("dd").textContent())?.trim();
    await page.getByRole("link", { name: "Numerator" }).click();
    await expect(count).toHaveText(`${await shown("Numerator")} rows`);
    await page.getByRole("link", { name: "Denominator" }).click();
    await expect(count).toHaveText(`${await shown("Denominator")} rows`);
  });

  test("more rows and other columns are one press away", async ({ page }) => {
    await page.goto(behind);
    await expect(page.getByRole("row")).toHaveCount(101);
    await page.getByRole("button", { name: /Show more/ }).click();
    await expect.poll(() => page.getByRole("row").count()).toBeGreaterThan(150);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "Site" }).check();
    await expect(page).toHaveURL(/col=site/);
    await expect(page.getByRole("columnheader", { name: "Site" })).toBeVisible();
  });

  test("without a question the newest contacts are shown", async ({ page }) => {
    await page.goto("/contacts");
    await expect(page).toHaveURL(/m=entered/);
    await expect(page.getByRole("row").nth(1)).toBeVisible();
  });
});

test.describe("metrics", () => {
  test("are searched, and the search is in the address", async ({ page }) => {
    await page.goto("/metrics");
    await page.getByRole("searchbox").fill("handle time");
    await expect(page.getByRole("status").filter({ hasText: "metric" })).toHaveText("one metric");
    await expect(page).toHaveURL(/q=handle\+time/);
    await page.reload();
    await expect(page.getByRole("link", { name: "Average handle time", exact: true })).toBeVisible();
    await page.getByRole("link", { name: "Average handle time", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Average handle time");
    await expect(page.getByText("Do not judge a single agent by it")).toBeVisible();
    await page.getByRole("link", { name: "Transfers of handled" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Transfers of handled");
  });

  test("one that does not exist is said to be unknown", async ({ page }) => {
    await page.goto("/metrics/nope");
    await expect(page.getByRole("alert")).toContainText("There is no such metric here.");
  });
});

test("an import shows its counts and quality, and is undone after a question", async ({ page }) => {
  await page.goto("/imports");
  const card = page.getByRole("article").filter({ hasText: "harbour-acd" });
  await expect(card).toContainText("18,422");
  await card.getByText("Quality report: 3 findings").click();
  await expect(card.getByRole("table")).toContainText("Missing ends");
  await card.getByRole("button", { name: "Undo the import of harbour-acd" }).click();
  const dialog = page.getByRole("dialog", { name: "Undo this import?" });
  await expect(dialog).toContainText("18,240 records");
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(card).toContainText("undone");
  await expect(card.getByRole("button", { name: /Undo/ })).toHaveCount(0);
});

test.describe("a server without data", () => {
  test("a refused token can be corrected, the address keeps none, and the empty screen says what to do", async ({
    page,
  }) => {
    await page.goto(`${EMPTY}/#token=wrong`);
    await expect(page.getByRole("alert")).toContainText("not valid");
    expect(page.url()).not.toContain("token");
    await page.getByLabel("Token").fill("open-sesame");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No contacts yet");
    await expect(page.getByText("pharos demo", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "See what can be measured" }).click();
    await expect(page.getByRole("link", { name: "Average handle time", exact: true })).toBeVisible();
  });

  test("the printed address signs in", async ({ page }) => {
    await page.goto(`${EMPTY}/?token=open-sesame`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No contacts yet");
    expect(page.url()).not.toContain("token");
  });
});

test("a server that is gone is said to be gone", async ({ page }) => {
  await page.goto("/metrics");
  await page.route("**/api/v1/query", (route) => route.fulfill({ status: 500, body: "oops" }));
  await page.goto("/explore?from=2026-11-01&to=2026-11-08").catch(() => undefined);
  await expect(page.getByRole("alert")).toContainText("The server made a mistake.");
});
