import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import type { FoundResource } from "./documents.ts";

/** Looks up what a reference leads to, among the resources of the same documents. */
export interface References {
  find(reference: Cursor | undefined, from: FoundResource): FoundResource | undefined;
  /** A resource within `from`, by its `#id`. */
  contained(reference: Cursor | undefined, from: FoundResource): Cursor | undefined;
}

/** References may be absolute, relative, a `urn:`, conditional, or an identifier alone (R4 2.3.0, 3.1.0.11.2). */
export function makeReferences(resources: readonly FoundResource[]): References {
  const byUrl = new Map<string, FoundResource>();
  const byIdentifier = new Map<string, FoundResource>();
  for (const resource of resources) {
    if (resource.fullUrl !== null) byUrl.set(resource.fullUrl, resource);
    if (resource.id !== null) byUrl.set(`${resource.type}/${resource.id}`, resource);
    // A file of single resources has no fullUrl; some write their ids into urn:uuid addresses all the same.
    const urn = resource.id === null ? null : `urn:uuid:${resource.id}`;
    if (urn !== null && !byUrl.has(urn)) byUrl.set(urn, resource);
    if (resource.type !== "Patient") continue;
    for (const identifier of items(child(resource.at, "identifier"))) {
      byIdentifier.set(identifierKey(identifier), resource);
    }
  }
  // Few files have such references, and those that have none pay nothing for them.
  let byType: ReturnType<typeof identifiersOf> | null = null;
  return {
    find(reference) {
      const text = stringAt(reference, "reference");
      if (text !== undefined) {
        const [, type, system = "", value] = conditional.exec(text) ?? [];
        if (type !== undefined) {
          byType ??= identifiersOf(resources);
          return byType.get(`${type}|${decoded(system)}|${decoded(value ?? "")}`) ?? undefined;
        }
        return byUrl.get(text) ?? byUrl.get(relative(text));
      }
      const identifier = child(reference, "identifier");
      return identifier === undefined ? undefined : byIdentifier.get(identifierKey(identifier));
    },
    contained(reference, from) {
      const text = stringAt(reference, "reference");
      if (!text?.startsWith("#")) return undefined;
      return items(child(from.at, "contained")).find(
        (inner) => stringAt(inner, "id") === text.slice(1),
      );
    },
  };
}

/** Resources by `Type|system|value`; null where several have it. */
function identifiersOf(
  resources: readonly FoundResource[],
): ReadonlyMap<string, FoundResource | null> {
  const found = new Map<string, FoundResource | null>();
  for (const resource of resources) {
    for (const identifier of items(child(resource.at, "identifier"))) {
      const key = `${resource.type}|${identifierKey(identifier)}`;
      const known = found.get(key);
      found.set(key, known === undefined || known === resource ? resource : null);
    }
  }
  return found;
}

const conditional = /^([A-Z][A-Za-z]+)\?identifier=(?:([^|&]*)\|)?([^|&]+)$/u;

/** A text of a query; as it stands where its escapes are broken. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function identifierKey(identifier: Cursor): string {
  return `${stringAt(identifier, "system") ?? ""}|${stringAt(identifier, "value") ?? ""}`;
}

/** `Type/id` of a reference, without the base and without a version. */
export function relative(reference: string): string {
  const [plain = ""] = reference.split("/_history/");
  return plain.split("/").slice(-2).join("/");
}
