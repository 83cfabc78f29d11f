import type { JsonMember, JsonObject } from "../json/json-node.ts";
import { child, items } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import type { FoundResource } from "./documents.ts";

/** What a component shares with the Observation around it; its numbers are those of the whole. */
const shared = new Set([
  ..."resourceType status category subject encounter issued performer".split(" "),
  ..."effectiveDateTime effectivePeriod effectiveInstant _status _effectiveDateTime".split(" "),
]);

/**
 * The resources as they are read: the components of an Observation (R4 10.1.5: systolic and diastolic) each as
 * one of its own, in place of a whole that has no value itself.
 */
export function withComponents(resources: readonly FoundResource[]): readonly FoundResource[] {
  return resources.flatMap((resource) => {
    const parts = resource.type === "Observation" ? partsOf(resource) : [];
    if (parts.length === 0) return [resource];
    return hasValue(resource.at) ? [resource, ...parts] : parts;
  });
}

function partsOf(resource: FoundResource): readonly FoundResource[] {
  const { at } = resource;
  if (at.node.kind !== "object") return [];
  const lent = at.node.members.filter(({ key }) => shared.has(key));
  return items(child(at, "component")).flatMap((component) => {
    const part = partOf(component, at, lent);
    return part === null ? [] : [{ ...resource, at: part, of: resource }];
  });
}

function partOf(component: Cursor, whole: Cursor, lent: readonly JsonMember[]): Cursor | null {
  const { node } = component;
  if (node.kind !== "object") return null;
  const own = new Set(node.members.map(({ key }) => key));
  const members = [...lent.filter(({ key }) => !own.has(key)), ...node.members];
  const joined: JsonObject = { ...node, members };
  const elsewhere = new Map(
    lent.flatMap(({ key }) => (own.has(key) ? [] : [[key, whole.pointer] as const])),
  );
  return { ...component, node: joined, elsewhere };
}

function hasValue({ node }: Cursor): boolean {
  return (
    node.kind === "object" &&
    node.members.some(({ key }) => /^value[A-Z]/u.test(key) || key === "dataAbsentReason")
  );
}
