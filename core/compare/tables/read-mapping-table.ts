import type { MapRow } from "./mapping-table.ts";
import { ndcDigits, ndcLayouts, ndcSystem } from "./ndc.ts";
import { readConceptMap } from "./read-concept-map.ts";
import { readCsvTable } from "./read-csv-table.ts";
import type { TableProblem, TableRead } from "./table-read.ts";
import { looksLikeJson } from "./table-read.ts";

/** A row as the file has it. */
export interface MapDraft extends MapRow {
  readonly relation: string;
  readonly line: number;
}

const columns = [
  { name: "source_system", required: false },
  { name: "source_code", required: true },
  { name: "target_system", required: false },
  { name: "target_code", required: true },
  { name: "equivalence", required: true },
] as const;

/** The equivalences of R4 (hl7.org/fhir/R4/valueset-concept-map-equivalence.html); the first two are used. */
const used: ReadonlySet<string> = new Set(["equal", "equivalent"]);
const known: ReadonlySet<string> = new Set([
  ...used,
  ...["relatedto", "wider", "subsumes", "narrower", "specializes", "inexact", "unmatched"],
  ...["disjoint", "related-to", "source-is-narrower-than-target", "source-is-broader-than-target"],
  ...["not-related-to", "only beside other values"],
]);

/** Lists of which a map says "equal" at most by mistake (decisions.md 24). */
function isNeverEqual({ sourceSystem, source, targetSystem, target }: MapRow): boolean {
  const [from, to] = [sourceSystem ?? "", targetSystem ?? ""];
  const nine = /icd-9/u;
  const ten = /icd-10/u;
  if ((nine.test(from) && ten.test(to)) || (ten.test(from) && nine.test(to))) return true;
  const language = from === "urn:ietf:bcp:47" && to === from;
  return language && source !== target && source.split("-")[0] === target.split("-")[0];
}

/**
 * Reads an agreed map for AT-16: a FHIR R4 ConceptMap in JSON, or CSV with the columns source_system,
 * source_code, target_system, target_code, equivalence. Only rows marked equal or equivalent are kept,
 * in the map's direction; of the others it is said how many there are.
 * @param layout the declared segments of ten-digit NDCs without hyphens
 */
export function readMappingTable(bytes: Uint8Array, layout: string | null): TableRead<MapRow> {
  const read = looksLikeJson(bytes) ? readConceptMap(bytes) : readCsv(bytes);
  const problems: TableProblem[] = [...read.problems];
  const left = new Map<string, number>();
  const rows = read.rows.flatMap((draft): MapRow[] => {
    const { relation, line, ...row } = draft;
    if (!known.has(relation)) {
      problems.push({ says: `"${relation}" is no equivalence of FHIR R4.`, line });
      return [];
    }
    const why = !used.has(relation)
      ? `marked ${relation}`
      : isNeverEqual(row)
        ? "between lists or languages that are never equal"
        : null;
    if (why !== null) {
      left.set(why, (left.get(why) ?? 0) + 1);
      return [];
    }
    const source = packageOf(row.sourceSystem, row.source, layout);
    const target = packageOf(row.targetSystem, row.target, layout);
    if (source !== null && target !== null) return [{ ...row, source, target }];
    const code = source === null ? row.source : row.target;
    const says = `The NDC ${code} does not say where its segments end; declare a layout (${ndcLayouts.join(", ")}).`;
    problems.push({ says, line });
    return [];
  });
  if (rows.length === 0 && problems.length === 0) {
    problems.push({ says: "No row of the map is marked equal or equivalent.", line: null });
  }
  const remarks = [...left].map(([why, count]) => `${count} rows are ${why}, and are not used.`);
  return { rows, problems, remarks: [...read.remarks, ...remarks] };
}

/** A code as it is compared; null for ten bare digits of an NDC without a layout. */
function packageOf(system: string | null, code: string, layout: string | null): string | null {
  if (system !== ndcSystem) return code;
  const digits = ndcDigits(code, layout);
  return digits ?? (/^\d{10}$/u.test(code) ? null : code);
}

function readCsv(bytes: Uint8Array): TableRead<MapDraft> {
  const { rows, problems } = readCsvTable(bytes, columns);
  const empty = rows.filter(
    (row) => row.cell("source_code") === "" || row.cell("target_code") === "",
  );
  return {
    rows: rows
      .filter((row) => !empty.includes(row))
      .map(({ cell, line }) => ({
        sourceSystem: cell("source_system") || null,
        source: cell("source_code"),
        targetSystem: cell("target_system") || null,
        target: cell("target_code"),
        relation: cell("equivalence").trim().toLowerCase(),
        line,
      })),
    problems: [
      ...problems,
      ...empty
        .filter((row) => used.has(row.cell("equivalence").trim().toLowerCase()))
        .map(({ line }) => ({ says: "A code is missing in a row that is marked equal.", line })),
    ],
    remarks: [],
  };
}
