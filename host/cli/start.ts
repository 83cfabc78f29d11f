import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { dataFolder } from "../data-folder.ts";
import { chooseDoor, type Door } from "../desktop/choose-door.ts";
import { electronBinary, electronFolder } from "../desktop/electron-binary.ts";
import { fetchElectron, gaveUpOn, giveUpFor } from "../desktop/fetch-electron.ts";
import { openSystemBrowser } from "../desktop/open-system-browser.ts";
import { openWindow } from "../desktop/open-window.ts";
import { exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";
import { readPort, servePage } from "./serve-page.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface StartOptions {
  readonly browser?: true;
  readonly port?: string;
  readonly workspace?: string;
}

/** `start`: the desktop window where there can be one, else the browser page; says which and why. */
export function registerStart(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command("start")
    .description("open the workbench: the desktop window, else the browser page")
    .option("--browser", "the browser page, also where a window could open")
    .option("--port <number>", "port of the browser page; a free one unless given")
    .option("--workspace <file>", "the workspace to open; the last one unless given")
    .addHelpText("after", "\nExample:\n  crosschart start --browser\n")
    .action(async (options: StartOptions) => {
      await start(options, io);
      finish(exitCodes.ok);
    });
}

async function start(options: StartOptions, io: CliIo): Promise<void> {
  const port = readPort(options.port);
  const workspace = options.workspace === undefined ? null : resolve(io.cwd, options.workspace);
  const door = await choose(options, io);
  if (io.signal.aborted) return;
  const why = door.kind === "browser" ? door.why : await openDesktop(door.binary, workspace, io);
  if (why === null || io.signal.aborted) return;
  io.err(`Opening the browser page: ${why}\n`);
  await servePage({ port, workspace }, io, (url) => {
    io.out(`${url}\n`);
    io.err("Crosschart is open at this address. Ctrl-C ends it.\n");
    openSystemBrowser(url, io.env, process.platform);
  });
}

function choose(options: StartOptions, io: CliIo): Promise<Door> {
  const data = dataFolder(io.env, process.platform);
  const today = io.now().toISOString().slice(0, 10);
  return chooseDoor({
    browserAsked: options.browser === true,
    env: io.env,
    platform: process.platform,
    electronFolder: electronFolder(),
    findBinary: (folder) => electronBinary(folder, process.platform),
    gaveUpToday: () => gaveUpOn(data, today),
    fetch: async (folder) => {
      io.err("Fetching the desktop window, about 120 MB, once …\n");
      let told = 0;
      const why = await fetchElectron(folder, {
        silenceMs: 20_000,
        everyMs: 500,
        signal: io.signal,
        progress: (bytes) => {
          const megabytes = Math.floor(bytes / 1e6);
          if (megabytes < told + 10) return;
          told = megabytes;
          io.err(`  ${megabytes} MB\n`);
        },
      });
      if (why !== null && !io.signal.aborted) await giveUpFor(data, today);
      return why;
    },
  });
}

/** @returns null once the window was closed, else why there was none, as a sentence */
async function openDesktop(
  binary: string,
  workspace: string | null,
  io: CliIo,
): Promise<string | null> {
  const problem = await buildDesktop(io);
  if (problem !== null) return problem;
  io.err("Opening the desktop window.\n");
  const isRoot = process.getuid?.() === 0;
  const { env, err, signal } = io;
  const why = await openWindow({ binary, app: root, workspace, env, isRoot, err, signal });
  return why === null ? null : `the desktop window did not open, ${why}.`;
}

/** In a clone the window's programs are built when their sources changed; a package has them. */
function buildDesktop(io: CliIo): Promise<string | null> {
  const builder = fileURLToPath(new URL("../../build/ensure-bundles.ts", import.meta.url));
  if (!existsSync(builder)) return Promise.resolve(null);
  return new Promise((done) => {
    const child = spawn(process.execPath, [builder, "electron"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const stop = (): void => void child.kill();
    io.signal.addEventListener("abort", stop);
    child.stderr.on("data", (bytes) => io.err(String(bytes)));
    child.on("error", () => done("the desktop window could not be built."));
    child.on("close", (code) => {
      io.signal.removeEventListener("abort", stop);
      done(code === 0 ? null : "the desktop window could not be built.");
    });
  });
}
