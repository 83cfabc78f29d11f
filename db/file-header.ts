import { closeSync, constants, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { StoreRefusal, refusalOf, type StoreRefusalCode } from "./store-refusal.ts";

/** `Xcht` in ASCII: stands in the file's header (PRAGMA application_id) and says that it is ours. */
export const applicationId = 0x58_63_68_74;

/** First 16 bytes of any SQLite 3 file (sqlite.org/fileformat2.html, section 1.3). */
const magic = "SQLite format 3\u0000";

/**
 * Looks at a file's first 100 bytes without SQLite, so that a file that is not ours is never
 * opened as a database and stays as it is, to the last byte.
 * @returns the version in the header; a log beside the file may hold a later one
 * @throws StoreRefusal for a file that is empty, no database, or another program's
 */
export function readHeader(path: string): { readonly userVersion: number } {
  const header = Buffer.alloc(100);
  let size: number;
  let isFile: boolean;
  try {
    // Opening a named pipe to read would wait for a writer. (Windows has no such flag.)
    const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = fstatSync(fd);
      size = stat.size;
      isFile = stat.isFile();
      if (isFile) readSync(fd, header, 0, 100, 0);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw refusalOf(error, path);
  }
  const refuse = (code: StoreRefusalCode, what: string, todo: string) =>
    new StoreRefusal(code, path, {
      happened: `${path} ${what}.`,
      safe: "It was left exactly as it is.",
      todo,
    });
  const other = "Choose a workspace (a file ending in .crosschart), or a new name to begin one.";
  if (!isFile) throw refuse("not-a-database", "is a folder or a device, not a file", other);
  if (size === 0) {
    throw refuse(
      "empty",
      "is empty (0 bytes), so it is no workspace",
      "If you meant to begin a new workspace, delete this file or choose another name.",
    );
  }
  if (size < 100 || header.toString("latin1", 0, 16) !== magic) {
    throw refuse("not-a-database", "is not a Crosschart workspace, nor any other database", other);
  }
  if (header.readUInt32BE(68) !== applicationId) {
    throw refuse("foreign", "is a database of another program", other);
  }
  // Section 1.3.8: the page count is good where the change counter equals version-valid-for. Pages
  // beyond the end may stand in a log beside the file, so with a log this says nothing.
  const rawPageSize = header.readUInt16BE(16);
  const pageSize = rawPageSize === 1 ? 65_536 : rawPageSize;
  const counted = header.readUInt32BE(24) === header.readUInt32BE(92);
  if (counted && header.readUInt32BE(28) * pageSize > size && !existsSync(`${path}-wal`)) {
    throw refuse(
      "damaged",
      "is cut off: its end is missing",
      "Open the last backup, and keep this file for help.",
    );
  }
  return { userVersion: header.readUInt32BE(60) };
}
