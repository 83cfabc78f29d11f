/** One wording of a code. Null = the file names no system. */
export interface Synonym {
  readonly system: string | null;
  readonly code: string;
  readonly text: string;
}

/** Wordings that stand together with a code, as loaded from a file. */
export interface SynonymTable {
  readonly name: string;
  readonly rows: readonly Synonym[];
  /** What of the file is not used. */
  readonly remarks?: readonly string[];
}

const byCode = new WeakMap<SynonymTable, ReadonlyMap<string, readonly Synonym[]>>();

/** Whether a wording stands beside a code in the table: to the letter, capitals included. */
export function words(
  table: SynonymTable,
  system: string | null,
  code: string,
  text: string,
): boolean {
  let index = byCode.get(table);
  if (index === undefined) {
    index = Map.groupBy(table.rows, (row) => row.code);
    byCode.set(table, index);
  }
  return (index.get(code) ?? []).some(
    (row) => row.text === text && (row.system === null || system === null || row.system === system),
  );
}
