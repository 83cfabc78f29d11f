import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { inputFailure } from "./input-failure.ts";
import { fromUtf16 } from "./utf16.ts";
import type { TextFile } from "./utf16.ts";

/** A file as it lies there; bytes are read when they are needed, once. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
}

/** Larger files are refused unread: their tree would need many times their size in memory. */
export const maxFileBytes = 64 * 1024 * 1024;
const maxFolderBytes = 256 * 1024 * 1024;

/** Files of `generate` that are about the people, not of them. */
const notRecords = new Set(["manifest.json", "expectations.json", "clinic.json"]);
const readable = /\.(?:json|ndjson|jsonl|fhir|hl7|log|tsv|txt|csv|bundle)$/iu;

/**
 * The files meant by SOURCE or TARGET: one file, or those of a folder and its folders in name order.
 * Throws CliFailure (exit 2) where there is none, or where one is too large to be read.
 */
export function findFiles(given: string, cwd: string): readonly FoundFile[] {
  const path = resolve(cwd, given);
  const stats = statsOf(path);
  if (stats === undefined) {
    throw inputFailure(`There is no file or folder "${given}".`, "Check the path.", path);
  }
  if (stats.isFile()) return [checked({ path, bytes: stats.size })];
  if (!stats.isDirectory()) {
    throw inputFailure(
      `"${given}" is neither a file nor a folder.`,
      "Name a file or a folder.",
      path,
    );
  }
  const files = filesIn(path);
  if (files.length === 0) {
    throw inputFailure(
      `The folder "${given}" holds no record that can be read.`,
      "Expected chart JSON, FHIR (.json, .ndjson), HL7 v2 (.hl7) or CSV files, as `generate` writes them.",
      path,
    );
  }
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  if (total > maxFolderBytes) {
    throw inputFailure(
      `The folder "${given}" holds ${megabytes(total)}; more than ${megabytes(maxFolderBytes)} are not read at once.`,
      "Compare it in parts.",
      path,
    );
  }
  return files.map((file) => checked(file));
}

function statsOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (thrown) {
    throw notGiven(thrown, "The path", path);
  }
}

function notGiven(thrown: unknown, what: string, path: string) {
  const why = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown reason";
  return inputFailure(
    `${what} cannot be read (${why}).`,
    "Check the path and its permissions.",
    path,
  );
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (thrown) {
    throw notGiven(thrown, "The folder", folder);
  }
}

function filesIn(folder: string): FoundFile[] {
  const entries = entriesOf(folder);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry): FoundFile[] => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".")) return [];
    if (entry.isDirectory()) return filesIn(path);
    if (!entry.isFile() || !readable.test(entry.name) || notRecords.has(basename(path))) return [];
    return [{ path, bytes: statsOf(path)?.size ?? 0 }];
  });
}

function checked(file: FoundFile): FoundFile {
  if (file.bytes > maxFileBytes) {
    throw inputFailure(
      `The file has ${megabytes(file.bytes)}; more than ${megabytes(maxFileBytes)} are not read.`,
      "Split it into one file per person, or into smaller bundles.",
      file.path,
    );
  }
  if (file.bytes === 0) {
    throw inputFailure(
      "The file is empty.",
      "Expected a chart, FHIR resources, HL7 v2 messages or CSV.",
      file.path,
    );
  }
  return file;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}

/** The bytes of a file, as UTF-8 where it is UTF-16; CliFailure where the system does not give them. */
export function bytesOf(file: FoundFile): Uint8Array {
  return readText(file).bytes;
}

/** The bytes of a file with what was done to read them; CliFailure where the system does not give them. */
export function readText({ path }: FoundFile): TextFile {
  try {
    return fromUtf16(readFileSync(path));
  } catch (thrown) {
    throw notGiven(thrown, "The file", path);
  }
}
