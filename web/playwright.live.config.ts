import { defineConfig } from "@playwright/test";
import { browser } from "./e2e/browser";

/** Journeys over a real server: BASE_URL is the address it printed, token included. */
export default defineConfig({
  testDir: "e2e/live",
  outputDir: "test-results",
  reporter: [["list"], ["./e2e/failed.ts"]],
  // Patience, not a promise: how fast answers come is measured in docs/benchmarks.md, and a shared machine may be slow.
  timeout: 150_000,
  expect: { timeout: 45_000 },
  use: { ...browser, baseURL: process.env.BASE_URL, trace: "retain-on-failure" },
  workers: 2,
  projects: [
    // Each works on the one centre there is: one after the other.
    { name: "work", testIgnore: ["screens.spec.ts", "navigation.spec.ts"], workers: 1 },
    // These change nothing but the user who looks.
    { name: "screens", testMatch: "screens.spec.ts", fullyParallel: true },
    // What another store of records has to carry.
    { name: "journey", testMatch: ["journey.spec.ts", "navigation.spec.ts"], workers: 1 },
  ],
});
