import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { casePageQuery } from "../../db/cases-store.ts";
import { kyselyOver } from "../../db/connection.ts";
import { createWorkspace } from "../../db/open-workspace.ts";
import type { CasePageQuery } from "../../db/stores.ts";
import { addRun, at, newCase, options, ownFolder } from "./workspace-fixture.ts";

async function workspaceWithCases(count: number) {
  const path = join(ownFolder(), "clinic.crosschart");
  const workspace = await createWorkspace(path, options);
  const run = await addRun(workspace);
  const cases = Array.from({ length: count }, (_, i) => newCase(run, i));
  await workspace.tick((stores) => stores.cases.add(cases));
  return { workspace, run, path };
}

test("with 100,000 cases each page, count and step is answered from an index, without a sort", async () => {
  const { workspace, run, path } = await workspaceWithCases(100_000);
  expect(await workspace.read.runs.summary(run)).toMatchObject({ tally: { cases: 100_000 } });
  const last = await workspace.read.cases.page({ run, after: "99989", limit: 20 });
  expect(last.rows.map((row) => row.position)).toEqual(
    Array.from({ length: 10 }, (_, i) => 99_990 + i),
  );
  expect(last.next).toBe(null);

  const db = new Database(path, { readonly: true });
  const pages: readonly (readonly [string, Omit<CasePageQuery, "run">])[] = [
    ["position", {}],
    ["position", { after: "50000" }],
    ["rank", { order: "worst" }],
    ["rank", { order: "worst", after: "2:500" }],
    ["phase", { filter: { phase: "todo" } }],
    ["verdict", { filter: { verdict: "delta" }, after: "50000" }],
    ["assessed", { filter: { assessed: "none" } }],
    ["assessed", { filter: { assessed: "none" }, after: "2:500" }],
  ];
  for (const [index, page] of pages) {
    const { sql, parameters } = casePageQuery(kyselyOver(db, path), { run, ...page }).compile();
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[];
    const said = plan.map((row) => row.detail).join("; ");
    expect(said, JSON.stringify(page)).toMatch(
      new RegExp(`^SEARCH test_case USING INDEX test_case_by_${index} \\(`),
    );
    expect(said).not.toContain("TEMP B-TREE");
  }
  db.close();
  await workspace.close();
});

test("pages joined are the whole run, each case once, in either order", async () => {
  const { workspace, run } = await workspaceWithCases(25);
  const verdicts = ["match", "delta", "missing", "allowed", "extra"] as const;
  await workspace.tick(async (stores) => {
    for (let i = 0; i < 20; i++) {
      const { id } = newCase(run, i);
      const verdict = verdicts[i % 5] ?? null;
      const end = { phase: "finished", verdict, counts: null, at, evidenceHash: null } as const;
      await stores.cases.finish(id, end);
    }
    await stores.cases.finish(newCase(run, 20).id, {
      phase: "error",
      verdict: null,
      counts: null,
      at,
      evidenceHash: null,
      note: "The encoder failed.",
    });
  });
  for (const order of ["position", "worst"] as const) {
    const seen: string[] = [];
    const words: string[] = [];
    let after: string | null = null;
    do {
      const page = await workspace.read.cases.page({ run, order, after, limit: 4 });
      expect(page.rows.length).toBeLessThanOrEqual(4);
      seen.push(...page.rows.map((row) => row.id));
      words.push(...page.rows.map((row) => row.verdict ?? row.phase));
      after = page.next;
    } while (after !== null);
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
    if (order === "worst") {
      expect([...new Set(words)]).toEqual([
        "error",
        "missing",
        "delta",
        "extra",
        "allowed",
        "match",
        "todo",
      ]);
    }
  }
  const deltas = await workspace.read.cases.page({ run, filter: { verdict: "delta" } });
  expect(deltas.rows.map((row) => row.position)).toEqual([1, 6, 11, 16]);
  await workspace.close();
});

test("the counts of a run follow its cases", async () => {
  const { workspace, run } = await workspaceWithCases(3);
  const counts = {
    match: 100,
    allowed: 3,
    delta: 2,
    missing: 1,
    extra: 0,
    notCompared: 4,
    notReadable: 0,
  };
  await workspace.tick(async (stores) => {
    const { id } = newCase(run, 0);
    await stores.cases.setPhase(id, "running");
    await stores.cases.setSent(id, "accepted");
    await stores.cases.setStored(id, "found", "patient.identifier.mrn");
    const end = { phase: "finished", verdict: "match", at, evidenceHash: null } as const;
    await stores.cases.finish(id, { ...end, counts: { ...counts, delta: 0 } });
    await stores.cases.finish(id, { ...end, verdict: "delta", counts });
  });
  const summary = await workspace.read.runs.summary(run);
  expect(summary?.tally).toEqual({
    cases: 3,
    byPhase: { todo: 2, running: 0, finished: 1, error: 0, cancelled: 0 },
    byVerdict: {
      match: 0,
      allowed: 0,
      delta: 1,
      missing: 0,
      extra: 0,
      "not-compared": 0,
      "not-readable": 0,
    },
    bySent: { accepted: 1, refused: 0, unknown: 0, unreachable: 0, "not-sent": 2 },
    byAssessment: { pass: 0, fail: 0, "cant-tell": 0 },
    fields: counts,
  });
  await workspace.close();
});

test("a case knows the one before and the one after it", async () => {
  const { workspace, run } = await workspaceWithCases(3);
  const ids = [0, 1, 2].map((i) => newCase(run, i).id);
  const [first, second, third] = ids;
  if (!first || !second || !third) throw new Error("three cases were made");
  expect(await workspace.read.cases.neighbours(second)).toEqual({ before: first, after: third });
  expect(await workspace.read.cases.neighbours(first)).toEqual({ before: null, after: second });
  await workspace.close();
});
