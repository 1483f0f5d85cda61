import { defineConfig } from "@playwright/test";
import { browser } from "./e2e/browser";

/** Journeys over a real server: BASE_URL is the address it printed, token included. */
export default defineConfig({
  testDir: "e2e/live",
  outputDir: "test-results",
  workers: 1,
  reporter: [["list"]],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: { ...browser, baseURL: process.env.BASE_URL, trace: "retain-on-failure" },
});
