/** Why a file cannot be used as a table. */
export interface TableProblem {
  /** A sentence for a person, without the place. */
  readonly says: string;
  /** Line of the file from 1; null where it is the whole file. */
  readonly line: number | null;
}

/** What was read of a file: with a problem it must not be used, remarks say what of it is not. */
export interface TableRead<Row> {
  readonly rows: readonly Row[];
  readonly problems: readonly TableProblem[];
  /** "12 rows are narrower, wider or inexact, and are not used." */
  readonly remarks: readonly string[];
}

/** A file that cannot be used. */
export function unusable<Row>(says: string, line: number | null = null): TableRead<Row> {
  return { rows: [], problems: [{ says, line }], remarks: [] };
}

/** True where the first sign of a file is that of a JSON document. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  for (let at = hasMark ? 3 : 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x20) return byte === 0x7b || byte === 0x5b;
  }
  return false;
}
