import { audit, EMPTY, expect, LOCALES, overflow, PERIOD, prefer, test } from "./fixtures";

const SCREENS = [
  ["explore", `/explore?${PERIOD}&by=queue&f=channel:voice&f=channel:email&without=outage-1`],
  ["explore as table", `/explore?${PERIOD}&view=table`],
  ["explore with a problem", `/explore?${PERIOD}&where=oops`],
  ["contacts", "/contacts?m=asa&from=2026-11-19&to=2026-11-20"],
  ["metrics", "/metrics"],
  ["metric", "/metrics/sl.excl_short"],
  ["imports", "/imports"],
] as const;

const SIZES = [
  ["wide", { width: 1440, height: 900 }],
  ["narrow", { width: 390, height: 844 }],
] as const;

for (const locale of LOCALES) {
  for (const theme of ["light", "dark"] as const) {
    for (const [size, viewport] of SIZES) {
      test.describe(`${locale} ${theme} ${size}`, () => {
        test.use({ viewport });
        test.beforeEach(({ page }) => prefer(page, locale, theme));

        test("every screen", async ({ page }) => {
          test.setTimeout(90_000);
          for (const [name, address] of SCREENS) {
            await page.goto(address);
            await expect(page.locator("main h1, main h2").first()).toBeAttached();
            await expect(page.locator("main")).toHaveAttribute("aria-busy", "false");
            expect(
              await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
            ).toEqual([locale, locale === "he" ? "rtl" : "ltr"]);
            expect(await audit(page), name).toEqual([]);
            expect(await overflow(page), name).toBeLessThanOrEqual(0);
          }
          for (const details of await page.locator("details").all()) await details.locator("summary").click();
          expect(await audit(page), "imports, open").toEqual([]);
        });

        test("what opens over a screen", async ({ page }) => {
          test.setTimeout(90_000);
          await page.goto(`/explore?${PERIOD}`);
          await expect(page.getByRole("article")).toHaveCount(5);
          const buttons = page.locator("main search button[aria-haspopup]");
          for (let index = 0; index < (await buttons.count()); index++) {
            await buttons.nth(index).click();
            await expect(page.getByRole("dialog").locator("input, button").first()).toBeVisible();
            expect(await audit(page), `popup ${index}`).toEqual([]);
            await page.keyboard.press("Escape");
            await expect(page.getByRole("dialog")).toHaveCount(0);
          }
          for (const key of ["Control+k", "?", "i"]) {
            await page.keyboard.press(key);
            await expect(page.getByRole("dialog")).toBeVisible();
            expect(await audit(page), key).toEqual([]);
            await page.keyboard.press("Escape");
            await expect(page.getByRole("dialog")).toHaveCount(0);
          }
        });
      });
    }
  }
  test(`${locale}: sign-in and the empty screen`, async ({ page }) => {
    await prefer(page, locale, "light");
    await page.goto(EMPTY);
    await expect(page.getByRole("textbox").or(page.locator("#token")).first()).toBeVisible();
    expect(await audit(page)).toEqual([]);
    await page.goto(`${EMPTY}/?token=open-sesame`);
    await expect(page.locator("pre").first()).toBeVisible();
    expect(await audit(page)).toEqual([]);
  });
}
