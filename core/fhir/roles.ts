import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import type { FoundResource } from "./documents.ts";
import type { References } from "./references.ts";

/** Elements by which a resource says what another one is for the patient. */
const naming: readonly (readonly [type: string, ...elements: string[]])[] = [
  ["Account", "guarantor", "party"],
  ["Consent", "performer"],
  ["Consent", "provision", "actor", "reference"],
  ["Coverage", "subscriber"],
  ["Coverage", "policyHolder"],
];

function at(from: Cursor, elements: readonly string[]): readonly Cursor[] {
  return elements.reduce<readonly Cursor[]>(
    (here, key) => here.flatMap((one) => items(child(one, key))),
    [from],
  );
}

/** The roles in which the resources of the documents name each other: `Account.guarantor`. */
export function findRoles(
  resources: readonly FoundResource[],
  references: References,
): ReadonlyMap<FoundResource, ReadonlySet<string>> {
  const roles = new Map<FoundResource, Set<string>>();
  for (const resource of resources) {
    for (const [type, ...elements] of naming) {
      if (type !== resource.type) continue;
      const role = `${type}.${elements.filter((key) => key !== "party" && key !== "reference").join(".")}`;
      for (const reference of at(resource.at, elements)) {
        const target = references.find(reference, resource);
        if (target === undefined) continue;
        roles.set(target, (roles.get(target) ?? new Set()).add(role));
      }
    }
    // A chart's own history is that of the patient, not of one record in it.
    if (resource.type !== "Provenance") continue;
    const targets = at(resource.at, ["target"]);
    if (targets.some((target) => isPatient(target, references, resource))) {
      roles.set(resource, new Set(["of-patient"]));
    }
  }
  return roles;
}

function isPatient(reference: Cursor, references: References, from: FoundResource): boolean {
  const target = references.find(reference, from);
  if (target !== undefined) return target.type === "Patient";
  return /(^|\/)Patient\//.test(stringAt(reference, "reference") ?? "");
}
