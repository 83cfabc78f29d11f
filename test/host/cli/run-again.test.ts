import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../../../host/cli/run-cli.ts";
import { practiceProfile } from "../../../host/practice-profile.ts";
import { startPractice, type Practice } from "../../../host/practice/start-practice.ts";

const folder = mkdtempSync(join(tmpdir(), "run-again-"));
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice();
  // A range so small that new numbers are often those of people who are still there.
  const profile = {
    ...practiceProfile(practice.addresses),
    window: "PT0.2S",
    identifiers: { "urn:clinic:mrn": { range: "7700000-7700011" } },
  };
  writeFileSync(join(folder, "profile.json"), JSON.stringify(profile));
});
afterAll(async () => {
  await practice.close();
  rmSync(folder, { recursive: true });
});

async function crosschart(...words: string[]) {
  const text = { out: "", err: "" };
  const code = await runCli(words, {
    out: (more) => (text.out += more),
    err: (more) => (text.err += more),
    errIsTerminal: false,
    env: { CROSSCHART_DATA: folder },
    cwd: folder,
    now: () => new Date(),
    signal: new AbortController().signal,
  });
  return { code, ...text };
}

const run = (...words: string[]) =>
  crosschart("run", "--profile", "profile.json", "--seed", "s", "--mess", "none", ...words);

test("people who are kept are told by status, and --fresh draws until it meets nobody", async () => {
  const first = await run("--count", "3", "--keep", "--workspace", "w.crosschart");
  expect(first.code).toBe(0);
  const status = await crosschart("status", "--workspace", "w.crosschart");
  expect(status.out).toMatch(/done .*3 of 3 cases finished, 0 with differences, \d+ records still/);

  const again = await run("--count", "3");
  expect(again.code).toBe(5);
  expect(again.err).toContain("--fresh");

  // Of twelve numbers three are taken: one draw in four meets somebody, and is drawn again.
  for (let i = 0; i < 4; i++) {
    const fresh = await run("--count", "1", "--fresh");
    expect(fresh.code).toBe(0);
  }
}, 60_000);
