import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FullConfig, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** So much of a message is kept. */
const LINES = 16;

/** Keeps the names of what failed in `test-results/failed.txt`: a summary of many suites can then say them last. */
export default class FailedReporter implements Reporter {
  private names: string[] = [];
  private folder = "test-results";

  onBegin(config: FullConfig): void {
    this.folder = config.projects[0]?.outputDir ?? this.folder;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === test.expectedStatus || result.status === "skipped") return;
    const message = result.error?.message?.replace(/\u001b\[\d+m/g, "") ?? result.status;
    // What differed stands in the lines after the first.
    const said = message.split("\n").filter((line) => line.trim() !== "");
    this.names.push(
      `${test.titlePath().filter(Boolean).join(" › ")}: ${said.slice(0, LINES).join("\n    ")}`,
    );
  }

  onEnd(): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, "failed.txt"), this.names.map((name) => `${name}\n`).join(""));
  }
}
