/** Why a workspace cannot be opened or written, as sentences for its reader. */
export type StoreRefusalCode =
  | "not-found"
  | "exists"
  | "empty"
  | "not-a-database"
  | "foreign"
  | "future"
  | "edited-history"
  | "damaged"
  | "locked"
  | "read-only"
  | "disk-full"
  | "unreadable";

export class StoreRefusal extends Error {
  readonly code: StoreRefusalCode;
  readonly path: string;
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;

  constructor(
    code: StoreRefusalCode,
    path: string,
    says: { readonly happened: string; readonly safe: string; readonly todo: string },
    cause?: unknown,
  ) {
    super(says.happened, cause === undefined ? undefined : { cause });
    this.name = "StoreRefusal";
    this.code = code;
    this.path = path;
    this.happened = says.happened;
    this.safe = says.safe;
    this.todo = says.todo;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

const untouched = "What was saved before is unchanged.";

/**
 * An error of SQLite or of the file system as a refusal with its sentence; any other error, such
 * as a broken constraint, comes back as it was, because it is a mistake of ours.
 */
export function refusalOf(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === "SQLITE_FULL" || code === "ENOSPC" || code === "EDQUOT") {
    const happened = `There is no space left to write ${path}.`;
    const todo = "Free some space on this disk, then try again.";
    return new StoreRefusal("disk-full", path, { happened, safe: untouched, todo }, error);
  }
  if (
    code.startsWith("SQLITE_READONLY") ||
    code === "EACCES" ||
    code === "EPERM" ||
    code === "EROFS"
  ) {
    const happened = `${path} may not be written: the file or its folder is read-only.`;
    const todo = "Give yourself the right to write there, or copy the file to another folder.";
    return new StoreRefusal("read-only", path, { happened, safe: untouched, todo }, error);
  }
  if (code.startsWith("SQLITE_BUSY") || code === "SQLITE_LOCKED") {
    const happened = `Another program is using ${path} and keeps it locked.`;
    const todo = "Close the program that has the file open, then try again.";
    return new StoreRefusal("locked", path, { happened, safe: untouched, todo }, error);
  }
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") {
    const happened = `${path} is damaged: its pages do not fit together.`;
    const safe = "Nothing was changed by opening it.";
    const todo = "Open the last backup or the copy beside it, and keep this file for help.";
    return new StoreRefusal("damaged", path, { happened, safe, todo }, error);
  }
  if (
    code.startsWith("SQLITE_IOERR") ||
    code.startsWith("SQLITE_CANTOPEN") ||
    code === "EIO" ||
    code === "ENOTDIR" ||
    code === "EISDIR"
  ) {
    const happened = `${path} cannot be read or written (${code}).`;
    const todo = "Check the disk, or the network folder it lies in, then try again.";
    return new StoreRefusal("unreadable", path, { happened, safe: untouched, todo }, error);
  }
  return error;
}
