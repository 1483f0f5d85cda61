import { audit, expect, test } from "../fixtures";

/** BASE_URL is the address a real server printed, token included. */
test("from the printed address to the contacts behind a number", async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  // The day is the home of whoever leads people, and the name of the product leads there.
  await page.goto(baseURL ?? "/");
  // The first look of a server at the day evaluates every goal.
  await expect(page).toHaveURL(/\/today$/, { timeout: 90_000 });
  await expect(page.getByRole("link", { name: "Pharos" })).toHaveAttribute("href", "/today");
  await page.goto("/explore");
  await expect(page.getByRole("region", { name: "Verdict" })).toBeVisible();
  await expect(page.locator("canvas")).toBeVisible();
  expect(await audit(page)).toEqual([]);

  await page.getByRole("button", { name: "Split by" }).click();
  await page.getByRole("option", { name: "Queue" }).click();
  await expect(
    page
      .getByRole("table", { name: /by Queue/ })
      .getByRole("row")
      .nth(1),
  ).toBeVisible();

  const period = new URL(page.url()).searchParams;
  await page.goto(`/explore?m=offered&from=${period.get("from")}&to=${period.get("to")}`);
  const number = page.getByRole("article").getByRole("link");
  const shown = (await number.textContent()) ?? "";
  await number.click();
  await expect(page.getByRole("status").filter({ hasText: "row" })).toHaveText(`${shown} rows`);
  expect(await audit(page)).toEqual([]);
});
