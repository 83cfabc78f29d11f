import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ensureRenderer } from "../../../build/ensure-bundles.ts";
import { runCli } from "../../../host/cli/run-cli.ts";

let data: string;
beforeAll(async () => {
  expect(await ensureRenderer()).toBeNull();
});
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "crosschart-start-"));
});
afterEach(() => rm(data, { recursive: true, force: true }));

interface Running {
  /** The address, once the page is there; null where the command ended before. */
  readonly address: Promise<string | null>;
  readonly end: () => Promise<number>;
  readonly err: () => string;
  readonly code: Promise<number>;
}

/** Runs a command line as a build server would: no window opens, no browser is started. */
function run(...words: readonly string[]): Running {
  const stopping = new AbortController();
  let err = "";
  let told: (address: string | null) => void = () => {};
  const address = new Promise<string | null>((done) => (told = done));
  const code = runCli(words, {
    out: (text) => told(text.trim()),
    err: (text) => void (err += text),
    errIsTerminal: false,
    env: { CROSSCHART_DATA: data, CI: "true" },
    cwd: data,
    now: () => new Date("2026-01-15T12:00:00Z"),
    signal: stopping.signal,
  });
  void code.then(() => told(null));
  return {
    address,
    err: () => err,
    code,
    end: () => {
      stopping.abort("SIGTERM");
      return code;
    },
  };
}

describe("start", () => {
  it("opens the browser page where no window can open, says why, and ends with 0", async () => {
    const started = run("start");
    const address = (await started.address) ?? "";
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=.{40,}$/);
    expect(started.err()).toContain("Opening the browser page: this is a build server.");
    expect((await fetch(address, { redirect: "manual" })).status).toBe(303);
    expect(await started.end()).toBe(0);
    await expect(fetch(address)).rejects.toThrow("fetch failed");
  });

  it("refuses a workspace that another start has open, and leaves that one alone", async () => {
    const first = run("start", "--browser");
    await first.address;
    const second = run("start", "--browser");
    expect(await second.code).toBe(4);
    expect(second.err()).toContain("do:");
    expect(await first.end()).toBe(0);
  });
});

describe("serve", () => {
  it("says so when the port belongs to another program", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    // A listening TCP server has an address of this form.
    const { port } = other.address() as AddressInfo;
    const refused = run("serve", "--port", String(port));
    expect(await refused.code).toBe(2);
    expect(refused.err()).toContain(`Port ${port} is used by another program.`);
    await new Promise((done) => other.close(done));
  });

  it.each(["0", "65536", "-1", "80a", ""])("takes no %j for a port", async (port) => {
    const refused = run("serve", `--port=${port}`);
    expect(await refused.code).toBe(2);
    expect(refused.err()).toContain("is no port");
  });
});

describe("bench", () => {
  it("names the figures there are when asked for another", async () => {
    const refused = run("bench", "elegance");
    expect(await refused.code).toBe(2);
    expect(refused.err()).toContain(
      "generation, people, hl7, fhir, comparison, inference, storing, memory",
    );
  });
});
