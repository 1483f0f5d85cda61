import { audit, expect, test } from "../fixtures";

/** BASE_URL is the address a real server printed, token included. */
test("from the list of people to a 1:1 with its agenda", async ({ page, baseURL }) => {
  await page.goto(baseURL ?? "/");
  await expect(page.locator("main h1")).toBeAttached();
  await page.goto("/people");
  const rows = page.getByRole("row");
  await expect(rows.nth(1)).toBeVisible();
  const names = await page.getByRole("rowheader").allTextContents();
  expect(names).toEqual([...names].sort((one, other) => (one < other ? -1 : 1)));
  expect(await audit(page)).toEqual([]);

  await page.getByRole("rowheader").first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Scorecard" })).toBeVisible();
  expect(await audit(page)).toEqual([]);
  await page.getByRole("button", { name: "Note a talk" }).click();
  await page.getByRole("textbox", { name: /Two lines/ }).fill("all well, likes the new shift");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("all well, likes the new shift").first()).toBeVisible();
  await page.getByRole("link", { name: "1:1 mode" }).click();
  await expect(page.getByText("How are you?")).toBeVisible();
  expect(await audit(page)).toEqual([]);
});

for (const address of ["/my-day", "/courses", "/kudos", "/people/settings"]) {
  test(`${address} opens without a problem`, async ({ page, baseURL }) => {
    await page.goto(baseURL ?? "/");
    await expect(page.locator("main h1")).toBeAttached();
    await page.goto(address);
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect(await audit(page)).toEqual([]);
  });
}
