import { copyOf, listOf, objectOf, scalarText, stringOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";
import { identifierQuery, identifiersOf } from "../fhir/record-key.ts";
import { localReference, rewriteReferences } from "../fhir/references.ts";
import { callFhir } from "../http/call-fhir.ts";
import type { Crosswalk } from "./crosswalk.ts";
import type { MessageItem } from "./read-message.ts";

export interface Emr {
  readonly address: () => string;
  readonly key: string | null;
  readonly epoch: number;
}

export type Delivery =
  | { readonly kind: "done"; readonly says: string }
  | { readonly kind: "retry" }
  | { readonly kind: "failed"; readonly says: string };

/**
 * Writes one translated message into the EMR as one transaction, over its FHIR interface alone:
 * known records by id and version, patients looked up by identifier, the rest as new.
 */
export async function deliver(
  items: readonly MessageItem[],
  crosswalk: Crosswalk,
  emr: Emr,
  signal: AbortSignal,
  again: string | null,
): Promise<Delivery> {
  for (const item of items) {
    if (item.type === "Patient" && item.resource && !crosswalk.link("Patient", item.sourceId)) {
      const found = await findPatient(item, crosswalk, emr, signal);
      if (found) return found;
    }
  }
  const first = await send(items, crosswalk, emr, signal);
  if (first !== "stale") {
    if (again !== null) await sendAgain(items, again, crosswalk, emr, signal);
    return first;
  }
  await refreshLinks(items, crosswalk, emr, signal);
  const second = await send(items, crosswalk, emr, signal);
  return second === "stale" ? { kind: "failed", says: "the EMR's version moved twice" } : second;
}

/** Links a patient that the EMR already has; an end only when it has several or does not answer. */
async function findPatient(
  item: MessageItem,
  crosswalk: Crosswalk,
  emr: Emr,
  signal: AbortSignal,
): Promise<Delivery | null> {
  const [identifier] = identifiersOf(item.resource ?? {});
  if (!identifier) return null;
  const answer = await callFhir({
    method: "GET",
    url: `${emr.address()}/Patient?${identifierQuery(identifier)}`,
    key: emr.key,
    epoch: emr.epoch,
    signal,
    headers: { Prefer: "handling=strict" },
  });
  if (answer.status >= 500) return { kind: "retry" };
  const entries = listOf(objectOf(answer.body)?.["entry"]);
  if (entries.length > 1) {
    return { kind: "failed", says: `${entries.length} charts carry this patient's number` };
  }
  const found = objectOf(objectOf(entries[0])?.["resource"]);
  const id = stringOf(found?.["id"]);
  const version = stringOf(objectOf(found?.["meta"])?.["versionId"]);
  if (id !== null && version !== null) crosswalk.setLink("Patient", item.sourceId, id, version);
  return null;
}

async function send(
  items: readonly MessageItem[],
  crosswalk: Crosswalk,
  emr: Emr,
  signal: AbortSignal,
): Promise<Delivery | "stale"> {
  const { entries, kept, orphans } = entriesFor(items, crosswalk);
  if (entries.length === 0) return { kind: "done", says: `nothing to write, ${orphans} left out` };
  const answer = await callFhir({
    method: "POST",
    url: emr.address(),
    body: { resourceType: "Bundle", type: "transaction", entry: entries },
    key: emr.key,
    epoch: emr.epoch,
    signal,
  });
  if (answer.status >= 500) return { kind: "retry" };
  if ([404, 405, 410, 412].includes(answer.status)) return "stale";
  if (answer.status >= 300) {
    const issue = objectOf(listOf(objectOf(answer.body)?.["issue"])[0]);
    const says = stringOf(issue?.["diagnostics"]) ?? "no reason given";
    return { kind: "failed", says: `the EMR answered ${answer.status}: ${says}` };
  }
  const responses = listOf(objectOf(answer.body)?.["entry"]);
  crosswalk.atOnce(() => keepLinks(kept, responses, crosswalk));
  return { kind: "done", says: `${entries.length} written, ${orphans} left out` };
}

/** A repeated message whose records nobody recognises: they are created once more. */
async function sendAgain(
  items: readonly MessageItem[],
  type: string,
  crosswalk: Crosswalk,
  emr: Emr,
  signal: AbortSignal,
): Promise<void> {
  const own = items.filter((item) => item.type === type && item.resource);
  const { entries } = entriesFor(own, crosswalk);
  const entry = entries.flatMap((value) => {
    const resource = objectOf(objectOf(value)?.["resource"]);
    // Sent once, its references already name entries of the first message.
    if (resource) {
      rewriteReferences(resource, (reference) => {
        const [, named = "", id = ""] = /^urn:practice:(\w+):(.+)$/.exec(reference) ?? [];
        const known = named === "" ? null : crosswalk.link(named, id);
        return known ? `${named}/${known.targetId}` : reference;
      });
    }
    return resource ? [{ resource, request: { method: "POST", url: type } }] : [];
  });
  if (entry.length === 0) return;
  await callFhir({
    method: "POST",
    url: emr.address(),
    body: { resourceType: "Bundle", type: "transaction", entry },
    key: emr.key,
    epoch: emr.epoch,
    signal,
  });
}

function keepLinks(
  items: readonly MessageItem[],
  responses: readonly Json[],
  crosswalk: Crosswalk,
): void {
  items.forEach((item, index) => {
    if (!item.resource) {
      crosswalk.unlink(item.type, item.sourceId);
      return;
    }
    const response = objectOf(objectOf(responses[index])?.["response"]);
    const location = stringOf(response?.["location"]);
    const target = location === null ? null : localReference(location);
    const version = /"(.+)"/.exec(scalarText(response?.["etag"]) ?? "")?.[1];
    if (target && version !== undefined) {
      crosswalk.setLink(item.type, item.sourceId, target.id, version);
    }
  });
}

/** The entries of the transaction, with the items that they stand for. */
function entriesFor(
  items: readonly MessageItem[],
  crosswalk: Crosswalk,
): { entries: Json[]; kept: MessageItem[]; orphans: number } {
  const inMessage = new Map(
    items.flatMap((item) =>
      item.resource
        ? [[`${item.type}/${item.sourceId}`, `urn:practice:${item.type}:${item.sourceId}`] as const]
        : [],
    ),
  );
  const entries: Json[] = [];
  const kept: MessageItem[] = [];
  let orphans = 0;
  for (const item of items) {
    const entry = entryFor(item, crosswalk, inMessage);
    if (entry) {
      entries.push(entry);
      kept.push(item);
    } else if (item.resource) orphans++;
  }
  return { entries, kept, orphans };
}

function entryFor(
  item: MessageItem,
  crosswalk: Crosswalk,
  inMessage: ReadonlyMap<string, string>,
): JsonObject | null {
  const link = crosswalk.link(item.type, item.sourceId);
  if (!item.resource) {
    return link && { request: { method: "DELETE", url: `${item.type}/${link.targetId}` } };
  }
  const patientLink = item.type === "Patient" ? null : crosswalk.link("Patient", item.patient);
  const hasPatient = patientLink !== null || inMessage.has(`Patient/${item.patient}`);
  if (item.type !== "Patient" && item.patient !== "" && !hasPatient) return null;
  // Sent again, the message must still name the clinic's records.
  const resource = copyOf(item.resource);
  rewriteReferences(resource, (reference) => {
    const local = localReference(reference);
    if (!local) return reference;
    const known = crosswalk.link(local.type, local.id);
    if (known) return `${local.type}/${known.targetId}`;
    return inMessage.get(`${local.type}/${local.id}`) ?? null;
  });
  const fullUrl = `urn:practice:${item.type}:${item.sourceId}`;
  if (link) {
    const request = {
      method: "PUT",
      url: `${item.type}/${link.targetId}`,
      ifMatch: `W/"${link.version}"`,
    };
    return { fullUrl, resource: { ...resource, id: link.targetId }, request };
  }
  const condition = conditionFor(item, patientLink?.targetId ?? null);
  const request = {
    method: "POST",
    url: item.type,
    ...(condition ? { ifNoneExist: condition } : {}),
  };
  return { fullUrl, resource, request };
}

/** Patients by their number; their records by their own identifier within that patient. */
function conditionFor(item: MessageItem, patientTarget: string | null): string | null {
  const [identifier] = identifiersOf(item.resource ?? {});
  if (!identifier) return null;
  if (item.type === "Patient") return identifierQuery(identifier);
  return patientTarget === null
    ? null
    : `${identifierQuery(identifier)}&patient=${encodeURIComponent(`Patient/${patientTarget}`)}`;
}

/** Reads the EMR's present versions after it refused ours; what is gone is no longer linked. */
async function refreshLinks(
  items: readonly MessageItem[],
  crosswalk: Crosswalk,
  emr: Emr,
  signal: AbortSignal,
): Promise<void> {
  for (const item of items) {
    const link = crosswalk.link(item.type, item.sourceId);
    if (!link) continue;
    const url = `${emr.address()}/${item.type}/${link.targetId}`;
    const answer = await callFhir({ method: "GET", url, key: emr.key, epoch: emr.epoch, signal });
    const version = stringOf(objectOf(objectOf(answer.body)?.["meta"])?.["versionId"]);
    if (answer.status === 200 && version !== null) {
      crosswalk.setLink(item.type, item.sourceId, link.targetId, version);
    } else if (answer.status === 404 || answer.status === 410) {
      crosswalk.unlink(item.type, item.sourceId);
    }
  }
}
