import { copyOf, isObject, objectOf, stringOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { identifiersOf, recordKeyOf } from "../fhir/record-key.ts";
import type { RecordKey, Switchboard } from "../faults/switchboard.ts";
import type { Stage } from "../faults/fault.ts";
import type { Crosswalk } from "./crosswalk.ts";
import { keptDelete, misfiled, refusedAsTooLong, splitOff } from "./misfile.ts";
import { mispairDoses } from "./mispair-doses.ts";
import type { MessageItem } from "./read-message.ts";

const stagesBefore: readonly Stage[] = ["DECODE", "PARSE", "UNESCAPE", "MAP", "VALIDATE", "ENCODE"];

/** The first identifier of a patient, as it was received. */
export function patientKeyOf(crosswalk: Crosswalk, patient: string): string {
  const last = patient === "" ? null : crosswalk.last("Patient", patient);
  return (last && identifiersOf(last)[0]?.value) ?? patient;
}

/**
 * Maps what the clinic sent to what the EMR is sent, item by item. Without a switched fault every
 * element is carried over as it is; only the clinic's own id and version stay behind.
 */
export function translate(
  items: readonly MessageItem[],
  crosswalk: Crosswalk,
  switchboard: Switchboard,
): MessageItem[] {
  const keyOf = once((patient) => patientKeyOf(crosswalk, patient));
  const visits = once((patient) => visitsOf(crosswalk, patient));
  const coverages = once((patient) => crosswalk.lastOfPatient("Coverage", patient).length);
  const mapped = mispairDoses(items, crosswalk, switchboard, keyOf).flatMap((item) => {
    const patient = keyOf(item.patient);
    if (!item.resource) return keptDelete(item, switchboard, patient) ? [] : [item];
    const resource = withoutServerParts(item.resource);
    const record = recordKeyOf(resource, item.sourceId);
    const known = { visits: visits(item.patient), coverages: coverages(item.patient) };
    const key = { record, patient, ...known };
    if (dropped(item, switchboard, key)) return [];
    for (const stage of stagesBefore) switchboard.act(stage, resource, key);
    if (refusedAsTooLong(resource, switchboard, key)) return [];
    return misfiled({ ...item, resource }, switchboard, key);
  });
  return splitOff(mapped, switchboard, keyOf);
}

/** What does not change while one message is translated is looked up once for each patient. */
function once<T>(lookUp: (patient: string) => T): (patient: string) => T {
  const known = new Map<string, T>();
  return (patient) => {
    if (!known.has(patient)) known.set(patient, lookUp(patient));
    // Put there the line before.
    return known.get(patient) as T;
  };
}

/** Numbers of a patient's visits as they were received, the latest last. */
function visitsOf(crosswalk: Crosswalk, patient: string): readonly string[] {
  if (patient === "") return [];
  return crosswalk
    .lastOfPatient("Encounter", patient)
    .map(({ resource }) => ({
      start: stringOf(objectOf(resource["period"])?.["start"]) ?? "",
      number: identifiersOf(resource)[0]?.value,
    }))
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    .flatMap(({ number }) => number ?? []);
}

function dropped(item: MessageItem, switchboard: Switchboard, key: RecordKey): boolean {
  const active = switchboard.strikes("DROP-RECORD", key.record);
  if (!active || active.params["type"] !== item.type) return false;
  switchboard.note(active, key, { field: `${item.type}.*`, before: key.record, after: null });
  return true;
}

/** id, version, time and source belong to the server that holds a record (R4, Meta). */
function withoutServerParts(given: JsonObject): JsonObject {
  const { id: _id, meta, ...rest } = copyOf(given);
  const { versionId: _version, lastUpdated: _at, source: _source, ...kept } = objectOf(meta) ?? {};
  const { resourceType, ...elements } = rest;
  return {
    resourceType: resourceType ?? "",
    ...(isObject(kept) && Object.keys(kept).length > 0 ? { meta: kept } : {}),
    ...elements,
  };
}
