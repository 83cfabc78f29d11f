import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ensureElectron } from "../../build/ensure-bundles.ts";

const root = join(import.meta.dirname, "../..");

/**
 * Plays Electron's part for a utility process: `process.parentPort`, and ports whose messages come
 * as events. Says calls into the port, one after the other, and prints what comes back.
 */
const stage = `
  import { EventEmitter } from "node:events";
  import { MessageChannel } from "node:worker_threads";
  const parent = Object.assign(new EventEmitter(), {
    postMessage: (message) => { console.log(JSON.stringify(message)); process.exit(0); },
  });
  process.parentPort = parent;
  const electronPort = (port) => Object.assign(new EventEmitter(), {
    postMessage: (message) => port.postMessage(message),
    start() { port.on("message", (data) => this.emit("message", { data })); },
    close: () => port.close(),
  });
  const { port1, port2 } = new MessageChannel();
  const calls = JSON.parse(process.env.CALLS);
  const next = () => {
    const name = calls.shift();
    if (name === undefined) parent.emit("message", { data: { kind: "stop" }, ports: [] });
    else port2.postMessage({ kind: "call", id: name, name, input: {}, key: "key-of-" + name });
  };
  port2.on("message", (message) => {
    if (message.kind !== "answer") return;
    console.log(JSON.stringify(message));
    next();
  });
  const starting = import(process.env.HOST_PROCESS);
  // As in Electron, the port may come before the workspace is open.
  await new Promise((done) => setImmediate(done));
  await starting;
  parent.emit("message", { data: { kind: "connect" }, ports: [electronPort(port1)] });
  next();
`;

let data: string;
beforeAll(async () => {
  expect(await ensureElectron()).toBeNull();
  await writeFile(join(tmpdir(), `crosschart-stage-${process.pid}.mjs`), stage);
});
afterAll(() => rm(join(tmpdir(), `crosschart-stage-${process.pid}.mjs`)));
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "crosschart-host-"));
});
afterEach(() => rm(data, { recursive: true, force: true }));

async function runHost(
  workspace: string,
  ...calls: readonly string[]
): Promise<{ code: number | null; said: readonly unknown[] }> {
  const program = join(tmpdir(), `crosschart-stage-${process.pid}.mjs`);
  const child = spawn(process.execPath, [program, workspace], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      CALLS: JSON.stringify(calls),
      CROSSCHART_DATA: data,
      HOST_PROCESS: pathToFileURL(join(root, "dist/electron/host-process.js")).href,
    },
  });
  let out = "";
  child.stdout.on("data", (bytes) => (out += String(bytes)));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  const lines = out.split("\n").filter((line) => line !== "");
  return { code, said: lines.map((line): unknown => JSON.parse(line)) };
}

describe("the host in its own process, as it is bundled,", () => {
  it("answers calls over the port it was given, and ends when told", async () => {
    const { code, said } = await runHost(join(data, "ours.crosschart"), "app.about");
    expect(said).toMatchObject([
      { id: "app.about", answer: { ok: true, reply: { door: "desktop", chain: { ok: true } } } },
    ]);
    expect(code).toBe(0);
  });

  it("carries the whole practice with it", async () => {
    const workspace = join(data, "ours.crosschart");
    const { code, said } = await runHost(workspace, "practice.start", "practice.status");
    expect(said).toMatchObject([
      { id: "practice.start", answer: { ok: true } },
      { id: "practice.status", answer: { ok: true, reply: { running: true } } },
    ]);
    expect(code).toBe(0);
  });

  it("says why it cannot open a workspace, and leaves the file as it was", async () => {
    const foreign = join(data, "letter.crosschart");
    await writeFile(foreign, "This is a letter, not a database. ".repeat(100));
    const before = await readFile(foreign);
    const { said } = await runHost(foreign);
    expect(said).toMatchObject([{ kind: "refused", happened: expect.stringContaining("letter") }]);
    expect(await readFile(foreign)).toEqual(before);
  });
});
