import { readFileSync } from "node:fs";
import { test as base, expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

export { expect };

/** The address with nothing in it yet. */
export const EMPTY = "http://127.0.0.1:4174";

/** A period the invented centre has data for, two special events in it. */
export const PERIOD = "from=2026-10-24&to=2026-11-21";

export const LOCALES = ["en", "zh-Hans", "zh-Hant", "he"] as const;

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** Every test fails on an error in the console: a blocked script, a missing message, an exception. */
export const test = base.extend<{ quiet: void }>({
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        // A status the test provokes is reported by the browser itself.
        if (message.type() === "error" && !/status of [45]\d\d/.test(message.text()))
          errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(error.message));
      await use();
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

/** A reader's stored choices, set before the page starts. */
export async function prefer(page: Page, locale: string, theme: "light" | "dark"): Promise<void> {
  await page.addInitScript(
    ([chosenLocale, chosenTheme]) => {
      // Only once: a test may change them.
      if (localStorage.getItem("pharos.locale") !== null) return;
      localStorage.setItem("pharos.locale", chosenLocale);
      localStorage.setItem("pharos.theme", chosenTheme);
    },
    [locale, theme] as const,
  );
}

/** Faults against WCAG 2.2 A and AA, as axe sees them. */
export async function audit(page: Page): Promise<string[]> {
  // Run in the page's own world by the debugger: the page's policy, rightly, lets no foreign script in.
  await page.evaluate(AXE);
  const results = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe;
    return axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
  });
  return results.violations.flatMap((fault) =>
    fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
}

/** How far the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The address's query. */
export function search(page: Page): URLSearchParams {
  return new URL(page.url()).searchParams;
}

/** Words of the page itself that are Latin in every language. */
const LATIN = /^(Pharos|CSV|XLSX|Parquet|JSON|Ctrl K|[A-Z]{2,4}|[\d/: .]+（[A-Za-z_/]+）|[\d.,]+ [kMGT]?B)$/;

/** Texts without a letter of the language of a page in Hebrew or Chinese; code, names and data are nobody's language. */
export async function latinTexts(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set<string>();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (
        !element ||
        element.closest(
          "code, pre, script, style, option, kbd, bdi, .legend, [dir=auto], #svelte-announcer, svg .mark",
        )
      )
        continue;
      const text = (node.textContent ?? "").replace(/[\u2066-\u2069]/g, "").trim();
      if (/[A-Za-z]{2}/.test(text) && !/[\u0590-\u05ff\u4e00-\u9fff]/.test(text)) found.add(text);
    }
    return [...found];
  });
  return texts.filter((text) => !LATIN.test(text));
}
