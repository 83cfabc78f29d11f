import { listOf, objectOf, readJson, stringOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { localReference, patientReference } from "../fhir/references.ts";
import { FhirRefusal } from "../fhir/refusal.ts";

/** One change in a message; `resource` is null for a deletion. */
export interface MessageItem {
  readonly type: string;
  readonly sourceId: string;
  /** The sender's id of the patient, "" where there is none. */
  readonly patient: string;
  readonly resource: JsonObject | null;
}

/** Reads a Bundle of PUT, POST and DELETE entries. Throws UnreadableJson or FhirRefusal 400. */
export function readMessage(bytes: Uint8Array): MessageItem[] {
  const bundle = objectOf(readJson(bytes));
  if (!bundle || bundle["resourceType"] !== "Bundle") {
    throw new FhirRefusal(400, "invalid", "The interface expects a Bundle.");
  }
  const ids = new Map<string, string>();
  const entries = listOf(bundle["entry"]).map((value, index) => {
    const entry = objectOf(value);
    const request = objectOf(entry?.["request"]);
    const method = stringOf(request?.["method"]) ?? "";
    const [type = "", id] = (stringOf(request?.["url"]) ?? "").split(/[/?]/);
    const resource = objectOf(entry?.["resource"]);
    if (type === "" || (method !== "DELETE" && !resource)) {
      throw new FhirRefusal(400, "structure", `Entry ${index} of the Bundle cannot be used.`);
    }
    const fullUrl = stringOf(entry?.["fullUrl"]);
    const sourceId = id ?? fullUrl?.replace(/[^A-Za-z0-9\-.]/g, "-") ?? `entry-${index}`;
    if (fullUrl !== null) ids.set(fullUrl, sourceId);
    return { type, sourceId, resource: method === "DELETE" ? null : resource };
  });
  return entries.map((entry) => ({ ...entry, patient: patientOf(entry, ids) }));
}

function patientOf(
  entry: { type: string; sourceId: string; resource: JsonObject | null },
  ids: ReadonlyMap<string, string>,
): string {
  if (entry.type === "Patient") return entry.sourceId;
  const reference = entry.resource && patientReference(entry.resource);
  if (reference === null) return "";
  return ids.get(reference) ?? localReference(reference)?.id ?? "";
}
