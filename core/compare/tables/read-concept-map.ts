import { itemsOf, stringOf, valueOf } from "../../json/json-node.ts";
import type { JsonNode } from "../../json/json-node.ts";
import { placeOfOffset } from "../../json/json-problem.ts";
import { readJson } from "../../json/read-json.ts";
import type { MapDraft } from "./read-mapping-table.ts";
import type { TableRead } from "./table-read.ts";
import { unusable } from "./table-read.ts";

/**
 * The rows of a FHIR R4 ConceptMap in JSON (hl7.org/fhir/R4/conceptmap.html), whatever their equivalence.
 * A row that holds only beside other values (dependsOn, product) says so.
 */
export function readConceptMap(bytes: Uint8Array): TableRead<MapDraft> {
  const { root, problems } = readJson(bytes);
  const [problem] = problems.filter(({ kind }) => kind !== "byte-order-mark");
  if (problem !== undefined || root === null) {
    return unusable(problem?.says ?? "The file is empty.", problem?.line ?? null);
  }
  const type = stringOf(valueOf(root, "resourceType"));
  if (type !== "ConceptMap") {
    const is = type === undefined ? "no FHIR resource" : `a ${type}`;
    return unusable(`The file is ${is}; expected a ConceptMap of FHIR R4, or CSV.`, 1);
  }
  const lineOf = (node: JsonNode): number => placeOfOffset(bytes, node.start).line;
  const rows: MapDraft[] = [];
  const wrong: { says: string; line: number }[] = [];
  for (const group of itemsOf(valueOf(root, "group"))) {
    const sourceSystem = stringOf(valueOf(group, "source")) ?? null;
    const targetSystem = stringOf(valueOf(group, "target")) ?? null;
    for (const element of itemsOf(valueOf(group, "element"))) {
      const source = stringOf(valueOf(element, "code"));
      if (source === undefined) {
        wrong.push({ says: "An element of the map has no code.", line: lineOf(element) });
        continue;
      }
      for (const to of itemsOf(valueOf(element, "target"))) {
        const line = lineOf(to);
        const relation = relationOf(to);
        const target = stringOf(valueOf(to, "code"));
        if (relation === null) {
          wrong.push({ says: `The target of ${source} has no equivalence.`, line });
        } else if (target !== undefined) {
          rows.push({ sourceSystem, source, targetSystem, target, relation, line });
        }
      }
    }
  }
  if (rows.length === 0 && wrong.length === 0) return unusable("The ConceptMap maps nothing.");
  return { rows, problems: wrong, remarks: [] };
}

function relationOf(target: JsonNode): string | null {
  const conditional = ["dependsOn", "product"].some(
    (key) => itemsOf(valueOf(target, key)).length > 0,
  );
  // R5 calls it relationship, and knows "equivalent" alone.
  const said = valueOf(target, "equivalence") ?? valueOf(target, "relationship");
  const relation = stringOf(said);
  if (relation === undefined) return null;
  return conditional ? "only beside other values" : relation;
}
