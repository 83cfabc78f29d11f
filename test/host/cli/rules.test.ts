import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyLedger } from "../../../db/verify-ledger.ts";
import { runCli } from "../../../host/cli/run-cli.ts";
import { practiceProfile } from "../../../host/practice-profile.ts";
import { startPractice, type Practice } from "../../../host/practice/start-practice.ts";

const folder = mkdtempSync(join(tmpdir(), "rules-cli-"));
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice();
  practice.setFaults([{ id: "CASE", fields: ["patient.name.family", "patient.address.city"] }]);
  const profile = { ...practiceProfile(practice.addresses), window: "PT0.3S" };
  writeFileSync(join(folder, "profile.json"), JSON.stringify(profile));
});
afterAll(async () => {
  await practice.close();
  rmSync(folder, { recursive: true });
});

const workspace = ["--workspace", "w.crosschart"];

async function crosschart(...words: string[]) {
  const text = { out: "", err: "" };
  const code = await runCli([...words, ...workspace], {
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

interface Report {
  readonly run: string;
  readonly profile: { readonly fingerprint: string };
  readonly counts: { readonly allowed: number; readonly delta: number };
  readonly cases: readonly { readonly id: string }[];
  readonly rules: readonly unknown[];
}

async function run(): Promise<Report> {
  const people = ["--seed", "s", "--mess", "none", "--count", "2", "--json"];
  const made = await crosschart("run", "--profile", "profile.json", ...people);
  // A report of cli.md.
  return JSON.parse(made.out) as Report;
}

test("a rule is proposed from a difference, needs who must agree, and is in force and counted in later runs", async () => {
  const before = await run();
  expect(before.counts).toMatchObject({ allowed: 0, delta: 12 });
  const record = before.cases[0]?.id ?? "";
  const family = [record, "patient.name.family"];
  const city = [record, "patient.address.city"];

  const proposed = await crosschart("rules", "propose", ...family);
  expect(proposed.code).toBe(0);
  expect(proposed.out).toMatch(/^AT-03\n {2}Names and addresses may be stored in capitals\.\n/u);
  expect(proposed.out).toContain("two people");

  const agree = (place: string[], ...who: string[]) =>
    crosschart(
      ...["rules", "agree", ...place, "--proposal", "AT-03", "--reason", "stored in capitals"],
      ...["--agreed-by", ...who],
    );
  const alone = await agree(family, "operations");
  expect(alone.code).toBe(2);
  expect(alone.err).toContain("two people");
  expect((await agree(city, "operations")).code).toBe(0);
  expect((await agree(family, "operations", "registration lead")).code).toBe(0);

  const after = await run();
  expect(after.counts).toMatchObject({ allowed: 12, delta: 0 });
  expect(after.profile.fingerprint).not.toBe(before.profile.fingerprint);
  expect(after.rules).toMatchObject([
    { rule: "AT-03", field: "patient.address.city", count: 6, cases: 2, agreedBy: ["operations"] },
    { rule: "AT-03", field: "patient.name.family", count: 6, reason: "stored in capitals" },
  ]);

  const listed = await crosschart("rules", "list", "--json");
  // What this command prints.
  const { rules } = JSON.parse(listed.out) as { rules: { id: string; field: string }[] };
  expect(rules.map(({ field }) => field)).toEqual(["patient.address.city", "patient.name.family"]);
  const allow = await crosschart("rules", "list", "--allow");
  expect(JSON.parse(allow.out)).toMatchObject({
    allow: [{ field: "patient.address.city", rule: "AT-03", agreedBy: ["operations"] }, {}],
  });

  const id = rules[1]?.id ?? "";
  expect((await crosschart("rules", "withdraw", id, "--reason", "mended")).code).toBe(0);
  expect((await crosschart("rules", "withdraw", id, "--reason", "again")).code).toBe(2);
  expect((await run()).counts).toMatchObject({ allowed: 6, delta: 6 });
  expect(verifyLedger(join(folder, "w.crosschart"))).toMatchObject({ ok: true });
}, 120_000);

test("a difference or case that is not there is exit 2", async () => {
  expect((await crosschart("rules", "propose", "r-no/ROUND-TRIP/p-1", "patient.sex")).code).toBe(2);
});
