import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { dataFolder } from "../data-folder.ts";
import { openApplication } from "../open-application.ts";
import { productVersion } from "../product-version.ts";
import { serveBrowser, type BrowserDoor } from "../serve-browser.ts";
import { openContractDoor, type ContractDoor } from "../serve-contract.ts";
import { CliFailure, exitCodes } from "./io.ts";
import type { CliIo } from "./io.ts";

export interface PageOptions {
  /** A free one where null. */
  readonly port: number | null;
  readonly workspace: string | null;
}

/**
 * Opens the application, serves its page on 127.0.0.1 until the command is ended, and closes both.
 * @param opened is told the address, with its token
 */
export async function servePage(
  options: PageOptions,
  io: CliIo,
  opened: (url: string) => void,
): Promise<void> {
  const assets = fileURLToPath(new URL("../../dist/renderer", import.meta.url));
  if (!existsSync(join(assets, "index.html"))) {
    throw new CliFailure(exitCodes.setup, {
      happened: "The page has not been built.",
      safe: "Nothing was opened.",
      todo: "Start with npm start, which builds it.",
      at: assets,
    });
  }
  const application = await openApplication({
    folder: dataFolder(io.env, process.platform),
    door: "browser",
    version: productVersion,
    now: io.now,
    env: io.env,
    workspace: options.workspace === null ? null : resolve(io.cwd, options.workspace),
  });
  try {
    const contract = openContractDoor(application);
    try {
      const page = await listen(contract, assets, options.port);
      opened(page.url);
      await ended(io.signal);
      await page.close();
    } finally {
      contract.close();
    }
  } finally {
    await application.close();
  }
}

async function listen(
  door: ContractDoor,
  assets: string,
  port: number | null,
): Promise<BrowserDoor> {
  try {
    return await serveBrowser({ door, assets, ...(port === null ? {} : { port }) });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    throw new CliFailure(exitCodes.usage, {
      happened: `Port ${port} ${code === "EACCES" ? "may not be used" : "is used by another program"}.`,
      safe: "Nothing was opened.",
      todo: "Give another --port, or none: then a free one is taken.",
    });
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener("abort", () => done(), { once: true });
  });
}

/** Reads `--port`. */
export function readPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new CliFailure(exitCodes.usage, {
    happened: `--port ${text} is no port.`,
    safe: "Nothing was opened.",
    todo: "Give a number from 1 to 65535.",
  });
}
