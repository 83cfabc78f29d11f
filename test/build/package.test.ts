import { createRequire } from "node:module";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageApp } from "../../build/package.ts";
import { root } from "./checked-copy.ts";

interface Asar {
  listPackage(path: string, options: { isPack: boolean }): string[];
  statFile(path: string, file: string): { unpacked?: boolean };
  extractAll(path: string, folder: string): void;
}

const packager = createRequire(join(root, "build/packager/package.json"));
let folder: string;
let app: string;
let archive: string;
let asar: Asar;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crosschart-package-"));
  // The stand-in is what is tried here, also where the real binary is at hand.
  const electron = join(folder, "electron");
  await mkdir(electron);
  await cp(join(root, "node_modules/electron/package.json"), join(electron, "package.json"));
  // Bundles as the bundler names them; that it makes them is looked at elsewhere.
  const bundles = join(folder, "bundles");
  const names = ["electron/main.js", "electron/preload.cjs", "electron/host-process.js"];
  for (const name of [...names, "renderer/index.html", "renderer/assets/index-1.js"]) {
    await mkdir(join(bundles, name, ".."), { recursive: true });
    await writeFile(join(bundles, name), `/* ${name} */`);
  }
  app = await packageApp({ bundles, out: join(folder, "out"), electron, say: () => {} });
  archive = join(app, "resources", "app.asar");
  // The packager's own type is ESM only and lies outside this project.
  asar = (await import(packager.resolve("@electron/asar"))) as Asar;
}, 110_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(process.platform === "darwin")("the packaged application", () => {
  it("says in its name that Electron is not in it", () => {
    expect(app).toMatch(/crosschart-\d+\.\d+\.\d+-[a-z0-9]+-[a-z0-9]+-no-electron$/);
  });

  it("holds main, preload, host and page, and no sources or tests", () => {
    const files = asar
      .listPackage(archive, { isPack: false })
      .map((file) => file.replaceAll("\\", "/"));
    expect(files).toEqual(
      expect.arrayContaining([
        "/package.json",
        "/electron/main.js",
        "/electron/preload.cjs",
        "/electron/host-process.js",
        "/renderer/index.html",
        "/renderer/assets/index-1.js",
        "/node_modules/better-sqlite3/lib/index.js",
      ]),
    );
    const tops = new Set(files.map((file) => file.split("/")[1]));
    expect(tops).toEqual(
      new Set(["LICENSE", "electron", "node_modules", "package.json", "renderer"]),
    );
    expect(files.filter((file) => /\.(ts|tsx|map|c|cc|cpp|h|hpp|gyp)$/.test(file))).toEqual([]);
    expect(files.filter((file) => /\/(test|tests|deps|src)\//.test(file))).toEqual([]);
  });

  it("starts at main", async () => {
    const out = join(folder, "extracted-main");
    asar.extractAll(archive, out);
    const manifest: unknown = JSON.parse(await readFile(join(out, "package.json"), "utf8"));
    expect(manifest).toMatchObject({
      name: "crosschart",
      main: "electron/main.js",
      type: "module",
    });
  });

  it("has the native part of the store beside the archive, and it opens a database", async () => {
    const unpacked = join(app, "resources", "app.asar.unpacked", "node_modules", "better-sqlite3");
    const natives = await readdir(join(unpacked, "prebuilds"));
    const ours = natives.find((file) => file.startsWith(`${process.platform}-${process.arch}`));
    expect(ours).toBeDefined();
    expect(natives.filter((file) => !file.startsWith(process.platform))).toEqual([]);
    const inArchive = `node_modules/better-sqlite3/prebuilds/${ours}`;
    expect(asar.statFile(archive, inArchive).unpacked).toBe(true);
    const out = join(folder, "extracted-store");
    asar.extractAll(archive, out);
    await rm(join(out, "node_modules/better-sqlite3/prebuilds"), { recursive: true });
    // The library as packed, with the native file from beside the archive.
    const Database = createRequire(join(out, "package.json"))("better-sqlite3") as new (
      path: string,
      options: { nativeBinding: string },
    ) => { prepare(sql: string): { get(): unknown }; close(): void };
    const nativeBinding = join(unpacked, "prebuilds", ours ?? "");
    const database = new Database(join(folder, "tried.sqlite"), { nativeBinding });
    expect(database.prepare("SELECT 1 + 1 AS two").get()).toEqual({ two: 2 });
    database.close();
  });

  it("lies in the folder that a user would open", async () => {
    const files = await readdir(app);
    const program = process.platform === "win32" ? "Crosschart.exe" : "crosschart";
    expect(files).toEqual(expect.arrayContaining([program, "resources", "locales"]));
    expect(await readdir(join(app, "resources"))).not.toContain("default_app.asar");
  });
});
