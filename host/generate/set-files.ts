import { createHash } from "node:crypto";
import { closeSync, openSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { asFailure } from "./out-folder.ts";

export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Writes a file under another name and gives it its own when it is whole. */
export function writeWhole(
  folder: string,
  name: string,
  content: string | Uint8Array,
): WrittenFile {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  const part = join(folder, `${name}.part`);
  try {
    writeFileSync(part, bytes);
    renameSync(part, join(folder, name));
  } catch (thrown) {
    throw asFailure(thrown, folder);
  }
  return {
    path: name,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
  };
}

/** A file that grows piece by piece and appears when it is finished. */
export interface GrowingFile {
  append(text: string): void;
  finish(): WrittenFile;
  /** Closes what was begun; the unfinished file stays as `.part`. */
  abandon(): void;
}

export function growFile(folder: string, name: string): GrowingFile {
  const part = join(folder, `${name}.part`);
  const hash = createHash("sha256");
  let bytes = 0;
  let handle: number;
  try {
    handle = openSync(part, "w");
  } catch (thrown) {
    throw asFailure(thrown, folder);
  }
  return {
    append: (text) => {
      const piece = Buffer.from(text, "utf8");
      try {
        for (let at = 0; at < piece.length;) at += writeSync(handle, piece, at);
      } catch (thrown) {
        throw asFailure(thrown, folder);
      }
      hash.update(piece);
      bytes += piece.length;
    },
    finish: () => {
      closeSync(handle);
      renameSync(part, join(folder, name));
      return { path: name, sha256: hash.digest("hex"), bytes };
    },
    abandon: () => closeSync(handle),
  };
}
