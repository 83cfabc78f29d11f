import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { createWorkspace, openWorkspace } from "../../db/open-workspace.ts";
import { StoreRefusal } from "../../db/store-refusal.ts";
import { verifyLedger } from "../../db/verify-ledger.ts";
import { lockPathOf } from "../../db/workspace-lock.ts";
import { options, ownFolder } from "./workspace-fixture.ts";

const program = fileURLToPath(new URL("child-holds-workspace.ts", import.meta.url));

/** Starts the other program and waits for `lines` lines of it. */
async function startOther(path: string, mode: string, lines: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, path, mode], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let seen = 0;
  for await (const _line of createInterface({ input: child.stdout })) {
    if (++seen >= lines) break;
  }
  expect(seen).toBe(lines);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

test("a second program is told name and process of the first", async () => {
  const path = join(ownFolder(), "clinic.crosschart");
  const other = await startOther(path, "hold", 1);
  const refusal = await openWorkspace(path, options).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StoreRefusal);
  expect(refusal).toMatchObject({ code: "locked" });
  if (refusal instanceof StoreRefusal) {
    expect(refusal.happened).toContain("is open in the night job (process ");
    expect(refusal.happened).toContain(`process ${other.pid}`);
  }
});

test("the lock of a killed program is taken over, and nothing is left beside the file", async () => {
  const path = join(ownFolder(), "clinic.crosschart");
  await kill(await startOther(path, "hold", 1));
  const workspace = await openWorkspace(path, options);
  await workspace.close();
  expect(existsSync(lockPathOf(path))).toBe(false);
});

test("a program killed in the middle of writing leaves whole ticks and a ledger that verifies", async () => {
  const path = join(ownFolder(), "clinic.crosschart");
  for (const lines of [12, 27, 40]) {
    await kill(await startOther(path, "write", lines));
    const workspace = await openWorkspace(path, options);
    const { left, right } = await workspace.read.settings.all();
    expect(left).toBe(right);
    // Each line was printed after its tick: what was said to be saved is there.
    expect(Number(left)).toBeGreaterThanOrEqual(lines - 1);
    await workspace.close();
    expect(verifyLedger(path)).toMatchObject({ ok: true, problem: null });
  }
});

test("a ledger is verified while another program has the workspace open", async () => {
  const path = join(ownFolder(), "clinic.crosschart");
  await startOther(path, "hold", 1);
  expect(verifyLedger(path)).toMatchObject({ ok: true, checked: 1 });
});

test("a file that may not be written is refused with a sentence", async ({ skip }) => {
  if (process.getuid?.() !== 0) skip("only root can try a file as somebody else");
  const nobody = { uid: 65_534, gid: 65_534 };
  const program = fileURLToPath(new URL("../../db/open-workspace.ts", import.meta.url));
  const look = `require("fs").accessSync(${JSON.stringify(program)})`;
  const probe = spawnSync(process.execPath, ["-e", look], nobody);
  if (probe.status !== 0) skip("this copy lies in a folder that only its owner may enter");
  const folder = ownFolder();
  const path = join(folder, "clinic.crosschart");
  await (await createWorkspace(path, options)).close();
  copyFileSync(path, join(folder, "copy.crosschart"));
  chmodSync(path, 0o444);
  chmodSync(folder, 0o755);
  chownSync(path, 0, 0);
  // Root may write everything: the attempt is made as nobody.
  const script = `import { openWorkspace } from ${JSON.stringify(program)};
      await openWorkspace(${JSON.stringify(path)}, { ownerName: "x", appVersion: "0", now: () => new Date() })
        .catch((error) => console.log(error.code + "|" + error.todo));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    ...nobody,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (out += chunk.toString()));
  await once(child, "close");
  expect(out).toMatch(/^read-only\|Give yourself the right/);
});
