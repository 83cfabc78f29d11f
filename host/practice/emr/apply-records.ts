import { identifierQuery, identifiersOf } from "../fhir/record-key.ts";
import type { CreatePlan, Interactions } from "../fhir/interactions.ts";
import { localReference, patientReference, rewriteReferences } from "../fhir/references.ts";
import { FhirRefusal } from "../fhir/refusal.ts";
import { resourceIn } from "../hl7/note-wire-truth.ts";
import type { WireRecord } from "../hl7/record-group.ts";
import type { Xref } from "../hl7/xref.ts";
import type { JsonObject } from "../json/lossless-tree.ts";

type Plan = { readonly kind: "known"; readonly id: string } | CreatePlan;

interface Planned {
  readonly record: WireRecord;
  readonly resource: JsonObject;
  readonly plan: Plan;
}

/**
 * Applies the records of one message to the EMR's store; all or nothing. Who is who: the EMR's own
 * cross-reference, then a patient's number, then the matcher. Throws FhirRefusal.
 */
export function applyRecords(
  records: readonly WireRecord[],
  interactions: Interactions,
  xref: Xref,
): void {
  interactions.store.atOnce(() => {
    const placed = new Map<string, string>();
    const planned = records.flatMap((record): Planned[] => {
      if (record.headless) return [];
      const resource = resourceIn(record);
      if (!resource) {
        remove(record, interactions, xref);
        return [];
      }
      const plan = planOf(record, resource, interactions, xref, placed);
      placed.set(`${record.type}/${record.sourceId}`, plan.id);
      return [{ record, resource, plan }];
    });
    for (const { record, resource, plan } of planned) {
      resolve(resource, placed, xref);
      write(record.type, resource, plan, interactions);
      xref.link(record.type, record.sourceId, plan.id);
    }
  });
}

/** Stores the records of one type once more, as a system does that does not know a repeated message. */
export function applyAgain(
  records: readonly WireRecord[],
  type: string,
  interactions: Interactions,
  xref: Xref,
): void {
  for (const record of records) {
    const resource = record.type === type && !record.headless ? resourceIn(record) : null;
    if (!resource) continue;
    resolve(resource, new Map(), xref);
    interactions.create(type, resource, null);
  }
}

/** The sender's ids in references become this side's; what is not known here is left out. */
function resolve(resource: JsonObject, placed: ReadonlyMap<string, string>, xref: Xref): void {
  rewriteReferences(resource, (reference) => {
    const local = localReference(reference);
    if (!local) return reference;
    const target = placed.get(`${local.type}/${local.id}`) ?? xref.target(local.type, local.id);
    return target === null ? null : `${local.type}/${target}`;
  });
}

function remove(record: WireRecord, interactions: Interactions, xref: Xref): void {
  const target = xref.target(record.type, record.sourceId);
  if (target === null) return;
  interactions.remove(record.type, target, null);
  xref.unlink(record.type, record.sourceId);
}

function planOf(
  { type, sourceId }: WireRecord,
  resource: JsonObject,
  interactions: Interactions,
  xref: Xref,
  placed: ReadonlyMap<string, string>,
): Plan {
  const known = xref.target(type, sourceId);
  if (known !== null) return { kind: "known", id: known };
  const [identifier] = identifiersOf(resource);
  if (type === "Patient") {
    const found = identifier && interactions.onlyMatch(type, identifierQuery(identifier));
    if (found) return { kind: "known", id: found.id };
    return interactions.planCreate(type, resource, null);
  }
  const patient = localReference(patientReference(resource) ?? "");
  const chart =
    patient && (placed.get(`Patient/${patient.id}`) ?? xref.target("Patient", patient.id));
  if (patient?.type === "Patient" && chart === null) {
    throw new FhirRefusal(404, "not-found", "This patient is not known here.");
  }
  if (!identifier || !chart || !interactions.store.newest("Patient", chart)) {
    return interactions.planCreate(type, resource, null);
  }
  const within = `&patient=${encodeURIComponent(`Patient/${chart}`)}`;
  return interactions.planCreate(type, resource, `${identifierQuery(identifier)}${within}`);
}

function write(type: string, resource: JsonObject, plan: Plan, interactions: Interactions): void {
  if (plan.kind === "known") {
    interactions.update(type, plan.id, { ...resource, id: plan.id }, null);
    return;
  }
  interactions.carryOut(plan, type, resource);
}
