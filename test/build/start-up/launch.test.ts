import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, vi } from "vitest";
import { root } from "../checked-copy.ts";

/** What build/start-up/launch.mjs does on an older Node, with the pid of the command printed first. */
const launcher = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, [process.argv[1], "practice", "--json"], {
    stdio: ["ignore", "inherit", "ignore", "ipc"],
  });
  console.log(child.pid);
  child.on("exit", (code) => process.exit(code));
`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it("a launcher killed by kill -9 takes its command with it", async () => {
  const data = await mkdtemp(join(tmpdir(), "crosschart-launch-"));
  const program = join(root, "build/start-up/run-command.mjs");
  const parent = spawn(process.execPath, ["-e", launcher, program], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, CROSSCHART_DATA: data },
  });
  try {
    const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
    const pid = Number((await lines.next()).value);
    // Its line of JSON says that it is ready.
    expect(JSON.parse(String((await lines.next()).value))).toHaveProperty("emr");
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000 });
  } finally {
    parent.kill("SIGKILL");
    await rm(data, { recursive: true, force: true });
  }
});
