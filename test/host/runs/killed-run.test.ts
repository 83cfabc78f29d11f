import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

import type { Report } from "../../../core/compare/report.ts";
import { startPractice } from "../../../host/practice/start-practice.ts";
import type { Practice } from "../../../host/practice/start-practice.ts";
import { countPeople, profileFor } from "./practice-run.ts";

const program = join(import.meta.dirname, "../../../host/cli/main.ts");
const opened: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Runs the program as a process of its own; `killAt` ends it with SIGKILL, as a power cut would. */
async function inProcess(
  args: readonly string[],
  watch: (child: ReturnType<typeof spawn>) => void = () => {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (text: Buffer) => (out += text.toString("utf8")));
  child.stderr.on("data", (text: Buffer) => (err += text.toString("utf8")));
  watch(child);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out, err };
}

async function setUp(): Promise<{ practice: Practice; folder: string; profile: string }> {
  const folder = mkdtempSync(join(tmpdir(), "killed-"));
  opened.push(() => rmSync(folder, { recursive: true, force: true }));
  const practice = await startPractice();
  opened.push(() => practice.close());
  const profile = join(folder, "profile.jsonc");
  const { clinic, emr } = practice.addresses;
  writeFileSync(profile, JSON.stringify(profileFor(clinic.fhir, emr.fhir)));
  return { practice, folder, profile };
}

/** Kills the child as soon as the clinic's front door has taken so many requests. */
function killAfter(practice: Practice, people: number, child: ReturnType<typeof spawn>): void {
  const look = async (): Promise<void> => {
    while (child.exitCode === null && child.signalCode === null) {
      if ((await countPeople(practice.addresses.clinic.fhir)) >= people) {
        child.kill("SIGKILL");
        return;
      }
    }
  };
  void look();
}

describe("a run that is killed", () => {
  it.each([1, 3, 6])("with %i people sent goes on where it was, nobody twice", async (people) => {
    const { practice, folder, profile } = await setUp();
    const workspace = join(folder, "clinic.crosschart");
    const common = ["--workspace", workspace, "--keep", "--json"];
    const begun = ["run", "--profile", profile, "--seed", "k", "--count", "6", "--mess", "none"];
    const killed = await inProcess([...begun, ...common], (child) =>
      killAfter(practice, people, child),
    );
    expect(killed.code).toBeNull();
    const run = /^Run (\S+)$/m.exec(killed.err)?.[1] ?? "";
    const resumed = await inProcess(["run", "--resume", run, ...common]);
    expect(resumed.err).not.toContain("fault");
    // The one document of --json.
    const report = JSON.parse(resumed.out) as Report;
    expect(report.cases).toHaveLength(6);
    expect(report.cases.map((one) => one.verdict)).toEqual(Array(6).fill("match"));
    expect(resumed.code).toBe(0);
    expect(await countPeople(practice.addresses.clinic.fhir)).toBe(6);
    expect(await countPeople(practice.addresses.emr.fhir)).toBe(6);
  });

  it("by Ctrl-C ends with 130 and says what was sent", async () => {
    const { practice, folder, profile } = await setUp();
    const workspace = join(folder, "clinic.crosschart");
    const begun = ["run", "--profile", profile, "--count", "8", "--mess", "none"];
    const ended = await inProcess([...begun, "--workspace", workspace], (child) => {
      const look = async (): Promise<void> => {
        while ((await countPeople(practice.addresses.clinic.fhir)) < 2);
        child.kill("SIGINT");
      };
      void look();
    });
    expect(ended.code).toBe(130);
    expect(ended.err).toMatch(/\d accepted, 0 unknown, \d not sent\. Go on with: crosschart run/);
  });
});
