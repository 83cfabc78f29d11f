import { makeFolder } from "../make-folder.ts";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";

import { createWorkspace, openWorkspace } from "../../db/open-workspace.ts";
import type { OpenOptions } from "../../db/open-workspace.ts";
import type { Workspace } from "../../db/stores.ts";
import { dataFolder } from "../data-folder.ts";
import { productVersion } from "../product-version.ts";
import { CliFailure, exitCodes } from "./io.ts";
import type { CliIo } from "./io.ts";

function optionsOf(io: CliIo): OpenOptions {
  return { ownerName: "the command line", appVersion: productVersion, now: io.now };
}

/** Opens the workspace that a command names; refused where there is none. */
export async function openNamed(file: string, io: CliIo): Promise<Workspace> {
  return openWorkspace(resolve(io.cwd, file), optionsOf(io));
}

/** Opens the workspace that a run names, or makes it. */
export async function openOrMake(file: string, io: CliIo): Promise<Workspace> {
  const path = resolve(io.cwd, file);
  return existsSync(path)
    ? openWorkspace(path, optionsOf(io))
    : createWorkspace(path, optionsOf(io));
}

/** A new workspace in `runs/` of the user's data folder, named by the time of day. */
export async function makeForRun(io: CliIo, id: string): Promise<Workspace> {
  const folder = join(dataFolder(io.env, process.platform), "runs");
  try {
    makeFolder(folder);
  } catch (thrown) {
    throw new CliFailure(exitCodes.setup, {
      happened: `The folder for runs cannot be made: ${thrown instanceof Error ? thrown.message : "unknown reason"}.`,
      safe: "Nothing was sent.",
      todo: "Name a workspace file in a folder of yours with --workspace.",
      at: folder,
    });
  }
  const time = io.now().toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  return createWorkspace(join(folder, `${time}-${id}.crosschart`), optionsOf(io));
}
