import { itemsOf, stringOf, valueOf } from "../../json/json-node.ts";
import type { JsonNode } from "../../json/json-node.ts";
import { readJson } from "../../json/read-json.ts";
import { readCsvTable } from "./read-csv-table.ts";
import type { Synonym } from "./synonym-table.ts";
import type { TableRead } from "./table-read.ts";
import { looksLikeJson, unusable } from "./table-read.ts";

const columns = [
  { name: "system", required: false },
  { name: "code", required: true },
  { name: "text", required: true },
] as const;

/**
 * Reads the wordings that stand together with codes, for AT-17: a FHIR R4 CodeSystem in JSON (display and
 * designations of each concept), or CSV with the columns system, code, text.
 */
export function readSynonymTable(bytes: Uint8Array): TableRead<Synonym> {
  return looksLikeJson(bytes) ? readCodeSystem(bytes) : readCsv(bytes);
}

function readCsv(bytes: Uint8Array): TableRead<Synonym> {
  const { rows, problems } = readCsvTable(bytes, columns);
  const wrong = rows.filter((row) => row.cell("code") === "" || row.cell("text") === "");
  return {
    rows: rows
      .filter((row) => !wrong.includes(row))
      .map(({ cell }) => ({
        system: cell("system") || null,
        code: cell("code"),
        text: cell("text"),
      })),
    problems: [
      ...problems,
      ...wrong.map(({ line }) => ({ says: "The row lacks its code or its text.", line })),
    ],
    remarks: [],
  };
}

function readCodeSystem(bytes: Uint8Array): TableRead<Synonym> {
  const { root, problems } = readJson(bytes);
  const [problem] = problems.filter(({ kind }) => kind !== "byte-order-mark");
  if (problem !== undefined || root === null) {
    return unusable(problem?.says ?? "The file is empty.", problem?.line ?? null);
  }
  const type = stringOf(valueOf(root, "resourceType"));
  if (type !== "CodeSystem") {
    const is = type === undefined ? "no FHIR resource" : `a ${type}`;
    return unusable(`The file is ${is}; expected a CodeSystem of FHIR R4, or CSV.`, 1);
  }
  const system = stringOf(valueOf(root, "url")) ?? null;
  const rows: Synonym[] = [];
  const open: JsonNode[] = [...itemsOf(valueOf(root, "concept"))];
  for (let concept = open.pop(); concept !== undefined; concept = open.pop()) {
    open.push(...itemsOf(valueOf(concept, "concept")));
    const code = stringOf(valueOf(concept, "code"));
    if (code === undefined) continue;
    const designations = itemsOf(valueOf(concept, "designation")).map((each) =>
      stringOf(valueOf(each, "value")),
    );
    for (const text of [stringOf(valueOf(concept, "display")), ...designations]) {
      if (text !== undefined && text !== "") rows.push({ system, code, text });
    }
  }
  return rows.length === 0
    ? unusable("The CodeSystem has no wording of any concept.")
    : { rows, problems: [], remarks: [] };
}
