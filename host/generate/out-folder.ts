import { makeFolder } from "../make-folder.ts";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { csvTables } from "../../core/csv/csv-tables.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";

/** Names that only `generate` gives; what is left of an interrupted one has `.part` behind it. */
const ours =
  /^(?:p-\d{4,}\.(?:(?:chart|fhir)\.json|hl7)|expectations\.json|clinic\.json|manifest\.json)(?:\.part)?$/;
const csvFiles = new Set(csvTables.map(({ name }) => `${name}.csv`));

/**
 * Makes the folder ready: created where it is missing, emptied of a former set. A folder that holds
 * anything else is refused and left as it is.
 */
export function prepareOutFolder(folder: string): void {
  try {
    makeFolder(folder);
    const names = readdirSync(folder);
    const foreign = names.find((name) => !isOurs(name));
    if (foreign !== undefined) {
      throw new CliFailure(exitCodes.usage, {
        happened: `The folder holds files that are not of a former generate, for example ${foreign}.`,
        safe: "Nothing was written or removed.",
        todo: "Name an empty folder or a new one with --out.",
        at: folder,
      });
    }
    // The manifest goes first: without it, what is left is not taken for a whole set.
    const manifestFirst = names.toSorted((a, b) => rank(a) - rank(b));
    for (const name of manifestFirst) rmSync(join(folder, name));
  } catch (thrown) {
    throw asFailure(thrown, folder);
  }
}

function isOurs(name: string): boolean {
  return ours.test(name) || csvFiles.has(name.replace(/\.part$/, ""));
}

function rank(name: string): number {
  return name === "manifest.json" ? 0 : 1;
}

/** What the file system answered, as a sentence; failures and faults of our own pass through. */
export function asFailure(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Error) || !("code" in thrown) || thrown instanceof CliFailure)
    return thrown;
  if (thrown.code === "EEXIST" || thrown.code === "ENOTDIR") {
    return new CliFailure(exitCodes.usage, {
      happened: "A file stands where the folder should be.",
      safe: "Nothing was written or removed.",
      todo: "Name an empty folder or a new one with --out.",
      at: path,
    });
  }
  const full = thrown.code === "ENOSPC" || thrown.code === "EDQUOT";
  return new CliFailure(full ? exitCodes.setup : exitCodes.usage, {
    happened: full
      ? "There is no space left to write to."
      : `The folder cannot be written (${String(thrown.code)}).`,
    safe: "No manifest was written, so nothing takes the folder for a whole set.",
    todo: full
      ? "Make space, or name another folder with --out."
      : "Name a folder that you may write to with --out.",
    at: path,
  });
}
