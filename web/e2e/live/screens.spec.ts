import type { Page } from "@playwright/test";
import { SCREENS, screensFor } from "../../src/lib/components/shell/screens";
import { audit, expect, latinTexts, LOCALES, overflow, test } from "../fixtures";
import { makeUser, signInAs, signInByToken } from "./sign-in";

/** Screens below those of the navigation: the screen that leads there, and how the address begins. */
const BELOW = [
  ["/contacts", "/contacts/"],
  ["/explore", "/metrics/"],
  ["/goals", "/goals/"],
  ["/people", "/people/"],
] as const;

/** Parts of screens with an address of their own. */
const PARTS = [
  "/organisation?tab=unknown",
  "/organisation?tab=sites",
  "/organisation?tab=corrections",
  "/goals/new",
  "/updates/compose",
];

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** A server under load answers late; a screen that does not stand by then is broken. */
const PATIENCE = { timeout: 45_000 };

/** Waits until a screen stands: its heading is there and nothing is under way. */
async function stands(page: Page): Promise<void> {
  await expect(page.locator("main h1").first()).toBeAttached(PATIENCE);
  await expect(page.locator("main")).toHaveAttribute("aria-busy", "false", PATIENCE);
  await expect(page.getByRole("alert")).toHaveCount(0);
}

/** What is wrong with a screen in one language: faults, English that was left, a page wider than its window. */
async function faults(page: Page, locale: (typeof LOCALES)[number], theme: string): Promise<string[]> {
  const [language, colours] = [0, 1].map((place) =>
    page.getByRole("banner").getByRole("combobox").nth(place),
  );
  await colours?.selectOption(theme);
  await language?.selectOption(locale);
  await expect(page.locator("html")).toHaveAttribute("lang", locale);
  await expect(page.locator("html")).toHaveAttribute("dir", locale === "he" ? "rtl" : "ltr");
  const found = await audit(page);
  if (locale !== "en") found.push(...(await latinTexts(page)).map((text) => `English: ${text}`));
  for (const size of [NARROW, WIDE]) {
    await page.setViewportSize(size);
    // Charts are drawn anew once the window has its size; on a busy machine that is not the next frame.
    await expect
      .poll(() => overflow(page), { timeout: 5_000 })
      .toBeLessThanOrEqual(0)
      .catch(() => undefined);
    const beyond = await overflow(page);
    if (beyond > 0) found.push(`${beyond} px wider than a window of ${size.width}`);
  }
  return found.map((fault) => `${locale}, ${theme}: ${fault}`);
}

/** A screen in every language, light and dark in turn. */
async function inEveryLanguage(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [place, locale] of LOCALES.entries()) {
    found.push(...(await faults(page, locale, place % 2 === 0 ? "light" : "dark")));
  }
  return found;
}

test.describe("the owner", () => {
  test.beforeEach(({ page, baseURL }) => signInByToken(page, baseURL));

  for (const address of [...SCREENS.map(({ href }) => href), ...PARTS]) {
    test(`${address} stands in every language`, async ({ page }) => {
      test.setTimeout(150_000);
      await page.goto(address);
      await stands(page);
      expect(await inEveryLanguage(page)).toEqual([]);
    });
  }

  for (const [from, prefix] of BELOW) {
    test(`${from} leads to ${prefix} in every language`, async ({ page }) => {
      test.setTimeout(150_000);
      await page.goto(from);
      await stands(page);
      const links = page.locator(`main a[href^="${prefix}"]:not([href$="/new"])`);
      await links.first().click(PATIENCE);
      await page.waitForURL((url) => url.pathname.startsWith(prefix), PATIENCE);
      await stands(page);
      expect(await inEveryLanguage(page)).toEqual([]);
    });
  }
});

for (const role of ["supervisor", "agent"]) {
  test(`what a ${role} is offered opens, and nothing else is offered`, async ({ page, baseURL }) => {
    test.setTimeout(240_000);
    const user = await makeUser(page, baseURL, role);
    const may = await signInAs(page, baseURL, user);
    const offered = screensFor(may);
    expect(offered.length).toBeLessThan(SCREENS.length);
    for (const { href } of offered) {
      await page.goto(href);
      await stands(page);
      expect(await audit(page), href).toEqual([]);
    }
    const closed = SCREENS.find((screen) => !offered.includes(screen));
    await page.goto(closed?.href ?? "/users");
    await expect(page.getByRole("alert")).toContainText("Your role does not open this");
  });
}
