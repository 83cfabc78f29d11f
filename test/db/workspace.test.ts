import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { kyselyOver } from "../../db/connection.ts";
import { createWorkspace, openWorkspace } from "../../db/open-workspace.ts";
import { refusalOf } from "../../db/store-refusal.ts";
import type { Area, Workspace, WritableStores } from "../../db/stores.ts";
import { verifyLedger } from "../../db/verify-ledger.ts";
import { addRun, newCase, options, ownFolder } from "./workspace-fixture.ts";

async function workspaceIn(folder: string): Promise<Workspace> {
  const workspace = await createWorkspace(join(folder, "clinic.crosschart"), options);
  onTestFinished(() => workspace.close());
  return workspace;
}

test("what is read outside a tick cannot write, by its type and by its connection", async () => {
  const workspace = await workspaceIn(ownFolder());
  // @ts-expect-error -- a readable store has no such method
  expect(workspace.read.settings.set).toBeUndefined();
  const db = new Database(workspace.path, { readonly: true });
  const insert = kyselyOver(db, workspace.path).insertInto("setting");
  const write = insert.values({ key: "a", value: "1" }).execute();
  await expect(write).rejects.toMatchObject({ code: "read-only" });
  db.close();
});

test("a store that was kept beyond its tick cannot write any more", async () => {
  const workspace = await workspaceIn(ownFolder());
  let kept: WritableStores | null = null;
  await workspace.tick(async (stores) => {
    kept = stores;
  });
  const stores = kept as unknown as WritableStores;
  await expect(stores.settings.set("a", 1)).rejects.toThrow("inside a tick alone");
  expect(await workspace.read.settings.all()).toEqual({});
});

test("ticks that are asked for together run one after the other, and one that fails stops none", async () => {
  const workspace = await workspaceIn(ownFolder());
  const bump = () =>
    workspace.tick(async ({ settings }) => {
      const n = Number((await settings.get("n")) ?? 0);
      await settings.set("n", n + 1);
    });
  const fail = workspace.tick(async ({ settings }) => {
    await settings.set("n", -100);
    throw new Error("not this one");
  });
  const refused = expect(fail).rejects.toThrow("not this one");
  await Promise.all([bump(), bump(), refused, bump()]);
  expect(await workspace.read.settings.get("n")).toBe(3);
});

test("a tick inside a tick is refused instead of waiting for itself, a later one is not", async () => {
  const workspace = await workspaceIn(ownFolder());
  const inner = () => workspace.tick((stores) => stores.settings.set("inner", 1));
  await expect(workspace.tick(() => inner())).rejects.toThrow("inside a tick");
  const later: Promise<void>[] = [];
  const over = Promise.withResolvers<void>();
  await workspace.tick(async (stores) => {
    await stores.settings.set("outer", 1);
    later.push(over.promise.then(inner));
  });
  over.resolve();
  await Promise.all(later);
  expect(await workspace.read.settings.all()).toEqual({ outer: 1, inner: 1 });
});

test("reading does not see, nor wait for, a tick that is under way", async () => {
  const workspace = await workspaceIn(ownFolder());
  await workspace.tick(async ({ settings }) => {
    await settings.set("theme", "dark");
    expect(await settings.get("theme")).toBe("dark");
    expect(await workspace.read.settings.get("theme")).toBeUndefined();
  });
  expect(await workspace.read.settings.get("theme")).toBe("dark");
});

test("a commit announces the areas it touched; a failed tick and a mere look announce nothing", async () => {
  const workspace = await workspaceIn(ownFolder());
  const seen: (readonly Area[])[] = [];
  const stop = workspace.onChanged((areas) => seen.push(areas));
  const run = await addRun(workspace);
  await workspace.tick((stores) => stores.cases.add([newCase(run, 0)]));
  await workspace.tick((stores) => stores.cases.page({ run }));
  await workspace
    .tick(async (stores) => {
      await stores.settings.set("a", 1);
      throw new Error("no");
    })
    .catch(() => undefined);
  stop();
  await workspace.tick((stores) => stores.settings.set("a", 1));
  expect(seen).toEqual([
    ["people", "runs"],
    ["cases", "runs"],
  ]);
});

test("a full disk is said in a sentence, the tick is undone, and the file stays sound", async () => {
  const folder = ownFolder();
  const path = join(folder, "full.crosschart");
  const made = await createWorkspace(path, options);
  await made.close();
  // SQLite's own limit stands for the disk's: the error is the same one.
  const db = new Database(path);
  const pages = Number(db.pragma("page_count", { simple: true }));
  db.pragma(`max_page_count = ${pages + 2}`);
  const big = "x".repeat(200_000);
  const insert = kyselyOver(db, path).insertInto("setting").values({ key: "big", value: big });
  await expect(insert.execute()).rejects.toMatchObject({
    code: "disk-full",
    happened: expect.stringContaining("no space left"),
  });
  db.close();
  expect(verifyLedger(path)).toMatchObject({ ok: true });
  expect(refusalOf(Object.assign(new Error("x"), { code: "ENOSPC" }), path)).toMatchObject({
    code: "disk-full",
  });
});

test("a mistake of ours stays what it is and becomes no sentence about the disk", async () => {
  const workspace = await workspaceIn(ownFolder());
  const orphan = workspace.tick(({ runs, cases }) =>
    cases.add([newCase("nowhere" as Parameters<typeof runs.run>[0], 0)]),
  );
  await expect(orphan).rejects.toThrow("FOREIGN KEY");
});

test("a backup is a whole workspace of the same id, and is never written over a file", async () => {
  const folder = ownFolder();
  const workspace = await workspaceIn(folder);
  await workspace.tick((stores) => stores.settings.set("theme", "dark"));
  const to = join(folder, "backup.crosschart");
  await workspace.backUp(to);
  const copy = await openWorkspace(to, options);
  expect(copy.id).toBe(workspace.id);
  expect(await copy.read.settings.get("theme")).toBe("dark");
  await copy.close();
  expect(verifyLedger(to)).toMatchObject({ ok: true });

  const taken = join(folder, "letter.txt");
  writeFileSync(taken, "Dear colleague");
  await expect(workspace.backUp(taken)).rejects.toMatchObject({ code: "exists" });
  expect(existsSync(`${taken}-new`)).toBe(false);
});
