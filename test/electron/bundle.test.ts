import { readFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ensureElectron } from "../../build/ensure-bundles.ts";

const folder = join(import.meta.dirname, "../../dist/electron");
beforeAll(async () => {
  expect(await ensureElectron()).toBeNull();
});

describe("the programs of the window, as they are bundled,", () => {
  it("have a preload that asks for Electron alone, as the sandbox demands", async () => {
    const text = await readFile(join(folder, "preload.cjs"), "utf8");
    const asked = [...text.matchAll(/\brequire\(["'`]([^"'`]+)/g)].map((match) => match[1]);
    expect(new Set(asked)).toEqual(new Set(["electron"]));
    expect(text).not.toMatch(/^(import|export) /m);
  });

  it.each(["main.js", "host-process.js"])(
    "have a %s that a package can carry alone",
    async (file) => {
      const text = await readFile(join(folder, file), "utf8");
      const imported = [...text.matchAll(/^import (?:[^"';]*from )?["']([^"']+)["']/gm)].map(
        (match) => match[1] ?? "",
      );
      const carried = new Set(["electron", "better-sqlite3", ...builtinModules]);
      expect(imported.length).toBeGreaterThan(0);
      expect(imported.filter((name) => !carried.has(name.replace(/^node:/, "")))).toEqual([]);
    },
  );
});
