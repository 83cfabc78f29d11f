import { copyOf, isObject, objectOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { identifiersOf, recordKeyOf } from "../fhir/record-key.ts";
import type { Switchboard } from "../faults/switchboard.ts";
import type { Stage } from "../faults/fault.ts";
import type { Crosswalk } from "./crosswalk.ts";
import { mispairDoses } from "./mispair-doses.ts";
import type { MessageItem } from "./read-message.ts";

const stagesBefore: readonly Stage[] = ["DECODE", "UNESCAPE", "MAP", "VALIDATE", "ENCODE"];

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
  const keyOf = (patient: string): string => patientKeyOf(crosswalk, patient);
  return mispairDoses(items, crosswalk, switchboard, keyOf).flatMap((item) => {
    if (!item.resource) return [item];
    const resource = withoutServerParts(item.resource);
    const key = { record: recordKeyOf(resource, item.sourceId), patient: keyOf(item.patient) };
    if (dropped(item, switchboard, key)) return [];
    for (const stage of stagesBefore) switchboard.act(stage, resource, key);
    return [{ ...item, resource }];
  });
}

function dropped(
  item: MessageItem,
  switchboard: Switchboard,
  key: { record: string; patient: string },
): boolean {
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
