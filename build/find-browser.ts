import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { root } from "./root.ts";
import { installFromDebian } from "./strangers/debian-packages.ts";

const run = promisify(execFile);

export interface FoundBrowser {
  readonly executablePath: string;
  /** `--no-sandbox` for root alone: Chromium refuses to start without it in a container. */
  readonly args: readonly string[];
  /** Where it came from, in words. */
  readonly how: string;
}

const places: Readonly<Record<string, readonly string[]>> = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/usr/bin/microsoft-edge",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/**
 * A Chromium for the tests: the one named in CROSSCHART_BROWSER, Playwright's own, or an installed
 * one, each proved by starting it. With `fetch`, Playwright's download and then, as root on
 * Debian, its package are tried.
 * @returns null when there is none
 */
export async function findBrowser(options: { fetch: boolean }): Promise<FoundBrowser | null> {
  const named = process.env["CROSSCHART_BROWSER"];
  if (named !== undefined && named !== "") return prove(named, "named in CROSSCHART_BROWSER");
  const installed = await findInstalled();
  if (installed !== null || !options.fetch) return installed;
  return (await fetchFromPlaywright()) ?? (await fetchFromDebian());
}

async function findInstalled(): Promise<FoundBrowser | null> {
  const own = await prove(chromium.executablePath(), "Playwright's own");
  if (own !== null) return own;
  for (const place of places[process.platform] ?? []) {
    const found = await prove(place, "installed on this machine");
    if (found !== null) return found;
  }
  return null;
}

/** A name can exist and not run, so it is asked for its version. */
async function prove(executablePath: string, how: string): Promise<FoundBrowser | null> {
  if (!existsSync(executablePath)) return null;
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  // Chrome on Windows opens a window instead of printing its version.
  if (process.platform !== "win32") {
    try {
      const { stdout } = await run(executablePath, ["--version"], { timeout: 30_000 });
      if (!/\d+\.\d+/.test(stdout)) return null;
    } catch {
      return null;
    }
  }
  return { executablePath, args, how };
}

async function fetchFromPlaywright(): Promise<FoundBrowser | null> {
  process.stderr.write("crosschart: no Chromium here, trying Playwright's download …\n");
  try {
    const program = join(root, "node_modules", "playwright-core", "cli.js");
    await run(process.execPath, [program, "install", "chromium"], {
      timeout: 10 * 60_000,
      env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" },
    });
  } catch {
    return null;
  }
  return prove(chromium.executablePath(), "Playwright's own, fetched now");
}

async function fetchFromDebian(): Promise<FoundBrowser | null> {
  if ((await installFromDebian(["chromium"])) !== null) return null;
  return prove("/usr/bin/chromium", "Debian's package, installed now");
}
