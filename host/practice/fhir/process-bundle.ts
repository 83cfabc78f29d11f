import { copyOf, isObject, listOf, objectOf, stringOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";
import type { CreatePlan, Interactions, Outcome } from "./interactions.ts";
import { rewriteReferences } from "./references.ts";
import { FhirRefusal, operationOutcome } from "./refusal.ts";

interface Entry {
  readonly index: number;
  readonly fullUrl: string | null;
  readonly resource: JsonObject | null;
  readonly method: string;
  readonly url: string;
  readonly ifMatch: string | null;
  readonly ifNoneExist: string | null;
}

/** R4 3.1.0.11.2: deletes first, then creates, then updates, then reads. */
const methodOrder = ["DELETE", "POST", "PUT", "GET", "HEAD"];

/**
 * Processes a transaction (all or nothing) or a batch (each for itself) and answers with the
 * Bundle of responses in the order of the request. Throws FhirRefusal naming the entry at fault.
 */
export function processBundle(interactions: Interactions, body: Json, whole: boolean): JsonObject {
  const bundle = objectOf(body);
  const type = bundle && stringOf(bundle["type"]);
  if (
    !bundle ||
    bundle["resourceType"] !== "Bundle" ||
    (type !== "transaction" && type !== "batch")
  ) {
    throw new FhirRefusal(400, "invalid", "Expected a Bundle of type transaction or batch.");
  }
  const entries = listOf(bundle["entry"]).map(readEntry);
  const responses =
    type === "transaction"
      ? interactions.store.atOnce(() => transaction(interactions, entries, whole))
      : entries.map((entry) => alone(interactions, entry, whole));
  return { resourceType: "Bundle", type: `${type}-response`, entry: responses };
}

function readEntry(value: Json, index: number): Entry {
  const entry = objectOf(value);
  const request = objectOf(entry?.["request"]);
  const method = stringOf(request?.["method"]);
  const url = stringOf(request?.["url"]);
  if (!entry || !request || !method || !url || !methodOrder.includes(method)) {
    throw new FhirRefusal(400, "structure", `Entry ${index} of the Bundle has no usable request.`);
  }
  return {
    index,
    fullUrl: stringOf(entry["fullUrl"]),
    resource: isObject(entry["resource"]) ? copyOf(entry["resource"]) : null,
    method,
    url,
    ifMatch: stringOf(request["ifMatch"]),
    ifNoneExist: stringOf(request["ifNoneExist"]),
  };
}

/** Ids are settled before anything is stored, so that entries may point to each other freely. */
function transaction(
  interactions: Interactions,
  entries: readonly Entry[],
  whole: boolean,
): Json[] {
  const responses: Json[] = entries.map(() => null);
  const plans = new Map<Entry, CreatePlan>();
  const placed = new Map<string, string>();
  for (const entry of entries) {
    naming(entry, () => {
      const [type = "", id] = entry.url.split(/[/?]/);
      if (entry.method === "POST") {
        const plan = interactions.planCreate(type, entry.resource, entry.ifNoneExist);
        plans.set(entry, plan);
        if (entry.fullUrl !== null) placed.set(entry.fullUrl, `${type}/${plan.id}`);
      } else if (entry.method === "PUT" && entry.fullUrl !== null && id !== undefined) {
        if (!entry.url.includes("?")) placed.set(entry.fullUrl, `${type}/${id}`);
      }
    });
  }
  const inOrder = entries.toSorted(
    (a, b) => methodOrder.indexOf(a.method) - methodOrder.indexOf(b.method) || a.index - b.index,
  );
  for (const entry of inOrder) {
    naming(entry, () => {
      if (entry.resource) resolveReferences(interactions, entry.resource, placed);
      const plan = plans.get(entry);
      const answer = plan
        ? { outcome: interactions.carryOut(plan, entry.url, entry.resource) }
        : perform(interactions, entry);
      responses[entry.index] =
        "outcome" in answer ? respond(interactions, answer.outcome, whole) : answer.found;
    });
  }
  return responses;
}

function naming(entry: Entry, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof FhirRefusal)) throw error;
    throw new FhirRefusal(error.status, error.code, `Entry ${entry.index}: ${error.message}`);
  }
}

function resolveReferences(
  interactions: Interactions,
  resource: JsonObject,
  placed: ReadonlyMap<string, string>,
): void {
  rewriteReferences(resource, (reference) => {
    const target = placed.get(reference);
    if (target !== undefined) return target;
    if (reference.startsWith("urn:")) {
      throw new FhirRefusal(400, "not-found", `${reference} is not an entry of the Bundle.`);
    }
    const conditional = /^([A-Z][A-Za-z]+)\?(.+)$/.exec(reference);
    if (!conditional?.[1] || !conditional[2]) return reference;
    const found = interactions.onlyMatch(conditional[1], conditional[2]);
    if (!found) throw new FhirRefusal(412, "not-found", "A conditional reference finds nothing.");
    return `${found.type}/${found.id}`;
  });
}

function alone(interactions: Interactions, entry: Entry, whole: boolean): Json {
  try {
    const answer = perform(interactions, entry);
    return "outcome" in answer ? respond(interactions, answer.outcome, whole) : answer.found;
  } catch (error) {
    if (!(error instanceof FhirRefusal)) throw error;
    return {
      response: {
        status: String(error.status),
        outcome: operationOutcome("error", error.code, error.message),
      },
    };
  }
}

function perform(interactions: Interactions, entry: Entry): { outcome: Outcome } | { found: Json } {
  const [path = "", query] = entry.url.split(/\?(.*)/s);
  const [type = "", id] = path.split("/");
  const { resource, ifMatch, ifNoneExist } = entry;
  if (entry.method === "DELETE") {
    if (id === undefined) return { outcome: interactions.conditionalRemove(type, query ?? "") };
    return { outcome: interactions.remove(type, id, ifMatch) };
  }
  if (entry.method === "POST") {
    return { outcome: interactions.create(type, resource, ifNoneExist) };
  }
  if (entry.method === "PUT") {
    if (id === undefined) {
      return { outcome: interactions.conditionalUpdate(type, query ?? "", resource, ifMatch) };
    }
    if (resource && resource["id"] === undefined) resource["id"] = id;
    return { outcome: interactions.update(type, id, resource, ifMatch) };
  }
  const found =
    id === undefined
      ? interactions.search(type, new URLSearchParams(query ?? ""), false)
      : interactions.rendered(interactions.read(type, id));
  return { found: { resource: found, response: { status: "200 OK" } } };
}

const statusText = { 200: "200 OK", 201: "201 Created", 204: "204 No Content" } as const;

function respond(interactions: Interactions, { status, stored }: Outcome, whole: boolean): Json {
  if (!stored) return { response: { status: statusText[status] } };
  const response: JsonObject = {
    status: statusText[status],
    location: `${interactions.base()}/${stored.type}/${stored.id}/_history/${stored.version}`,
    etag: `W/"${stored.version}"`,
    lastModified: stored.at,
  };
  const resource = whole && stored.resource ? { resource: interactions.rendered(stored) } : {};
  return { fullUrl: `${interactions.base()}/${stored.type}/${stored.id}`, ...resource, response };
}
