import type { Place, ReadProblem } from "../catalogue/chart.ts";
import type { JsonProblem } from "../json/json-problem.ts";
import { readJsonLines } from "../json/read-json.ts";
import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";

/** A resource as it stands in one of the documents. */
export interface FoundResource {
  readonly type: string;
  readonly id: string | null;
  readonly version: string | null;
  /** As the Bundle gives it, null where it gives none. */
  readonly fullUrl: string | null;
  /** `Type/id`, else the fullUrl, else the type. */
  readonly label: string;
  readonly at: Cursor;
  /** The resource that this one is a component of. */
  readonly of?: FoundResource;
}

export interface FoundResources {
  readonly resources: readonly FoundResource[];
  readonly problems: readonly ReadProblem[];
}

/** A record of one person is far smaller; what is larger is refused with a sentence, not tried. */
const maxBytes = 100 * 1024 * 1024;

/**
 * Takes the resources out of Bundles of any type, single resources and NDJSON, in the order of the wire.
 * What is no resource is a problem, never silence. An OperationOutcome is told, not returned.
 */
export function readDocuments(documents: readonly Uint8Array[]): FoundResources {
  const resources: FoundResource[] = [];
  const problems: ReadProblem[] = [];
  for (const [document, bytes] of documents.entries()) {
    const read = readJsonLines(bytes, { maxBytes });
    for (const problem of read.problems) problems.push(asReadProblem(problem, document, bytes));
    const one = read.roots.length === 1;
    for (const [line, node] of read.roots.entries()) {
      const pointer = one ? "" : `line ${String(line + 1)}:`;
      const root = { node, pointer, home: { resource: "", document } };
      // Some exports write a list of resources where a Bundle should stand.
      for (const each of node.kind === "array" ? items(root) : [root]) {
        collect(each, null, resources, problems);
      }
    }
  }
  return { resources: withOwnNames(withoutRepeats(resources, documents, problems)), problems };
}

function asReadProblem(problem: JsonProblem, document: number, bytes: Uint8Array): ReadProblem {
  const where = `line ${String(problem.line)}, column ${String(problem.column)}`;
  const at = {
    resource: "",
    place: where,
    start: problem.offset,
    // A document that was cut off has no byte where its problem stands.
    end: Math.min(problem.offset + 1, bytes.length),
    document,
  };
  return { kind: problem.kind, says: `${problem.says} (${where})`, at };
}

function collect(
  at: Cursor,
  fullUrl: string | null,
  resources: FoundResource[],
  problems: ReadProblem[],
): void {
  const type = stringAt(at, "resourceType");
  const say = (kind: string, says: string): void => {
    problems.push({ kind, says, at: placeOf(at) });
  };
  if (type === undefined) {
    say("not-fhir", "This is JSON, but no FHIR resource: it has no resourceType.");
  } else if (type === "Bundle") {
    const isHistory = stringAt(at, "type") === "history";
    const deleted = new Set<string>();
    for (const entry of items(child(at, "entry"))) {
      const url = stringAt(entry, "fullUrl") ?? null;
      const resource = child(entry, "resource");
      const outcome = child(child(entry, "response"), "outcome");
      // What a history deletes is gone: its versions before stand behind.
      if (resource !== undefined && deleted.has(addressOf(resource))) continue;
      if (resource !== undefined) collect(resource, url, resources, problems);
      else sayRequest(entry, problems, isHistory ? deleted : null);
      if (outcome !== undefined) collect(outcome, null, resources, problems);
    }
  } else if (type === "OperationOutcome") {
    for (const issue of items(child(at, "issue"))) say("operation-outcome", outcomeText(issue));
  } else {
    const id = stringAt(at, "id") ?? null;
    const version = stringAt(child(at, "meta"), "versionId") ?? null;
    const label = id === null ? (fullUrl ?? type) : `${type}/${id}`;
    const home = { resource: label, document: at.home.document };
    resources.push({ type, id, version, fullUrl, label, at: { ...at, home } });
  }
}

/** `Patient`, `Patient (2)`: resources without an id are told apart by their order. */
function withOwnNames(resources: readonly FoundResource[]): readonly FoundResource[] {
  const counts = new Map<string, number>();
  return resources.map((resource) => {
    const { id, fullUrl, type, at } = resource;
    if (id !== null || fullUrl !== null) return resource;
    const n = (counts.get(type) ?? 0) + 1;
    counts.set(type, n);
    const label = n === 1 ? type : `${type} (${n})`;
    return { ...resource, label, at: { ...at, home: { ...at.home, resource: label } } };
  });
}

/** An entry that only asks for something, to delete a record say, is told: it is no record. */
function sayRequest(entry: Cursor, problems: ReadProblem[], deleted: Set<string> | null): void {
  const request = child(entry, "request");
  const method = stringAt(request, "method");
  if (method === undefined) return;
  const url = stringAt(request, "url") ?? "";
  const isGone = method === "DELETE" && deleted !== null;
  if (isGone) deleted.add(url);
  const says = isGone
    ? `${url} was deleted; its versions before are not read.`
    : `An entry asks for ${method} ${url}; what is asked for is not carried out.`;
  problems.push({ kind: "request-only", says, at: placeOf(entry) });
}

function addressOf(resource: Cursor): string {
  return `${stringAt(resource, "resourceType") ?? ""}/${stringAt(resource, "id") ?? ""}`;
}

function outcomeText(issue: Cursor): string {
  const severity = stringAt(issue, "severity") ?? "issue";
  const words =
    stringAt(child(issue, "details"), "text") ??
    stringAt(issue, "diagnostics") ??
    stringAt(issue, "code") ??
    "no reason given";
  return `The system answered with ${severity === "issue" ? "an issue" : severity}: ${words}`;
}

/**
 * Pages and included resources repeat each other: the same resource is read once. Where two copies differ, the
 * later version counts, else the last one, and that is said. A history has the latest first (R4 3.1.0.10).
 */
function withoutRepeats(
  resources: readonly FoundResource[],
  documents: readonly Uint8Array[],
  problems: ReadProblem[],
): readonly FoundResource[] {
  const kept = new Map<string, FoundResource>();
  for (const [i, resource] of resources.entries()) {
    const key = resource.id === null ? String(i) : resource.label;
    const known = kept.get(key);
    const isOlder = known !== undefined && versionOf(known) > versionOf(resource);
    if (known !== undefined && !sameBytes(known, resource, documents)) {
      const which = isOlder ? "the later version" : "the last one";
      const says = `${resource.label} came twice with different content; ${which} is read.`;
      problems.push({ kind: "repeated-resource", says, at: placeOf(resource.at) });
    }
    if (!isOlder) kept.set(key, resource);
  }
  return [...kept.values()];
}

/** The number of a version; NaN, which is greater than nothing, where it has none. */
function versionOf({ version }: FoundResource): number {
  return version !== null && /^\d{1,15}$/u.test(version) ? Number(version) : Number.NaN;
}

function sameBytes(a: FoundResource, b: FoundResource, documents: readonly Uint8Array[]): boolean {
  const left = bytesOf(a.at, documents);
  const right = bytesOf(b.at, documents);
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

function bytesOf({ node, home }: Cursor, documents: readonly Uint8Array[]): Uint8Array {
  return documents[home.document]?.subarray(node.start, node.end) ?? new Uint8Array();
}

/** The place of a token for a person and for the screen. */
export function placeOf({ node, pointer, home }: Cursor): Place {
  const { start, end } = node;
  return { resource: home.resource, place: pointer, start, end, document: home.document };
}
