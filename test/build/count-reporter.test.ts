import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./checked-copy.ts";

it("counts passed, failed and skipped tests, and files that cannot be loaded", async () => {
  const folder = await mkdtemp(join(tmpdir(), "crosschart-count-"));
  try {
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    await writeFile(
      join(folder, "a.test.ts"),
      `import { describe, expect, it } from "vitest";
       it("passes", () => {});
       it("fails", () => expect(1).toBe(2));
       it("is skipped", (context) => context.skip("no such thing here"));
       describe("a group", () => { it("passes too", () => {}); });`,
    );
    await writeFile(join(folder, "b.test.ts"), `import "./absent.ts";`);
    const counts = join(folder, "counts.json");
    await new Promise<void>((done) => {
      execFile(
        process.execPath,
        [
          join(root, "node_modules/vitest/vitest.mjs"),
          "run",
          `--root=${folder}`,
          `--reporter=${join(root, "build/count-reporter.ts")}`,
        ],
        { env: { ...process.env, CROSSCHART_COUNTS: counts } },
        () => done(),
      );
    });
    expect(JSON.parse(await readFile(counts, "utf8"))).toEqual({
      passed: 2,
      failed: 2,
      skipped: [{ name: "is skipped", reason: "no such thing here" }],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
