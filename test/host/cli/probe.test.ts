import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../../../host/cli/run-cli.ts";
import { practiceProfile } from "../../../host/practice-profile.ts";
import { startPractice, type Practice } from "../../../host/practice/start-practice.ts";

const folder = mkdtempSync(join(tmpdir(), "probe-cli-"));
let practice: Practice;
let run = "";
beforeAll(async () => {
  practice = await startPractice();
  practice.setFaults([{ id: "DECIMAL-LOSS" }]);
  const profile = { ...practiceProfile(practice.addresses), window: "PT0.3S" };
  writeFileSync(join(folder, "profile.json"), JSON.stringify(profile));
  const people = ["--seed", "s", "--mess", "none", "--count", "2", "--json"];
  const made = await crosschart("run", "--profile", "profile.json", ...people, ...workspace);
  expect(made.code).toBe(1);
  // A report of cli.md.
  ({ run } = JSON.parse(made.out) as { run: string });
});
afterAll(async () => {
  await practice.close();
  rmSync(folder, { recursive: true });
});

const workspace = ["--workspace", "w.crosschart"];

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

test("probe lists the findings of a run, confirms one with exit 1, and says so afterwards", async () => {
  const listed = await crosschart("probe", run, ...workspace);
  expect(listed).toMatchObject({ code: 0 });
  expect(listed.out).toMatch(/^DECIMAL-LOSS\n.*not probed yet\n/u);

  const probed = await crosschart("probe", run, "DECIMAL-LOSS", ...workspace, "--json");
  expect(probed.code).toBe(1);
  const probe: unknown = JSON.parse(probed.out);
  expect(probe).toMatchObject({
    format: "crosschart-probe/1",
    run,
    finding: "DECIMAL-LOSS",
    standing: "settled",
    shots: [
      { sent: "25", outcome: "whole", came: null },
      { sent: "2.5", outcome: "changed", came: "25" },
      { sent: "12.25", outcome: "changed", came: "1225" },
      { sent: "0.5", outcome: "changed" },
    ],
  });
  // Each record of the probe is gone: nothing is left for a clean up.
  expect((await crosschart("cleanup", ...workspace)).out).toContain("Nothing was left");

  practice.setFaults([]);
  const refuted = await crosschart("probe", run, "DECIMAL-LOSS", ...workspace);
  expect(refuted.code).toBe(0);
  expect(refuted.out).toMatch(/^Not confirmed/u);

  const again = await crosschart("probe", run, ...workspace, "--json");
  expect(JSON.parse(again.out)).toMatchObject({
    findings: [{ finding: "DECIMAL-LOSS", last: { standing: "refuted" } }],
  });
  expect((await crosschart("status", ...workspace)).out.match(/r-\w+ {2}/gu)).toHaveLength(1);
}, 60_000);

test("an unknown run or finding is exit 2, and nothing is sent", async () => {
  const noRun = await crosschart("probe", "r-nowhere", "CASE", ...workspace);
  expect(noRun.code).toBe(2);
  const noFinding = await crosschart("probe", run, "CASE", ...workspace, "--json");
  expect(noFinding.code).toBe(2);
  expect(noFinding.out + noFinding.err).toContain("DECIMAL-LOSS");
});
