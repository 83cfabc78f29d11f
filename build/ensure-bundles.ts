import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";
import { runProgram } from "./run-program.ts";

const sources = {
  renderer: ["renderer", "api", "core"],
  electron: ["electron", "host", "db", "api", "core"],
} as const;
type Bundle = keyof typeof sources;

/** Builds the page into dist/renderer when its sources changed. Returns a sentence when it cannot. */
export function ensureRenderer(): Promise<string | null> {
  return ensure("renderer");
}

/** Builds main, preload and host of the desktop window into dist/electron when they changed. */
export function ensureElectron(): Promise<string | null> {
  return ensure("electron");
}

async function ensure(bundle: Bundle): Promise<string | null> {
  const target = join(root, "dist", bundle);
  const stamp = join(root, "dist", `${bundle}.stamp`);
  const wanted = await hashOf(bundle);
  if (existsSync(target) && (await readFile(stamp, "utf8").catch(() => "")) === wanted) return null;
  const started = Date.now();
  const words = bundle === "renderer" ? "the page" : "the desktop window";
  process.stderr.write(`crosschart: building ${words} …\n`);
  // Built beside and moved, so that two starts at once and a broken build leave a whole folder.
  const fresh = `${target}.${process.pid}`;
  try {
    await mkdir(fresh, { recursive: true });
    const text = await runBundler(bundle, fresh);
    if (text !== null) return `${words} could not be built.\n${text}`;
    await rm(target, { recursive: true, force: true });
    await rename(fresh, target);
    await writeFile(stamp, wanted);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stderr.write(`crosschart: built ${words} in ${seconds} s.\n`);
  return null;
}

/** The bundler sets NODE_ENV and keeps threads, so it has a process of its own. */
async function runBundler(bundle: Bundle, folder: string): Promise<string | null> {
  const { code, text } = await runProgram([join(import.meta.dirname, "bundle.ts"), bundle, folder]);
  return code === 0 ? null : text;
}

async function hashOf(bundle: Bundle): Promise<string> {
  const hash = createHash("sha256");
  const files = ["package-lock.json", "build/bundle.ts"];
  for (const folder of sources[bundle]) {
    const listed = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of listed) {
      if (entry.isFile()) files.push(join(entry.parentPath, entry.name).slice(root.length + 1));
    }
  }
  for (const file of files.sort()) {
    hash.update(`${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest("hex");
}

// `host/cli/start.ts` runs this file, because nobody imports build/.
if (import.meta.main) {
  const ensureAsked = process.argv[2] === "electron" ? ensureElectron : ensureRenderer;
  const problem = await ensureAsked();
  if (problem !== null) {
    process.stderr.write(`crosschart: ${problem}\n`);
    process.exitCode = 1;
  }
}
