import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FullConfig, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Keeps the names of what failed in `test-results/failed.txt`: a summary of many suites can then say them last. */
export default class FailedReporter implements Reporter {
  private names: string[] = [];
  private folder = "test-results";

  onBegin(config: FullConfig): void {
    this.folder = config.projects[0]?.outputDir ?? this.folder;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === test.expectedStatus || result.status === "skipped") return;
    const message = result.error?.message?.replace(/\u001b\[\d+m/g, "").split("\n")[0] ?? result.status;
    this.names.push(`${test.titlePath().filter(Boolean).join(" › ")}: ${message}`);
  }

  onEnd(): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, "failed.txt"), this.names.map((name) => `${name}\n`).join(""));
  }
}
