import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "../checked-copy.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "crosschart-set-up-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A clone as it lies on a fresh machine, with a registry that cannot be reached. */
async function freshCloneOffline(): Promise<void> {
  for (const path of ["build/crosschart.mjs", "build/start-up", "build/runtime/package.json"]) {
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  for (const path of ["package.json", "package-lock.json", ".npmrc"]) {
    await cp(join(root, path), join(folder, path));
  }
}

function start(
  words: readonly string[],
  nodeFlags: readonly string[] = [],
): Promise<{ code: number; out: string; err: string }> {
  const env = {
    ...process.env,
    npm_config_registry: "http://127.0.0.1:9/",
    npm_config_cache: join(folder, "cache"),
    npm_config_fetch_retries: "0",
  };
  return new Promise((done) => {
    const program = join(folder, "build/crosschart.mjs");
    execFile(process.execPath, [...nodeFlags, program, ...words], { env }, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe("a start that cannot set itself up", () => {
  it("says so when offline, with 6, and leaves stdout alone", async () => {
    await freshCloneOffline();
    const { code, out, err } = await start(["fields"]);
    expect(code).toBe(6);
    expect(out).toBe("");
    expect(err).toContain("the npm registry was not reached");
    expect(err).toContain("Nothing outside this folder was changed.");
    expect(err).toContain("npm config set proxy");
  });

  it("says it as one JSON document with --json", async () => {
    await freshCloneOffline();
    const { code, out } = await start(["fields", "--json"]);
    expect(code).toBe(6);
    expect(JSON.parse(out)).toEqual({
      error: {
        code: 6,
        happened: expect.stringContaining("not reached"),
        safe: "Nothing outside this folder was changed.",
        do: expect.stringContaining("proxy"),
        at: null,
      },
    });
  });

  it("leaves no lock behind", async () => {
    await freshCloneOffline();
    await start(["fields"]);
    expect(await readdir(join(folder, ".crosschart"))).toEqual([]);
  });

  it("says so on a Node that is too old", async () => {
    await freshCloneOffline();
    const old = `Object.defineProperty(process, "versions", { value: { node: "16.20.2" } })`;
    const { code, out, err } = await start(["fields"], ["--import", `data:text/javascript,${old}`]);
    expect(code).toBe(6);
    expect(out).toBe("");
    expect(err).toContain("This is Node 16.20.2, too old");
    expect(err).toContain("Nothing was changed.");
  });
});

describe("parts that npm left out without a word", () => {
  interface Parts {
    missingParts(folder: string, platform: { os: string; cpu: string; libc: string }): string[];
  }
  const platform = { os: "linux", cpu: "x64", libc: "glibc" };

  async function missing(packages: Record<string, object>): Promise<string[]> {
    await writeFile(join(folder, "package-lock.json"), JSON.stringify({ packages }));
    // Plain JavaScript that runs on old Nodes, so it has no types.
    const { missingParts } = (await import(
      join(root, "build/start-up/parts.mjs")
    )) as unknown as Parts;
    return missingParts(folder, platform);
  }

  it("are found, also where they are optional", async () => {
    await mkdir(join(folder, "node_modules/there"), { recursive: true });
    await writeFile(join(folder, "node_modules/there/package.json"), "{}");
    const binding = { version: "1.0.0", optional: true };
    expect(
      await missing({
        "": {},
        "node_modules/there": { version: "1.0.0" },
        "node_modules/gone": { version: "1.0.0" },
        "node_modules/ours": { ...binding, os: ["linux"], cpu: ["x64"], libc: ["glibc"] },
        "node_modules/negated": { ...binding, os: ["!win32"] },
      }),
    ).toEqual(["node_modules/gone", "node_modules/ours", "node_modules/negated"]);
  });

  it("are not expected where they are for another platform, optional peers, or have no version", async () => {
    const binding = { version: "1.0.0", optional: true };
    expect(
      await missing({
        "node_modules/mac": { ...binding, os: ["darwin"] },
        "node_modules/arm": { ...binding, os: ["linux"], cpu: ["arm64"] },
        "node_modules/musl": { ...binding, os: ["linux"], cpu: ["x64"], libc: ["musl"] },
        "node_modules/peer": { ...binding, peer: true },
        "node_modules/gap": { optional: true },
      }),
    ).toEqual([]);
  });
});

describe("two starts at once", () => {
  type Lock = { withSetUpLock<T>(folder: string, work: () => Promise<T>): Promise<T> };

  async function lock(): Promise<Lock> {
    // Plain JavaScript that runs on old Nodes, so it has no types.
    return (await import(join(root, "build/start-up/set-up-lock.mjs"))) as unknown as Lock;
  }

  it("set up one after the other", async () => {
    const { withSetUpLock } = await lock();
    const place = join(folder, ".crosschart", "set-up.lock");
    const order: string[] = [];
    let finishFirst = (): void => {};
    const first = withSetUpLock(place, async () => {
      order.push("first begins");
      await new Promise<void>((done) => (finishFirst = done));
      order.push("first ends");
    });
    const second = withSetUpLock(place, () => Promise.resolve(order.push("second")));
    while (order.length === 0) await new Promise((done) => setImmediate(done));
    finishFirst();
    await Promise.all([first, second]);
    expect(order).toEqual(["first begins", "first ends", "second"]);
  });

  it("do not wait for one that died", async () => {
    const { withSetUpLock } = await lock();
    const place = join(folder, ".crosschart", "set-up.lock");
    await mkdir(place, { recursive: true });
    // No process has this number: it is beyond what any system gives.
    await writeFile(join(place, "pid"), "99999999");
    expect(await withSetUpLock(place, () => Promise.resolve("done"))).toBe("done");
  });
});
