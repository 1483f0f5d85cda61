import { defineConfig } from "@playwright/test";
import { browser } from "./e2e/browser";

/** Journeys over the built page with the API in memory. */
export default defineConfig({
  testDir: "e2e",
  testIgnore: "live/**",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  reporter: [["list"], ["./e2e/failed.ts"]],
  timeout: 30_000,
  expect: { timeout: 8_000 },
  use: { ...browser, baseURL: "http://127.0.0.1:4173", trace: "retain-on-failure" },
  webServer: [
    { command: "node mock/start.mjs --port 4173 --build build", url: "http://127.0.0.1:4173/api/v1/session" },
    {
      command: "node mock/start.mjs --port 4174 --build build --empty --token open-sesame",
      url: "http://127.0.0.1:4174/favicon.svg",
    },
  ],
});
