import { resolve } from "node:path";
import { Option } from "commander";
import { openSet, type OpenedSet } from "../sets/open-set.ts";
import { readSet } from "../sets/read-set.ts";
import type { Walk } from "../sets/set-hash.ts";
import type { CliIo } from "./io.ts";

/** `--from-set`: a saved set decides everything that the other options would. */
export function fromSetOption(says: string): Option {
  return new Option("--from-set <file>", says).conflicts([
    "seed",
    "count",
    "mess",
    "referenceDate",
    "locale",
  ]);
}

/** The people of a saved set, proven. @throws CliFailure (exit 2) */
export async function openFromSet(given: string, io: CliIo): Promise<OpenedSet> {
  const path = resolve(io.cwd, given);
  const file = await readSet(path);
  return await openSet(file, path, walkOf(io, file.count, "people checked"));
}

/** Counts on a terminal. */
export function walkOf(io: CliIo, count: number, what: string): Walk {
  return {
    signal: io.signal,
    onProgress: (done) => {
      if (io.errIsTerminal) io.err(`\r${done} of ${count} ${what}`);
    },
  };
}
