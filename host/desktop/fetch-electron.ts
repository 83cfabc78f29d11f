import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface FetchWatch {
  /** Ends the fetch when this long no byte came. */
  readonly silenceMs: number;
  /** How often bytes are counted. */
  readonly everyMs: number;
  readonly progress: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Lets Electron's own installer fetch and check the binary, and watches that bytes keep coming.
 * @param folder of the package `electron`
 * @returns null when it is there, else why not, as the end of a sentence
 */
export async function fetchElectron(folder: string, watch: FetchWatch): Promise<string | null> {
  // Beside the target, so that we can see the download grow and remove what is left of it.
  await mkdir(join(folder, ".fetch"), { recursive: true });
  const temporary = await mkdtemp(join(folder, ".fetch", "part-"));
  const places = { TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const proxied = Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name));
  const child = spawn(process.execPath, [join(folder, "install.js")], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...places, ...(proxied ? { ELECTRON_GET_USE_PROXY: "1" } : {}) },
  });
  const stop = (): void => void child.kill("SIGKILL");
  watch.signal.addEventListener("abort", stop);
  let words = "";
  child.stderr.on("data", (bytes) => (words = (words + String(bytes)).slice(-4000)));
  let silent = false;
  let seen = -1;
  let lastGrowth = performance.now();
  const watching = setInterval(() => {
    void Promise.all([sizeOf(temporary), sizeOf(join(folder, "dist"))]).then(([part, dist]) => {
      const bytes = part + dist;
      if (bytes > 0 && bytes !== seen) watch.progress(bytes);
      if (bytes !== seen && bytes > 0) lastGrowth = performance.now();
      seen = bytes;
      if (performance.now() - lastGrowth > watch.silenceMs) {
        silent = true;
        stop();
      }
    });
  }, watch.everyMs);
  try {
    const code = await new Promise<number>((done) => {
      child.on("error", () => done(1));
      child.on("close", (ended) => done(ended ?? 1));
    });
    if (code === 0) return null;
    if (watch.signal.aborted) return "fetching the desktop window was stopped";
    if (silent) return `no byte of it came for ${Math.round(watch.silenceMs / 1000)} seconds`;
    if (/fetch failed|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(words)) {
      return "the server it comes from was not reached";
    }
    return `fetching it failed (${reasonIn(words)})`;
  } finally {
    clearInterval(watching);
    watch.signal.removeEventListener("abort", stop);
    await rm(join(folder, ".fetch"), { recursive: true, force: true });
  }
}

function reasonIn(words: string): string {
  const known = /\b(E[A-Z_]{4,}|HTTP ?Error[^\n]*|Response code \d+[^\n]*|HTTP \d{3}[^\n]*)/.exec(
    words,
  );
  if (known !== null) return known[0];
  return (
    words
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim()
      .slice(0, 120) ?? "no reason given"
  );
}

async function sizeOf(folder: string): Promise<number> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const sizes = entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  } catch {
    // A folder that is not there yet, or a file that was renamed meanwhile.
    return 0;
  }
}

/** Whether fetching was tried and given up on that day already (`YYYY-MM-DD`). */
export async function gaveUpOn(dataFolder: string, day: string): Promise<boolean> {
  const text = await readFile(join(dataFolder, "electron-fetch"), "utf8").catch(() => "");
  return text.trim() === day;
}

/** Remembers that fetching is not to be tried again that day. */
export async function giveUpFor(dataFolder: string, day: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  await writeFile(join(dataFolder, "electron-fetch"), `${day}\n`);
}
