import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { whyFailed } from "./debian-packages.ts";
import { strangersCache, type FoundStranger } from "./stranger.ts";

const run = promisify(execFile);
const folder = join(strangersCache, "python");
const requirements = join(import.meta.dirname, "requirements.txt");
const stamp = join(folder, "requirements.sha256");
const windows = process.platform === "win32";
const own = join(folder, windows ? "Scripts" : "bin", windows ? "python.exe" : "python");

/** Our own virtual environment with the libraries of requirements.txt, if it stands. */
export async function findPrivatePython(): Promise<FoundStranger> {
  const has = await readFile(stamp, "utf8").catch(() => null);
  if (has !== (await wanted()))
    return { reason: "Python's libraries for the tests are not set up" };
  return { path: own };
}

/**
 * Makes the virtual environment in the cache folder; the Python that makes it stays as it is.
 * @param maker a Python 3 with its venv module
 */
export async function makePrivatePython(maker: string): Promise<FoundStranger> {
  const found = await findPrivatePython();
  if ("path" in found) return found;
  const limits = { timeout: 5 * 60_000, maxBuffer: 64 * 1024 * 1024 };
  try {
    await run(maker, ["-m", "venv", "--clear", folder], limits);
    const words = ["--require-hashes", "--no-deps", "--disable-pip-version-check", "--quiet"];
    await run(own, ["-m", "pip", "install", ...words, "-r", requirements], limits);
    await writeFile(stamp, await wanted());
    return { path: own };
  } catch (error) {
    return { reason: `Python's libraries for the tests could not be had (${whyFailed(error)})` };
  }
}

async function wanted(): Promise<string> {
  return createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex");
}
