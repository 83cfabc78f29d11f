import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import type { FieldId } from "../../core/catalogue/field.ts";
import type { Difference, RoundComparison } from "../../core/compare/result.ts";
import { exchangeId, type RunId } from "../../db/ids.ts";
import { exchangesHash } from "../../db/ledger-hash.ts";
import { createWorkspace } from "../../db/open-workspace.ts";
import type { NewExchange } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import { addRun, at, newCase, options, ownFolder } from "./workspace-fixture.ts";

async function workspaceWithCase(): Promise<{ workspace: Workspace; run: RunId; path: string }> {
  const path = join(ownFolder(), "clinic.crosschart");
  const workspace = await createWorkspace(path, options);
  onTestFinished(() => workspace.close());
  const run = await addRun(workspace);
  await workspace.tick((stores) => stores.cases.add([newCase(run, 0), newCase(run, 1)]));
  return { workspace, run, path };
}

function exchange(run: RunId, id: string, request: Uint8Array | null): NewExchange {
  return {
    id: exchangeId(id),
    run,
    case: newCase(run, 0).id,
    round: 1,
    hop: "target",
    purpose: "read",
    method: "GET",
    url: "http://127.0.0.1:8083/fhir/Patient",
    requestHeaders: { accept: "application/fhir+json" },
    request,
    startedAt: at,
  };
}

const answered = { status: 200, responseHeaders: {}, endedAt: at, note: null };

