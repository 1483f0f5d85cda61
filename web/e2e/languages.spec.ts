import { expect, PERIOD, prefer, test } from "./fixtures";

/** Words of the page itself that are Latin in every language. */
const LATIN = /^(Pharos|CSV|JSON|[A-Z]{2,4}|[\d/: .]+（Europe\/Berlin）)$/;

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
      const left = await page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const texts: string[] = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const element = node.parentElement;
          // Code, names and values of the centre's own data are nobody's language.
          if (
            !element ||
            element.closest("code, pre, script, style, option, kbd, td bdi, .legend, [dir=auto]")
          )
            continue;
          texts.push((node.textContent ?? "").replace(/[\u2066-\u2069]/g, "").trim());
        }
        return texts.filter((text) => /[A-Za-z]{2}/.test(text) && !/[\u0590-\u05ff\u4e00-\u9fff]/.test(text));
      });
      expect(
        left.filter((text) => !LATIN.test(text)),
        address,
      ).toEqual([]);
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
