import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { createWorkspace, openWorkspace } from "../../db/open-workspace.ts";
import type { NewAssessment } from "../../db/records.ts";
import { addRun, at, newCase, options, ownFolder } from "./workspace-fixture.ts";

async function assessed(...given: readonly Partial<NewAssessment>[]) {
  const path = join(ownFolder(), "clinic.crosschart");
  const workspace = await createWorkspace(path, options);
  const run = await addRun(workspace);
  const { id } = newCase(run, 0);
  await workspace.tick((stores) => stores.cases.add([newCase(run, 0)]));
  const base = { case: id, role: "nurse", note: "", reason: null, evidenceHash: null, at };
  for (const [i, one] of given.entries()) {
    const assessment = { ...base, id: `a-${i + 1}`, verdict: "pass", ...one } as const;
    await workspace.tick(({ assessments }) => assessments.give(assessment));
  }
  onTestFinished(() => workspace.close());
  return { workspace, path, id, run };
}

test("a second thought supersedes the first, which stays readable", async () => {
  const { workspace, id } = await assessed({ note: "looks right" }, { verdict: "fail" });
  expect(await workspace.read.assessments.ofCase(id)).toMatchObject([
    { id: "a-1", verdict: "pass", note: "looks right", supersededBy: "a-2", signer: "unnamed" },
    { id: "a-2", verdict: "fail", supersededBy: null },
  ]);
  expect(await workspace.read.cases.case(id)).toMatchObject({ assessed: "fail" });
});

test("of several roles the worst current word counts for the case", async () => {
  const { workspace, id, run } = await assessed(
    { role: "nurse", verdict: "pass" },
    { role: "billing", verdict: "cant-tell" },
  );
  expect(await workspace.read.cases.case(id)).toMatchObject({ assessed: "cant-tell" });
  expect((await workspace.read.runs.summary(run))?.tally.byAssessment).toEqual({
    pass: 0,
    fail: 0,
    "cant-tell": 1,
  });
});

test("a verdict that was taken back leaves its history, and the case waits again", async () => {
  const { workspace, id, run } = await assessed({ verdict: "fail" }, { verdict: "withdrawn" });
  expect(await workspace.read.cases.case(id)).toMatchObject({ assessed: null });
  expect(await workspace.read.assessments.ofCase(id)).toMatchObject([
    { verdict: "fail", supersededBy: "a-2" },
    { verdict: "withdrawn", supersededBy: null },
  ]);
  const waiting = await workspace.read.cases.page({ run, filter: { assessed: "none" } });
  expect(waiting.rows.map((row) => row.id)).toEqual([id]);
});

test("an assessment is still there after the program was closed and opened again", async () => {
  const { workspace, path, id } = await assessed({ verdict: "fail", note: "dose is wrong" });
  await workspace.close();
  const again = await openWorkspace(path, options);
  expect(await again.read.assessments.ofCase(id)).toMatchObject([{ note: "dose is wrong" }]);
  await again.close();
});

const attacks: Readonly<Record<string, string>> = {
  "editing the verdict": "UPDATE assessment SET verdict = 'pass' WHERE id = 'a-2'",
  "editing while superseding":
    "UPDATE assessment SET superseded_by = 'x', note = 'other' WHERE id = 'a-2'",
  "superseding a second time": "UPDATE assessment SET superseded_by = 'x' WHERE id = 'a-1'",
  "taking a supersession back": "UPDATE assessment SET superseded_by = NULL WHERE id = 'a-1'",
  "deleting it": "DELETE FROM assessment WHERE id = 'a-2'",
  "replacing it": `INSERT OR REPLACE INTO assessment SELECT number, id, test_case, role, 'pass', note,
    reason, evidence_hash, signer, at, NULL FROM assessment WHERE id = 'a-2'`,
};
for (const [name, sql] of Object.entries(attacks)) {
  test(`SQLite refuses ${name}`, async () => {
    const { workspace, path, id } = await assessed({ note: "first" }, { verdict: "fail" });
    const before = await workspace.read.assessments.ofCase(id);
    const db = new Database(path);
    onTestFinished(() => void db.close());
    expect(() => db.exec(sql)).toThrow("an assessment is superseded");
    expect(await workspace.read.assessments.ofCase(id)).toEqual(before);
  });
}
