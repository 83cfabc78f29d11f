import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestCounts } from "./count-reporter.ts";
import { ensureElectron, ensureRenderer } from "./ensure-bundles.ts";
import { findBrowser } from "./find-browser.ts";
import { root } from "./root.ts";
import { runProgram } from "./run-program.ts";
import { findStrangers } from "./strangers/find-strangers.ts";
import { handStrangers, type FoundStrangers } from "./strangers/stranger.ts";

/** What `npm test` runs, one part after the other; every part runs even when one before failed. */

interface Part {
  readonly name: string;
  readonly run: (
    temporary: string,
    strangers: Promise<FoundStrangers>,
  ) => Promise<TestCounts & { text?: string }>;
}

const one = { passed: 1, failed: 0, skipped: [] };
const none = { passed: 0, failed: 1, skipped: [] };

function check(name: string, ...args: readonly [string, ...string[]]): Part {
  return {
    name,
    run: async () => {
      const [program, ...words] = args;
      const { code, text } = await runProgram([join(root, "node_modules", program), ...words]);
      return code === 0 ? one : { ...none, text };
    },
  };
}

function bundle(name: string, ensure: () => Promise<string | null>): Part {
  return {
    name,
    run: async () => {
      const text = await ensure();
      return text === null ? one : { ...none, text };
    },
  };
}

async function vitest(
  project: string,
  temporary: string,
  env: Record<string, string>,
): Promise<TestCounts & { text?: string }> {
  const file = join(temporary, `${project}.json`);
  const { code } = await runProgram(
    [
      join(root, "node_modules", "vitest", "vitest.mjs"),
      "run",
      "--project",
      project,
      "--reporter=default",
      `--reporter=${join(root, "build", "count-reporter.ts")}`,
    ],
    {
      show: true,
      // A test never touches the user's own data, nor opens a window on their screen.
      env: {
        ...env,
        CROSSCHART_COUNTS: file,
        CROSSCHART_DATA: join(temporary, "data"),
        CROSSCHART_NO_OPEN: "1",
      },
    },
  );
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return { ...none, text: "Vitest ended before it could count." };
  // Written by count-reporter.ts a moment ago.
  const counts = JSON.parse(text) as TestCounts;
  const unnamed = code !== 0 && counts.failed === 0 ? 1 : 0;
  return { ...counts, failed: counts.failed + unnamed };
}

const parts: readonly Part[] = [
  check("format", "prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."),
  check("types", "typescript/bin/tsc", "-b"),
  check("lint", "oxlint/bin/oxlint", "--type-aware", "--deny-warnings"),
  check("unused code", "knip/bin/knip.js", "--no-progress"),
  bundle("page bundle", ensureRenderer),
  bundle("desktop bundle", ensureElectron),
  {
    name: "tests",
    run: async (temporary, strangers) => {
      const found = await strangers;
      for (const [name, one] of Object.entries({ ...found.programs, ...found.javaPrograms })) {
        process.stdout.write(`${name}: ${"path" in one ? one.path : `none, ${one.reason}`}\n`);
      }
      return vitest("parts", temporary, handStrangers(found));
    },
  },
  {
    name: "tests in a browser",
    run: async (temporary) => {
      const browser = await findBrowser({ fetch: true });
      if (browser === null) {
        const text =
          "No Chromium was found or could be had. Install Chromium, Chrome or Edge, " +
          "or name one in CROSSCHART_BROWSER.";
        return { ...none, text };
      }
      process.stdout.write(`browser: ${browser.executablePath} (${browser.how})\n`);
      return vitest("e2e", temporary, { CROSSCHART_BROWSER: browser.executablePath });
    },
  },
];

/** Runs every part and ends with the one line that counts. @returns the exit code */
export async function main(): Promise<number> {
  const temporary = await mkdtemp(join(tmpdir(), "crosschart-test-"));
  const total = { passed: 0, failed: 0, skipped: 0 };
  try {
    // Fetched while the checks run: this waits for the network, they for the processor.
    const strangers = findStrangers({ fetch: true });
    strangers.catch(() => "said by the part that awaits it");
    for (const part of parts) {
      const started = Date.now();
      const run = part.run(temporary, strangers);
      const { passed, failed, skipped, text } = await run.catch((error) => ({
        ...none,
        text: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }));
      if (text !== undefined) process.stdout.write(`${text.trimEnd()}\n`);
      for (const { name, reason } of skipped) process.stdout.write(`skipped: ${name}: ${reason}\n`);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stdout.write(
        `== ${part.name}: ${passed} passed, ${failed} failed, ${skipped.length} skipped (${seconds} s)\n`,
      );
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped.length;
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  process.stdout.write(
    `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`,
  );
  return total.failed === 0 ? 0 : 1;
}
