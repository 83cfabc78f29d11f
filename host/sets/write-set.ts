import { makeFolder } from "../make-folder.ts";
import { constants, createWriteStream, type WriteStream } from "node:fs";
import { copyFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { finished } from "node:stream/promises";
import { mostRecords } from "../../api/calls/people.ts";
import { catalogueVersion } from "../../core/catalogue/version.ts";
import { defaultMarker, type PeopleSet } from "../../core/people/people-set.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import type { PeopleSource } from "./people-source.ts";
import { headText, setFormat, type SetHashes, type SetHead } from "./set-file.ts";
import { hashSet, type Walk } from "./set-hash.ts";

export interface SaveRequest extends Walk {
  readonly set: PeopleSet;
  readonly source: PeopleSource;
  /** The version that made the people. */
  readonly catalogue?: string;
  /** Every record inside, so that the set stays usable when the catalogue has moved on. */
  readonly records: boolean;
  readonly path: string;
  /** Whether a file that is there is written over. */
  readonly replace: boolean;
}

/**
 * Saves a set as one file, whole or not at all.
 * @throws CliFailure where a file is there, the folder cannot be written, or too many records are asked for
 */
export async function writeSet(request: SaveRequest): Promise<SetHashes> {
  const { set, source, records, path, replace } = request;
  if (records && source.count > mostRecords) {
    throw new CliFailure(exitCodes.usage, {
      happened: `A set holds the records of at most ${mostRecords} people; these are ${source.count}.`,
      safe: "Nothing was written.",
      todo: "Save the recipe alone (--recipe-only), or fewer people.",
      at: path,
    });
  }
  const part = `${path}.part`;
  let stream: WriteStream | null = null;
  try {
    makeFolder(dirname(path));
    stream = createWriteStream(part);
    const written = finished(stream);
    // Awaited below; until then a full disk must not end the program.
    written.catch(() => {});
    const head = headOf(set, source.count, request.catalogue);
    stream.write(headText(head).slice(0, -1) + (records ? ',"people":[' : ""));
    let comma = "\n";
    const sha256 = await hashSet(head, source, request, (_person, line) => {
      if (!records) return;
      stream?.write(`${comma}${line}`);
      comma = ",\n";
    });
    stream.end(`${records ? "\n]" : ""},"sha256":${JSON.stringify(sha256)}}\n`);
    await written;
    if (replace) await rename(part, path);
    else await copyFile(part, path, constants.COPYFILE_EXCL);
    return sha256;
  } catch (error) {
    throw asFailure(error, path);
  } finally {
    stream?.destroy();
    await rm(part, { force: true });
  }
}

function headOf(set: PeopleSet, count: number, catalogue = catalogueVersion): SetHead {
  const { seed, referenceDate, mess, locales, marker = defaultMarker, mrn } = set;
  const { system, from, to, salt } = mrn;
  return {
    format: setFormat,
    catalogue,
    seed,
    referenceDate,
    mess: mess.text,
    count,
    locales: [...locales],
    marker,
    mrn: { system, from, to, salt },
  };
}

function asFailure(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !("code" in error) || error instanceof CliFailure) return error;
  const code = String(error.code);
  if (code === "EEXIST") {
    return new CliFailure(exitCodes.usage, {
      happened: "There is a file of this name already.",
      safe: "It is as it was.",
      todo: "Choose another name, or remove it first.",
      at: path,
    });
  }
  const full = code === "ENOSPC" || code === "EDQUOT";
  return new CliFailure(full ? exitCodes.setup : exitCodes.usage, {
    happened: full
      ? "There is no space left to write to."
      : `The file cannot be written (${code}).`,
    safe: "Nothing was saved; what was there is as it was.",
    todo: full ? "Make space, or choose another folder." : "Choose a folder that you may write to.",
    at: path,
  });
}
