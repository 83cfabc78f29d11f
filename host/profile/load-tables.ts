import { readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";

import type { DeclaredRule } from "../../api/profile.ts";
import { readMappingTable } from "../../core/compare/tables/read-mapping-table.ts";
import { readSynonymTable } from "../../core/compare/tables/read-synonym-table.ts";
import type { TableRead } from "../../core/compare/tables/table-read.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";

const mostBytes = 64_000_000;

/**
 * Puts the rows of the files that rules name in the place of the names, so that what a run keeps of its
 * profile says by itself what was allowed, and a changed table changes the fingerprint.
 * @param folder of the file that holds the rules
 * @throws CliFailure (exit 2) with file and line of a table that cannot be used
 */
export function loadTables(rules: readonly DeclaredRule[], folder: string): DeclaredRule[] {
  const read = <Row>(name: string, reader: (bytes: Uint8Array) => TableRead<Row>) => {
    const file = resolve(folder, name);
    const { rows, problems, remarks } = reader(bytesOf(file));
    const [problem] = problems;
    if (problem !== undefined) {
      const more = problems.length > 1 ? ` ${problems.length - 1} more problems follow.` : "";
      throw unusable(
        `${problem.says}${more}`,
        problem.line === null ? file : `${file}:${problem.line}`,
      );
    }
    return { name: basename(name), rows: [...rows], remarks: [...remarks] };
  };
  return rules.map((rule) => {
    const { map, synonyms, layout = null } = rule;
    return {
      ...rule,
      ...(typeof map === "string"
        ? { map: read(map, (bytes) => readMappingTable(bytes, layout)) }
        : {}),
      ...(typeof synonyms === "string" ? { synonyms: read(synonyms, readSynonymTable) } : {}),
    };
  });
}

function bytesOf(file: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > mostBytes)
      throw unusable(`It has ${size} bytes; a table has at most ${mostBytes}.`, file);
    return readFileSync(file);
  } catch (thrown) {
    if (thrown instanceof CliFailure) throw thrown;
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
    throw unusable(
      code === "ENOENT" ? "There is no such file." : `It cannot be read (${code}).`,
      file,
    );
  }
}

function unusable(says: string, at: string): CliFailure {
  return new CliFailure(exitCodes.usage, {
    happened: `A table that a rule names cannot be used. ${says}`,
    safe: "Nothing was sent, and no file was changed.",
    todo: "Correct the file; docs/rules.md says what may stand in a map or synonym table.",
    at,
  });
}
