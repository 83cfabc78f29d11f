import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureElectron, ensureRenderer } from "./ensure-bundles.ts";
import { root } from "./root.ts";
import { runProgram } from "./run-program.ts";
import { electronBinary } from "../host/desktop/electron-binary.ts";
import { makeStandInElectron } from "./stand-in-electron.ts";

export interface PackageOptions {
  /** Where the bundles lie, `electron/` and `renderer/` beside each other. */
  readonly bundles: string;
  /** Gets the unpacked application as a folder of its own. */
  readonly out: string;
  /** The folder of the package `electron`, with or without its binary. */
  readonly electron: string;
  readonly say: (text: string) => void;
}

/**
 * Makes the unpacked application with electron-builder. Without Electron's binary a stand-in of
 * ours takes its place, so that everything but the window can be looked at.
 * @returns the folder that was made; its name ends in `-no-electron` when it cannot be started
 */
export async function packageApp(options: PackageOptions): Promise<string> {
  const manifest = await readManifest(join(root, "package.json"));
  const electronVersion = (await readManifest(join(options.electron, "package.json"))).version;
  const work = join(options.out, `.work-${process.pid}`);
  const app = join(work, "app");
  const isReal = electronBinary(options.electron, process.platform) !== null;
  try {
    await stage(app, options.bundles, manifest.version);
    const dist = isReal ? join(options.electron, "dist") : join(work, "electron");
    if (!isReal) await makeStandInElectron(dist, electronVersion);
    const config = join(work, "electron-builder.json");
    await writeFile(config, JSON.stringify(builderConfig(work, dist, electronVersion, isReal)));
    options.say(isReal ? "packaging …" : "packaging with a stand-in, no Electron binary is here …");
    const { code, text } = await runProgram(
      [
        join(root, "build/packager/node_modules/electron-builder/cli.js"),
        "--dir",
        "--publish=never",
        `--projectDir=${app}`,
        `--config=${config}`,
      ],
      // Nothing of it may look for a certificate or a newer version of itself.
      { env: { CSC_IDENTITY_AUTO_DISCOVERY: "false", NO_UPDATE_NOTIFIER: "1" } },
    );
    if (code !== 0) throw new Error(`electron-builder could not package.\n${text}`);
    const made = (await readdir(join(work, "out"), { withFileTypes: true })).find((entry) =>
      entry.isDirectory(),
    );
    if (made === undefined) throw new Error(`electron-builder made nothing.\n${text}`);
    const platform = `${process.platform}-${process.arch}`;
    const name = `crosschart-${manifest.version}-${platform}${isReal ? "" : "-no-electron"}`;
    const target = join(options.out, name);
    await rm(target, { recursive: true, force: true });
    await rename(join(work, "out", made.name), target);
    // Electron's own greeting; electron-builder leaves it when the distribution is a folder.
    await rm(join(target, "resources", "default_app.asar"), { force: true });
    return target;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function readManifest(path: string): Promise<{ version: string }> {
  // package.json files of our own and of npm.
  return JSON.parse(await readFile(path, "utf8")) as { version: string };
}

/** The application as it is packed: bundles, and the one part that cannot be bundled. */
async function stage(app: string, bundles: string, version: string): Promise<void> {
  await mkdir(app, { recursive: true });
  await cp(join(bundles, "electron"), join(app, "electron"), { recursive: true });
  await cp(join(bundles, "renderer"), join(app, "renderer"), { recursive: true });
  const sqlite = join(root, "node_modules", "better-sqlite3");
  const packed = join(app, "node_modules", "better-sqlite3");
  const sqliteManifest = JSON.parse(await readFile(join(sqlite, "package.json"), "utf8")) as object;
  await mkdir(join(packed, "prebuilds"), { recursive: true });
  await cp(join(sqlite, "lib"), join(packed, "lib"), { recursive: true });
  await cp(join(sqlite, "LICENSE"), join(packed, "LICENSE"));
  for (const file of await readdir(join(sqlite, "prebuilds"))) {
    if (!file.startsWith(process.platform) || !file.includes(process.arch)) continue;
    await cp(join(sqlite, "prebuilds", file), join(packed, "prebuilds", file));
  }
  // What it needs for compiling is not packed, so it is not named either.
  const { version: sqliteVersion } = await readManifest(join(sqlite, "package.json"));
  await writeFile(
    join(packed, "package.json"),
    JSON.stringify({ ...sqliteManifest, dependencies: {}, devDependencies: {}, scripts: {} }),
  );
  const manifest = {
    name: "crosschart",
    productName: "Crosschart",
    version,
    description: "The acceptance-testing workbench for clinic-to-EMR integrations",
    author: "Crosschart contributors",
    license: "MIT",
    type: "module",
    main: "electron/main.js",
    dependencies: { "better-sqlite3": sqliteVersion },
  };
  await writeFile(join(app, "package.json"), JSON.stringify(manifest, null, 2));
  await cp(join(root, "LICENSE"), join(app, "LICENSE"));
}

function builderConfig(
  work: string,
  electronDist: string,
  electronVersion: string,
  isReal: boolean,
): object {
  return {
    appId: "org.crosschart.workbench",
    productName: "Crosschart",
    copyright: "Crosschart contributors",
    electronVersion,
    electronDist,
    directories: { output: join(work, "out"), buildResources: join(work, "resources") },
    files: ["**/*"],
    asar: true,
    asarUnpack: ["**/*.node"],
    npmRebuild: false,
    nodeGypRebuild: false,
    buildDependenciesFromSource: false,
    extraMetadata: {},
    linux: { target: ["dir"], category: "Office", executableName: "crosschart" },
    mac: { target: ["dir"], identity: null, category: "public.app-category.medical" },
    win: { target: ["dir"], signAndEditExecutable: false },
    // Switches inside Electron's binary; a stand-in has none.
    ...(isReal
      ? {
          electronFuses: {
            runAsNode: false,
            enableCookieEncryption: true,
            enableNodeOptionsEnvironmentVariable: false,
            enableNodeCliInspectArguments: false,
            enableEmbeddedAsarIntegrityValidation: true,
            onlyLoadAppFromAsar: true,
            grantFileProtocolExtraPrivileges: false,
          },
        }
      : {}),
  };
}

/** What `npm run package` does. @returns the exit code */
export async function main(): Promise<number> {
  const say = (text: string): void => void process.stderr.write(`crosschart: ${text}\n`);
  for (const problem of [await ensureRenderer(), await ensureElectron()]) {
    if (problem === null) continue;
    say(problem);
    return 1;
  }
  const folder = await packageApp({
    bundles: join(root, "dist"),
    out: join(root, "dist", "package"),
    electron: join(root, "node_modules", "electron"),
    say,
  });
  process.stdout.write(`${folder}\n`);
  return 0;
}
