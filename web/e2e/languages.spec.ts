import { expect, latinTexts, PERIOD, prefer, test } from "./fixtures";

for (const locale of ["zh-Hans", "zh-Hant", "he"] as const) {
  test(`no English is left in ${locale}`, async ({ page }) => {
    await prefer(page, locale, "light");
    for (const address of [
      `/explore?${PERIOD}&by=channel`,
      "/metrics",
      "/metrics/aht",
      "/imports",
      "/contacts",
    ]) {
      await page.goto(address);
      await expect(page.locator("main h1").first()).toBeAttached();
      expect(await latinTexts(page), address).toEqual([]);
    }
  });
}

test("a language is chosen once and kept", async ({ page }) => {
  await page.goto(`/explore?${PERIOD}`);
  await page.getByRole("combobox", { name: "Language" }).selectOption("he");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "he");
  await expect(page.getByRole("link", { name: "מדדים" })).toBeVisible();
});

test("a reader whose browser asks for Taiwan gets Traditional Chinese", async ({ browser }) => {
  const page = await browser.newPage({ locale: "zh-TW", baseURL: "http://127.0.0.1:4173" });
  await page.goto("/metrics");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hant");
  await expect(page.getByRole("link", { name: "指標", exact: true })).toBeVisible();
  await page.close();
});

test("times are the centre's, whatever the reader's clock says", async ({ page }) => {
  await page.goto(`/explore?${PERIOD}`);
  await expect(page.locator("footer")).toContainText("18:59");
  await expect(page.locator("footer")).toContainText("Europe/Berlin");
});