test("every byte that was sent and received is kept exactly, whatever it is", async () => {
  const { workspace, run } = await workspaceWithCase();
  const every = Uint8Array.from({ length: 256 }, (_, i) => i);
  const broken = new Uint8Array([0x7b, 0xff, 0x00, 0xe9, 0xed, 0xa0, 0x80]);
  await workspace.tick(async (stores) => {
    await stores.exchanges.begin(exchange(run, "x-1", every));
    await stores.exchanges.end(exchangeId("x-1"), { ...answered, response: broken });
  });
  const { exchanges } = workspace.read;
  expect(await exchanges.bytes(exchangeId("x-1"), "request")).toEqual(every);
  expect(await exchanges.bytes(exchangeId("x-1"), "response")).toEqual(broken);
  expect(await exchanges.exchange(exchangeId("x-1"))).toMatchObject({
    request: { size: 256, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    response: { size: 7 },
    status: 200,
  });
});

test("an empty answer is kept as empty, and no answer as none", async () => {
  const { workspace, run } = await workspaceWithCase();
  await workspace.tick(async (stores) => {
    await stores.exchanges.begin(exchange(run, "empty", null));
    await stores.exchanges.end(exchangeId("empty"), { ...answered, response: new Uint8Array() });
    await stores.exchanges.begin(exchange(run, "none", null));
  });
  const { exchanges } = workspace.read;
  expect(await exchanges.bytes(exchangeId("empty"), "response")).toEqual(new Uint8Array());
  expect(await exchanges.bytes(exchangeId("none"), "response")).toBe(null);
  expect(await exchanges.exchange(exchangeId("none"))).toMatchObject({ endedAt: null });
});

test("equal bytes are stored once, and kept bytes can be neither changed nor removed", async () => {
  const { workspace, run, path } = await workspaceWithCase();
  const body = new TextEncoder().encode('{"resourceType":"Bundle"}');
  await workspace.tick(async (stores) => {
    for (const id of ["x-1", "x-2", "x-3"]) {
      await stores.exchanges.begin(exchange(run, id, body));
      await stores.exchanges.end(exchangeId(id), { ...answered, response: body });
    }
  });
  const db = new Database(path);
  onTestFinished(() => void db.close());
  expect(db.prepare("SELECT count(*) AS n FROM content").get()).toEqual({ n: 1 });
  expect(() => db.exec("UPDATE content SET bytes = x'00'")).toThrow("never changed");
  expect(() => db.exec("DELETE FROM content")).toThrow("never removed");
  expect(await workspace.read.exchanges.ofCase(newCase(run, 0).id)).toHaveLength(3);
});

test("an exchange ends once: a late answer does not overwrite the first", async () => {
  const { workspace, run } = await workspaceWithCase();
  await workspace.tick(async (stores) => {
    await stores.exchanges.begin(exchange(run, "x-1", null));
    await stores.exchanges.end(exchangeId("x-1"), { ...answered, response: null });
  });
  const late = workspace.tick((stores) =>
    stores.exchanges.end(exchangeId("x-1"), { ...answered, status: 500, response: null }),
  );
  await expect(late).rejects.toThrow("is not open");
  expect(await workspace.read.exchanges.exchange(exchangeId("x-1"))).toMatchObject({ status: 200 });
});

test("the hash over a case's exchanges changes with any byte, any exchange and their order", () => {
  const one = { id: "x-1", request: { sha256: "a" }, response: { sha256: "b" } };
  const two = { id: "x-2", request: null, response: { sha256: "c" } };
  const hashes = [
    exchangesHash([one, two]),
    exchangesHash([two, one]),
    exchangesHash([one]),
    exchangesHash([one, { ...two, response: { sha256: "d" } }]),
    exchangesHash([one, { ...two, request: { sha256: "c" }, response: null }]),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
});

const field = "medication.dose-value" as FieldId;
const delta: Difference = {
  field,
  entry: "rx-2",
  round: 1,
  verdict: "delta",
  changedAt: "target",
  source: "2.5",
  target: "25",
  criticality: "critical",
  faults: [{ id: "DECIMAL-LOSS", params: {}, confidence: 1, why: "The decimal point is gone." }],
  at: { resource: "R/7", place: "/d", start: 9, end: 11, document: 0, exchange: "x-1" },
};

function comparison(differences: readonly Difference[]): RoundComparison {
  return {
    person: "p-0001",
    round: 1,
    verdict: "delta",
    counts: {
      match: 2,
      allowed: 1,
      delta: 1,
      missing: 0,
      extra: 0,
      notCompared: 0,
      notReadable: 0,
    },
    differences,
    allowed: [{ ...delta, verdict: "allowed", rule: "AT-11", source: "2.50", target: "2.5" }],
    matched: ["patient.name.family", "medication.dose-unit rx-2"],
    expectations: [{ field, entry: "", expect: "must-reject", met: "undecided", why: "not said" }],
  };
}

test("a comparison is read back exactly as it was saved, odd text included", async () => {
  const { workspace, run } = await workspaceWithCase();
  const { source: _source, target: _target, ...withoutValues } = delta;
  const saved = comparison([
    delta,
    { ...withoutValues, verdict: "missing", source: "", at: null },
    { ...withoutValues, verdict: "extra", target: "", at: null },
    { ...withoutValues, verdict: "delta", source: "x", target: null, reason: "explicit null" },
    { ...withoutValues, verdict: "delta", source: "\ud83d", target: "a\u0000e\u0301\u00e9\u202e" },
  ]);
  const { id } = newCase(run, 0);
  await workspace.tick((stores) => stores.comparisons.save(run, id, saved));
  const [read] = await workspace.read.comparisons.ofCase(id);
  expect(read).toEqual(saved);
  expect(Object.hasOwn(read?.differences[1] ?? {}, "target")).toBe(false);
  expect(Object.hasOwn(read?.differences[2] ?? {}, "source")).toBe(false);
});

test("comparing a round again replaces what was said before, and leaves the other rounds", async () => {
  const { workspace, run, path } = await workspaceWithCase();
  const { id } = newCase(run, 0);
  await workspace.tick(async (stores) => {
    await stores.comparisons.save(run, id, comparison([delta, delta]));
    await stores.comparisons.save(run, id, { ...comparison([delta]), round: 2 });
    await stores.comparisons.save(run, id, comparison([]));
  });
  const read = await workspace.read.comparisons.ofCase(id);
  expect(read.map((one) => [one.round, one.differences.length])).toEqual([
    [1, 0],
    [2, 1],
  ]);
  const db = new Database(path, { readonly: true });
  expect(db.prepare("SELECT count(*) AS n FROM difference").get()).toEqual({ n: 3 });
  db.close();
});

test("the second pass reads all cases of a run in their order, compared or not", async () => {
  const { workspace, run } = await workspaceWithCase();
  await workspace.tick((stores) =>
    stores.comparisons.save(run, newCase(run, 1).id, comparison([delta])),
  );
  const seen: [number, number][] = [];
  for await (const { case: one, rounds } of workspace.read.comparisons.ofRun(run)) {
    seen.push([one.position, rounds.length]);
  }
  expect(seen).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test("a hundred matched fields take a few hundred bytes", async () => {
  const { workspace, run, path } = await workspaceWithCase();
  const matched = Array.from(
    { length: 130 },
    (_, i) => `medication.dose-${"value unit route".split(" ")[i % 3]} rx-${i}`,
  );
  await workspace.tick((stores) =>
    stores.comparisons.save(run, newCase(run, 0).id, { ...comparison([]), matched }),
  );
  const db = new Database(path, { readonly: true });
  const { size } = db.prepare("SELECT length(matched) AS size FROM comparison").get() as {
    size: number;
  };
  db.close();
  expect(size).toBeLessThan(600);
});

test("an observation keeps the order of the documents that values point into", async () => {
  const { workspace, run } = await workspaceWithCase();
  const { id } = newCase(run, 0);
  const observation = {
    case: id,
    round: 1,
    hop: "target" as const,
    attempt: 1,
    at,
    stored: "found" as const,
    pairedBy: "patient.identifier.mrn",
    exchanges: [exchangeId("x-2"), exchangeId("x-1")],
    resources: [{ type: "Patient", id: "7", version: null }],
  };
  await workspace.tick(async (stores) => {
    await stores.exchanges.begin(exchange(run, "x-1", null));
    await stores.exchanges.begin(exchange(run, "x-2", null));
    await stores.observations.add(observation);
    await stores.observations.add({ ...observation, attempt: 2, exchanges: [] });
  });
  expect(await workspace.read.observations.ofCase(id)).toEqual([
    observation,
    { ...observation, attempt: 2, exchanges: [] },
  ]);
});
