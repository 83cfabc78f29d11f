import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { electronBinary } from "../../../host/desktop/electron-binary.ts";
import { fetchElectron, gaveUpOn, giveUpFor } from "../../../host/desktop/fetch-electron.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "crosschart-electron-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Puts an installer in the place of Electron's own, and runs it. */
async function fetchWith(installer: string, signal = new AbortController().signal) {
  await writeFile(join(folder, "install.js"), installer);
  const seen: number[] = [];
  const silenceMs = 400;
  const watch = {
    silenceMs,
    everyMs: 20,
    progress: (bytes: number) => void seen.push(bytes),
    signal,
  };
  const why = await fetchElectron(folder, watch);
  expect(existsSync(join(folder, ".fetch")), "nothing half-fetched is left").toBe(false);
  return { why, seen };
}

describe("fetching the desktop window", () => {
  it("shows the bytes as they come and succeeds", async () => {
    const { why, seen } = await fetchWith(`
      const { writeFileSync } = require("node:fs");
      writeFileSync(require("node:os").tmpdir() + "/part", "x".repeat(5000));
      setTimeout(() => {}, 200);
    `);
    expect(why).toBeNull();
    expect(seen).toContain(5000);
  });

  it("gives up when no byte comes any more", async () => {
    const { why } = await fetchWith("setInterval(() => {}, 1000);");
    expect(why).toMatch(/^no byte of it came for/);
  });

  it.each([
    [
      "RequestError: connect ECONNREFUSED 127.0.0.1:443",
      "the server it comes from was not reached",
    ],
    ["TypeError: fetch failed", "the server it comes from was not reached"],
    ["Error: EACCES: permission denied", "fetching it failed (EACCES)"],
    ["HTTP 404 Not Found", "fetching it failed (HTTP 404 Not Found)"],
  ])("says why it failed: %s", async (words, says) => {
    const { why } = await fetchWith(
      `process.stderr.write(${JSON.stringify(words)}); process.exit(1);`,
    );
    expect(why).toBe(says);
  });

  it("ends with its command", async () => {
    const stopping = new AbortController();
    const fetching = fetchWith("setInterval(() => {}, 1000);", stopping.signal);
    stopping.abort();
    expect((await fetching).why).toContain("stopped");
  });

  it("is not tried again on the day it failed", async () => {
    const data = join(folder, "data");
    expect(await gaveUpOn(data, "2026-01-15")).toBe(false);
    await giveUpFor(data, "2026-01-15");
    expect(await gaveUpOn(data, "2026-01-15")).toBe(true);
    expect(await gaveUpOn(data, "2026-01-16")).toBe(false);
  });
});

describe("the binary on disk", () => {
  async function put(version: string): Promise<void> {
    await mkdir(join(folder, "dist"), { recursive: true });
    await writeFile(join(folder, "package.json"), '{ "version": "45.4.1" }');
    await writeFile(join(folder, "path.txt"), "electron");
    await writeFile(join(folder, "dist", "version"), version);
    await writeFile(join(folder, "dist", "electron"), "");
  }

  it("counts when it is complete and of the locked version", async () => {
    await put("45.4.1");
    expect(electronBinary(folder, "linux")).toBe(join(folder, "dist", "electron"));
  });

  it("does not count when it is of another version", async () => {
    await put("45.4.0");
    expect(electronBinary(folder, "linux")).toBeNull();
  });

  it.each(["path.txt", "dist/electron", "dist/version"])(
    "does not count without %s",
    async (file) => {
      await put("45.4.1");
      await rm(join(folder, file));
      expect(electronBinary(folder, "linux")).toBeNull();
    },
  );
});
