import { identifiersOf } from "../../host/practice/fhir/record-key.ts";
import {
  isObject,
  listOf,
  objectOf,
  readJson,
  stringOf,
  writeJson,
} from "../../host/practice/json/lossless-tree.ts";
import type { Json, JsonObject } from "../../host/practice/json/lossless-tree.ts";

/**
 * The records of some answers, each as one text without what the server stamps (id, version, time,
 * references to its own ids), so that two runs of the same messages can be laid side by side.
 */
export function rawRecords(
  documents: readonly Uint8Array[],
  owners: ReadonlyMap<string, string>,
  count: number,
): { readonly raw: ReadonlyMap<string, string>; readonly charts: readonly number[] } {
  const raw = new Map<string, string>();
  const numbers = new Map<string, number>();
  const numberOf = new Map<number, string>();
  for (const document of documents) {
    for (const entry of listOf(objectOf(readJson(document))?.["entry"])) {
      const resource = objectOf(objectOf(entry)?.["resource"]);
      if (resource === null) continue;
      const type = stringOf(resource["resourceType"]) ?? "";
      const label = `${type}/${stringOf(resource["id"]) ?? ""}`;
      const owner = owners.get(label);
      if (type === "Patient") {
        const number = identifiersOf(resource)[0]?.value ?? label;
        numbers.set(number, (numbers.get(number) ?? 0) + 1);
        if (owner !== undefined) numberOf.set(Number(owner.split(" ")[0]), number);
      }
      if (owner !== undefined) raw.set(owner, writeJson(withoutStamps(resource, owners)));
    }
  }
  const charts = Array.from({ length: count }, (_, at) => {
    const number = numberOf.get(at);
    return number === undefined ? 0 : (numbers.get(number) ?? 0);
  });
  return { raw, charts };
}

function withoutStamps(resource: JsonObject, owners: ReadonlyMap<string, string>): JsonObject {
  const { id: _id, meta, ...rest } = resource;
  const { versionId: _version, lastUpdated: _at, ...kept } = objectOf(meta) ?? {};
  const clean = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(clean);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        name === "reference" && typeof item === "string" ? (owners.get(item) ?? item) : clean(item),
      ]),
    );
  };
  return { meta: kept, ...Object.fromEntries(Object.entries(rest).map(([n, v]) => [n, clean(v)])) };
}
