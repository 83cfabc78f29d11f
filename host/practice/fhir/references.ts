import { isObject, listOf, stringOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";

/** Every Reference.reference in a tree, changed by `rewrite`; null takes the reference away. */
export function rewriteReferences(
  value: Json,
  rewrite: (reference: string) => string | null,
): void {
  if (Array.isArray(value)) {
    for (const item of value) rewriteReferences(item, rewrite);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (key === "reference" && typeof item === "string") {
      const next = rewrite(item);
      if (next === null) delete value[key];
      else value[key] = next;
    } else rewriteReferences(item, rewrite);
  }
}

/** `Type/id` out of a relative or absolute literal reference; null for `#x`, `urn:` and others. */
export function localReference(reference: string): { type: string; id: string } | null {
  const match = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(
    reference,
  );
  if (!match?.[1] || !match[2] || reference.startsWith("urn:")) return null;
  return { type: match[1], id: match[2] };
}

const patientElements: Readonly<Record<string, string>> = {
  AllergyIntolerance: "patient",
  Coverage: "beneficiary",
  Immunization: "patient",
  RelatedPerson: "patient",
  Consent: "patient",
  Claim: "patient",
  Appointment: "participant",
  Provenance: "target",
};

/** The reference to the patient whose record this is, where the type has one. */
export function patientReference(resource: JsonObject): string | null {
  const type = stringOf(resource["resourceType"]) ?? "";
  const element = patientElements[type] ?? "subject";
  const holders = listOf(resource[element]).map((item) =>
    type === "Appointment" && isObject(item) ? (item["actor"] ?? null) : item,
  );
  const references = holders.flatMap((holder) =>
    isObject(holder) ? (stringOf(holder["reference"]) ?? []) : [],
  );
  if (!Array.isArray(resource[element])) return references[0] ?? null;
  // Of several, one may be a room or a record; a `urn:` is not known yet.
  return references.find((text) => text.includes("Patient/") || text.startsWith("urn:")) ?? null;
}
