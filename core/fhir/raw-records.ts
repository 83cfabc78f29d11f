import type { Place } from "../catalogue/chart.ts";
import type { RawGroup, RawLeaf, RawNode, RawRecord } from "../compare/raw/raw-node.ts";
import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { placeOf } from "./documents.ts";
import type { FoundResource } from "./documents.ts";
import type { References } from "./references.ts";

/** What a server writes about its own storing of a resource. */
const ownOfServer = new Set(["versionId", "lastUpdated", "source", "profile"]);

/** How a resource is called within its documents; ids may be missing. */
export function nameOf({ fullUrl, label }: FoundResource): string {
  return fullUrl ?? label;
}

/**
 * The resources as raw trees. A value counts as read where one of `places` points at its bytes. Left out are
 * ids and what a server writes about its own storing (R4 2.27.2: meta without tags and security labels).
 */
export function rawRecords(
  resources: readonly FoundResource[],
  references: References,
  places: readonly Place[],
): readonly RawRecord[] {
  const read = new Set(places.map(({ document, start }) => `${document}:${start}`));
  return resources.map((resource) => {
    const walk = makeWalk(resource, references, read);
    return {
      kind: resource.type,
      id: nameOf(resource),
      root: walk(resource.at, true),
      at: () => placeOf(resource.at),
    };
  });
}

function makeWalk(
  resource: FoundResource,
  references: References,
  read: ReadonlySet<string>,
): (at: Cursor, isTop: boolean) => RawGroup {
  const isRead = ({ node, home }: Cursor): boolean => read.has(`${home.document}:${node.start}`);
  const group = (at: Cursor, isTop: boolean): RawGroup => {
    const members = new Map<string, RawNode[]>();
    for (const key of keysOf(at)) {
      if (key === "id" || key === "resourceType") continue;
      for (const each of items(child(at, key))) {
        if (isLocal(key, each)) continue;
        if (isTop && key === "meta") {
          const meta = group(each, false);
          const kept = [...meta.members].filter(([name]) => !ownOfServer.has(name));
          if (kept.length > 0) members.set(key, [{ kind: "group", members: new Map(kept) }]);
          continue;
        }
        const name = elementName(key, each);
        const made = nodeOf(each, key, at, isTop);
        const known = members.get(name);
        if (known === undefined) members.set(name, [made]);
        else known.push(made);
      }
    }
    return { kind: "group", members };
  };
  const nodeOf = (at: Cursor, key: string, parent: Cursor, isTop: boolean): RawNode => {
    const { node } = at;
    if (node.kind === "object") {
      const made = group(at, false);
      return isTop && key === "text" && made.members.has("div") ? narrative(at, made) : made;
    }
    const leaf = {
      kind: "leaf",
      leadsTo: null,
      isRead: isRead(at),
      at: () => placeOf(at),
    } as const;
    switch (node.kind) {
      case "string": {
        // What a system calls a record of the same file stands in that record.
        if (key === "display" && references.find(parent, resource) !== undefined)
          return { ...leaf, text: node.text, form: "narrative" };
        if (key !== "reference") return { ...leaf, text: node.text, form: "text" };
        const target = references.find(parent, resource);
        const leadsTo = target === undefined ? null : nameOf(target);
        return { ...leaf, text: node.text, form: "reference", leadsTo };
      }
      case "number":
        return { ...leaf, text: node.text, form: "number" };
      case "boolean":
        return { ...leaf, text: String(node.value), form: "text" };
      case "null":
        return { ...leaf, text: "null", form: "text" };
      case "array":
        // FHIR has no array in an array; what stands there is shown as one text.
        return { ...leaf, text: "[…]", form: "text" };
    }
  };
  return group;
}

/** A contained resource is compared where it stands; what its local id is says nothing. */
function isLocal(key: string, { node }: Cursor): boolean {
  return key === "reference" && node.kind === "string" && node.text.startsWith("#");
}

function keysOf({ node }: Cursor): ReadonlySet<string> {
  return new Set(node.kind === "object" ? node.members.map(({ key }) => key) : []);
}

/** Extensions and contained resources are told apart by what they are. */
function elementName(key: string, each: Cursor): string {
  const kind =
    key === "extension" || key === "modifierExtension"
      ? stringAt(each, "url")?.split("/").at(-1)
      : key === "contained"
        ? stringAt(each, "resourceType")
        : undefined;
  return kind === undefined ? key : `${key}[${kind}]`;
}

function narrative(at: Cursor, { members }: RawGroup): RawLeaf {
  const [div] = members.get("div") ?? [];
  const text = div?.kind === "leaf" ? div.text : "";
  const isRead = div?.kind === "leaf" && div.isRead;
  return { kind: "leaf", text, form: "narrative", isRead, leadsTo: null, at: () => placeOf(at) };
}

/** Elements in which resources of no fixed place say whom they are about. */
const subjects = ["subject", "patient", "beneficiary", "individual", "for"];

/**
 * All resources by the person they belong to: those already grouped, those that name a patient, and those that
 * either refers to (a doctor, a place). What belongs to nobody goes to the only person there is, else to none.
 */
export function belongings(
  all: readonly FoundResource[],
  references: References,
  groups: ReadonlyMap<string, readonly FoundResource[]>,
): ReadonlyMap<string, readonly FoundResource[]> {
  const owners = new Map<FoundResource, Set<string>>();
  const own = (resource: FoundResource, person: string): boolean => {
    const known = owners.get(resource) ?? new Set();
    owners.set(resource, known);
    const isNew = !known.has(person);
    known.add(person);
    return isNew;
  };
  for (const [person, group] of groups) for (const each of group) own(each.of ?? each, person);
  const people = new Set(all.filter(({ type }) => type === "Patient"));
  for (const resource of all) {
    if (owners.has(resource)) continue;
    for (const key of subjects) {
      const target = references.find(items(child(resource.at, key))[0], resource);
      if (target !== undefined && people.has(target)) own(resource, nameOf(target));
    }
  }
  const grouped = new Set(owners.keys());
  const waiting = [...owners].map(([resource]) => resource);
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const reference of referencesIn(from.at)) {
      const target = references.find(reference, from);
      if (target === undefined || grouped.has(target)) continue;
      const isNew = [...(owners.get(from) ?? [])].filter((person) => own(target, person));
      if (isNew.length > 0) waiting.push(target);
    }
  }
  const [only, second] = groups.keys();
  if (only !== undefined && second === undefined) {
    for (const each of all) if (!owners.has(each)) own(each, only);
  }
  const belong = new Map<string, FoundResource[]>([...groups.keys()].map((key) => [key, []]));
  for (const each of all)
    for (const person of owners.get(each) ?? []) belong.get(person)?.push(each);
  return belong;
}

function* referencesIn(at: Cursor): Generator<Cursor> {
  if (at.node.kind === "array") for (const each of items(at)) yield* referencesIn(each);
  if (at.node.kind !== "object") return;
  if (stringAt(at, "reference") !== undefined) yield at;
  for (const { key, value } of at.node.members) {
    if (value.kind !== "object" && value.kind !== "array") continue;
    const inner = child(at, key);
    if (inner !== undefined) yield* referencesIn(inner);
  }
}
