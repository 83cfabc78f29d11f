import { writeFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule } from "vitest/node";

/** What one run of Vitest came to, as `npm test` counts it. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Counts tests into the file named by CROSSCHART_COUNTS. Vitest's own JSON report leaves out why
 * a test was skipped, and a file that cannot even be loaded is no test in it.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandled.length;
    const skipped: { name: string; reason: string }[] = [];
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") passed++;
        else if (result.state === "skipped")
          skipped.push({ name: test.fullName, reason: reasonOf(test) });
        else failed++;
      }
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
    }
    const counts: TestCounts = { passed, failed, skipped };
    const file = process.env["CROSSCHART_COUNTS"];
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return (result.state === "skipped" ? result.note : undefined) ?? "no reason given";
}
