import { existsSync } from "node:fs";
import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from "@playwright/test";

const CANDIDATES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The distribution's Chromium: nothing is downloaded. */
export const browser: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  browserName: "chromium",
  locale: "en-GB",
  timezoneId: "America/New_York",
  viewport: { width: 1440, height: 900 },
  // Measured is the page at rest: colours on their way from one theme to the other are nobody's contrast.
  contextOptions: { reducedMotion: "reduce" },
  launchOptions: {
    executablePath: CANDIDATES.find((path) => path !== undefined && existsSync(path)),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"],
  },
};
