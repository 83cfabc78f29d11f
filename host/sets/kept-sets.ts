import { constants } from "node:fs";
import { access, copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openSet, type OpenedSet } from "./open-set.ts";
import { readSet } from "./read-set.ts";
import type { Walk } from "./set-hash.ts";

/** Imported sets, copied into the data folder by their fingerprint, so that their file may go. */
export interface KeptSets {
  /** Proves a set and keeps a copy. @throws CliFailure where it cannot be used */
  readonly add: (path: string, mostPeople: number, walk: Walk) => Promise<OpenedSet>;
  /** A set that was added, read and proven again; null where its copy is gone. */
  readonly open: (fingerprint: string, walk: Walk) => Promise<OpenedSet | null>;
}

/** @param tooMany the refusal of a set of more people than the caller can show */
export function keepSets(folder: string, tooMany: (count: number) => Error): KeptSets {
  // One set is in use at a time; proving it takes seconds.
  let last: { readonly fingerprint: string; readonly opened: Promise<OpenedSet> } | null = null;
  const pathOf = (fingerprint: string): string => join(folder, `${fingerprint}.people`);

  return {
    add: async (path, mostPeople, walk) => {
      const file = await readSet(path);
      if (file.count > mostPeople) throw tooMany(file.count);
      const opened = await openSet(file, path, walk);
      const fingerprint = opened.sha256.set;
      await mkdir(folder, { recursive: true });
      await copyFile(path, pathOf(fingerprint));
      last = { fingerprint, opened: Promise.resolve(opened) };
      return opened;
    },
    open: async (fingerprint, walk) => {
      if (last?.fingerprint === fingerprint) return await last.opened;
      const path = pathOf(fingerprint);
      try {
        await access(path, constants.R_OK);
      } catch {
        return null;
      }
      const opened = readSet(path).then((file) => openSet(file, path, walk));
      last = { fingerprint, opened };
      // A copy that was damaged is looked at again the next time.
      opened.catch(() => (last = null));
      return await opened;
    },
  };
}
