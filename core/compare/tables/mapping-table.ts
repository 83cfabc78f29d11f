import { ndcDigits, ndcSystem } from "./ndc.ts";

/** One row of an agreed map: in this direction alone. Null = the file names no system. */
export interface MapRow {
  readonly sourceSystem: string | null;
  readonly source: string;
  readonly targetSystem: string | null;
  readonly target: string;
}

/** A map that was loaded from a file: the rows that are equal or equivalent, and no others. */
export interface MappingTable {
  readonly name: string;
  readonly rows: readonly MapRow[];
  /** What of the file is not used. */
  readonly remarks?: readonly string[];
}

/** A code with the system that stands beside it, null where none does. */
export interface SystemCode {
  readonly system: string | null;
  readonly code: string;
}

const bySource = new WeakMap<MappingTable, ReadonlyMap<string, readonly MapRow[]>>();

function rowsFrom(table: MappingTable, source: string): readonly MapRow[] {
  let index = bySource.get(table);
  if (index === undefined) {
    index = Map.groupBy(table.rows, (row) => keyOf(row.sourceSystem, row.source, null));
    bySource.set(table, index);
  }
  return index.get(source) ?? [];
}

/** NDCs of one package are written in several ways; any other code as it is. */
function keyOf(system: string | null, code: string, layout: string | null): string {
  if (system !== ndcSystem) return code;
  return ndcDigits(code, layout) ?? code;
}

/**
 * Whether the map turns one code into another, systems included (decisions.md 24). A value without a
 * system beside it (a route, a frequency) is looked up by its code.
 */
export function maps(
  table: MappingTable,
  from: SystemCode,
  to: SystemCode,
  layout: string | null,
): boolean {
  const fits = (row: string | null, value: string | null): boolean =>
    row === null || value === null || row === value;
  return rowsFrom(table, keyOf(from.system, from.code, layout)).some(
    (row) =>
      fits(row.sourceSystem, from.system) &&
      fits(row.targetSystem, to.system) &&
      keyOf(row.targetSystem, row.target, layout) === keyOf(row.targetSystem, to.code, layout),
  );
}
