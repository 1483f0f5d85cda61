import { expect, PERIOD, test } from "./fixtures";

test.beforeEach(async ({ page }) => {
  await page.goto(`/explore?${PERIOD}`);
  await expect(page.getByRole("article")).toHaveCount(5);
});

test("the first stop skips to the content", async ({ page }) => {
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("the palette opens by Ctrl-K, finds a metric in any language and gives the focus back", async ({
  page,
}) => {
  const metric = page.getByRole("button", { name: /^Metric:/ });
  await metric.focus();
  await page.keyboard.press("Control+k");
  const input = page.getByRole("combobox", { name: "Go to a screen or metric" });
  await expect(input).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(metric).toBeFocused();
  await page.keyboard.press("Control+k");
  await input.fill("平均处理");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/m=aht/);
});

test("the palette leads to every screen, theme and language", async ({ page }) => {
  for (const [words, check] of [
    ["Metrics", () => expect(page).toHaveURL(/\/metrics$/)],
    ["Dark", () => expect(page.locator("html")).toHaveAttribute("data-theme", "dark")],
    ["עברית", () => expect(page.locator("html")).toHaveAttribute("dir", "rtl")],
  ] as const) {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill(words);
    await page.keyboard.press("Enter");
    await check();
  }
});

test("g and a letter go to a screen, ? lists the keys", async ({ page }) => {
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page).toHaveURL(/\/imports$/);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});

test("single keys can be switched off", async ({ page }) => {
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: "Use single keys as shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("t");
  expect(page.url()).not.toContain("view=table");
  await page.reload();
  await expect(page.getByRole("article")).toHaveCount(5);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a metric is chosen without a pointer", async ({ page }) => {
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Metric" })).toBeFocused();
  await page.keyboard.type("longest");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/m=longest_wait/);
  await expect(page.getByRole("button", { name: /^Metric: .*Longest wait/ })).toBeFocused();
});

test("every stop of the keyboard is seen", async ({ page }) => {
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    const box = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { width, height } = element.getBoundingClientRect();
      return { tag: element.outerHTML.slice(0, 80), width, height };
    });
    if (box === null) break;
    expect(Math.min(box.width, box.height), box.tag).toBeGreaterThan(8);
  }
});
