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
 * as events. Says one call into the port and prints what comes back.
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
  port2.on("message", (message) => {
    if (message.kind !== "answer") return;
    console.log(JSON.stringify(message));
    parent.emit("message", { data: { kind: "stop" }, ports: [] });
  });
  const starting = import(process.env.HOST_PROCESS);
  // As in Electron, the port may come before the workspace is open.
  await new Promise((done) => setImmediate(done));
  await starting;
  parent.emit("message", { data: { kind: "connect" }, ports: [electronPort(port1)] });
  port2.postMessage({ kind: "call", id: "1", name: "app.about", input: {} });
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

function runHost(...words: readonly string[]): Promise<{ code: number | null; said: unknown }> {
  return new Promise((done) => {
    const program = join(tmpdir(), `crosschart-stage-${process.pid}.mjs`);
    const child = spawn(process.execPath, [program, ...words], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        CROSSCHART_DATA: data,
        HOST_PROCESS: pathToFileURL(join(root, "dist/electron/host-process.js")).href,
      },
    });
    let out = "";
    child.stdout.on("data", (bytes) => (out += String(bytes)));
    child.on("close", (code) => done({ code, said: JSON.parse(out) as unknown }));
  });
}

describe("the host in its own process, as it is bundled,", () => {
  it("answers calls over the port it was given, and ends when told", async () => {
    const { code, said } = await runHost(join(data, "ours.crosschart"));
    expect(said).toMatchObject({
      kind: "answer",
      id: "1",
      answer: { ok: true, reply: { door: "desktop", chain: { ok: true } } },
    });
    expect(code).toBe(0);
  });

  it("says why it cannot open a workspace, and leaves the file as it was", async () => {
    const foreign = join(data, "letter.crosschart");
    await writeFile(foreign, "This is a letter, not a database. ".repeat(100));
    const before = await readFile(foreign);
    const { said } = await runHost(foreign);
    expect(said).toMatchObject({ kind: "refused", happened: expect.stringContaining("letter") });
    expect(await readFile(foreign)).toEqual(before);
  });
});
