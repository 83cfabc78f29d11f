import { numberOf, objectOf, stringOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";
import { FhirRefusal } from "./refusal.ts";
import type { ResourceStore, Stored } from "./resource-store.ts";
import { idPattern, isResourceType } from "./resource-types.ts";
import { readSearch } from "./search-query.ts";

export interface Outcome {
  readonly status: 200 | 201 | 204;
  readonly stored: Stored | null;
}

/** What a create will do: nothing, an update of the same record, or a new one. */
export type CreatePlan =
  | { readonly kind: "exists"; readonly id: string; readonly found: Stored }
  | { readonly kind: "same"; readonly id: string }
  | { readonly kind: "new"; readonly id: string };

export interface InteractionHooks {
  /** May find the record that an incoming one really is, before a new one is made. */
  readonly match?: (type: string, resource: JsonObject) => string | null;
  /** Changes what is given out; gets a copy of its own. */
  readonly render?: (resource: JsonObject) => void;
  /** False: a reader is not shown this record, in a search or by its address. */
  readonly shown?: (stored: Stored, by: "search" | "address") => boolean;
  /** Somebody searches this type. */
  readonly searched?: (type: string) => void;
}

/** The RESTful interactions of FHIR R4 (3.1.0) over one store, without HTTP. */
export class Interactions {
  readonly store: ResourceStore;
  readonly base: () => string;
  readonly #hooks: InteractionHooks;

  constructor(store: ResourceStore, base: () => string, hooks: InteractionHooks) {
    this.store = store;
    this.base = base;
    this.#hooks = hooks;
  }

  /** What is given out to a reader. */
  rendered(stored: Stored): JsonObject {
    const resource = stored.resource ?? {};
    this.#hooks.render?.(resource);
    return resource;
  }

  /** The record as it stands, for a reader. Refuses with 404 or, once deleted, 410. */
  read(type: string, id: string): Stored {
    const stored = this.store.read(type, id);
    if (this.#hooks.shown?.(stored, "address") === false) {
      throw new FhirRefusal(404, "not-found", `There is no ${type}/${id}.`);
    }
    return stored;
  }

  /** Creates; with `ifNoneExist` only when nothing matches (3.1.0.8.1). */
  create(type: string, body: Json, ifNoneExist: string | null): Outcome {
    return this.carryOut(this.planCreate(type, body, ifNoneExist), type, body);
  }

  /** Settles under which id a create will stand, without storing anything. */
  planCreate(type: string, body: Json, ifNoneExist: string | null): CreatePlan {
    const resource = checkedResource(type, body);
    if (ifNoneExist !== null) {
      const found = this.onlyMatch(type, ifNoneExist);
      if (found) return { kind: "exists", id: found.id, found };
    }
    const same = this.#hooks.match?.(type, resource) ?? null;
    if (same !== null) return { kind: "same", id: same };
    return { kind: "new", id: this.store.newId() };
  }

  carryOut(plan: CreatePlan, type: string, body: Json): Outcome {
    const resource = checkedResource(type, body);
    if (plan.kind === "exists") return { status: 200, stored: plan.found };
    if (plan.kind === "same") {
      return { status: 200, stored: this.store.update(type, plan.id, resource, null) };
    }
    return { status: 201, stored: this.store.create(type, resource, plan.id) };
  }

  /** Updates by id (3.1.0.5); 201 when a deleted record comes back. */
  update(type: string, id: string, body: Json, ifMatch: string | null): Outcome {
    const resource = checkedResource(type, body);
    checkId(id);
    if (stringOf(resource["id"]) !== id) {
      throw new FhirRefusal(
        400,
        "invalid",
        `The resource's id must be "${id}", as in the address.`,
      );
    }
    const before = this.store.newest(type, id);
    const stored = this.store.update(type, id, resource, ifMatch);
    return { status: before?.resource === null ? 201 : 200, stored };
  }

  /** Updates what a search finds, or creates (3.1.0.5.3). */
  conditionalUpdate(type: string, query: string, body: Json, ifMatch: string | null): Outcome {
    const resource = checkedResource(type, body);
    const found = this.onlyMatch(type, query);
    if (!found) return { status: 201, stored: this.store.create(type, resource) };
    return { status: 200, stored: this.store.update(type, found.id, resource, ifMatch) };
  }

  /** Deletes; the same answer whether or not it was there (3.1.0.7). */
  remove(type: string, id: string, ifMatch: string | null): Outcome {
    checkType(type);
    checkId(id);
    return { status: 204, stored: this.store.remove(type, id, ifMatch) };
  }

  /** Deletes the one record that a search finds (3.1.0.7.1). */
  conditionalRemove(type: string, query: string): Outcome {
    const found = this.onlyMatch(type, query);
    return { status: 204, stored: found && this.store.remove(type, found.id, null) };
  }

  /** A page of a search as a searchset Bundle (3.1.1). */
  search(type: string, params: URLSearchParams, strict: boolean): JsonObject {
    checkType(type);
    const query = readSearch(this.store.system, type, params);
    const [unknown] = query.unknown;
    if (strict && unknown !== undefined) {
      throw new FhirRefusal(
        400,
        "not-supported",
        `The search parameter "${unknown}" is not known.`,
      );
    }
    this.#hooks.searched?.(type);
    const { total, page: found, next } = this.store.search(type, query);
    const page = found.filter((stored) => this.#hooks.shown?.(stored, "search") !== false);
    const self = new URLSearchParams();
    for (const [key, value] of query.understood) self.append(key, value);
    const address = (more: URLSearchParams): string => {
      const text = more.toString();
      return `${this.base()}/${type}${text === "" ? "" : `?${text}`}`;
    };
    const link: Json[] = [{ relation: "self", url: address(self) }];
    if (next !== null) {
      const further = new URLSearchParams(self);
      further.set("_after", String(next));
      link.push({ relation: "next", url: address(further) });
    }
    const entry = page.map((stored) => ({
      fullUrl: `${this.base()}/${type}/${stored.id}`,
      resource: this.rendered(stored),
      search: { mode: "match" },
    }));
    return {
      resourceType: "Bundle",
      type: "searchset",
      total: numberOf(total - (found.length - page.length)),
      link,
      ...(entry.length > 0 ? { entry } : {}),
    };
  }

  /** All versions of one record as a history Bundle (3.1.0.11). */
  history(type: string, id: string): JsonObject {
    const versions = this.store.versions(type, id);
    if (versions.length === 0) {
      throw new FhirRefusal(404, "not-found", `There is no ${type}/${id}.`);
    }
    const entry = versions.map((stored) => ({
      fullUrl: `${this.base()}/${type}/${id}`,
      ...(stored.resource ? { resource: this.rendered(stored) } : {}),
      request: {
        method: stored.resource ? (stored.version === 1 ? "POST" : "PUT") : "DELETE",
        url: stored.version === 1 ? type : `${type}/${id}`,
      },
      response: { status: "200", etag: `W/"${stored.version}"`, lastModified: stored.at },
    }));
    return { resourceType: "Bundle", type: "history", total: numberOf(entry.length), entry };
  }

  /** The one record that a condition finds; 412 when there are several. */
  onlyMatch(type: string, query: string): Stored | null {
    checkType(type);
    const read = readSearch(this.store.system, type, new URLSearchParams(query));
    const [unknown] = read.unknown;
    if (unknown !== undefined || read.clauses.length === 0) {
      throw new FhirRefusal(
        412,
        "not-supported",
        unknown === undefined
          ? "A condition needs at least one search parameter."
          : `The condition uses "${unknown}", which this server does not know.`,
      );
    }
    const { total, page } = this.store.search(type, { ...read, count: 2, countOnly: false });
    if (total > 1) {
      throw new FhirRefusal(
        412,
        "multiple-matches",
        `${total} records of ${type} match the condition.`,
      );
    }
    return page[0] ?? null;
  }
}

export function checkType(type: string): void {
  if (!isResourceType(type)) {
    throw new FhirRefusal(
      404,
      "not-supported",
      `This server does not hold "${type.slice(0, 60)}".`,
    );
  }
}

export function checkId(id: string): void {
  if (!idPattern.test(id)) throw new FhirRefusal(400, "invalid", "This is not a FHIR id.");
}

function checkedResource(type: string, body: Json): JsonObject {
  checkType(type);
  const resource = objectOf(body);
  if (!resource) throw new FhirRefusal(400, "structure", "The body is not a FHIR resource.");
  if (resource["resourceType"] !== type) {
    throw new FhirRefusal(
      400,
      "invalid",
      `The address says ${type}, the resource says "${stringOf(resource["resourceType"]) ?? ""}".`,
    );
  }
  return resource;
}
