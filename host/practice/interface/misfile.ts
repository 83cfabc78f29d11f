import { copyOf, isObject, listOf, objectOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import type { RecordKey, Switchboard } from "../faults/switchboard.ts";
import { rewriteReferences } from "../fhir/references.ts";
import type { MessageItem } from "./read-message.ts";

/** LOST-DELETE: the interface has no event for a deletion. */
export function keptDelete(item: MessageItem, switchboard: Switchboard, patient: string): boolean {
  const record = `${item.type}/deleted`;
  const active = switchboard.strikes("LOST-DELETE", `${record} ${patient}`);
  if (!active) return false;
  const change = { field: `${item.type}.*`, before: null, after: item.sourceId };
  switchboard.note(active, { record, patient }, change);
  return true;
}

/** OVERFLOW-REJECT: the validator in front of the EMR refuses a record for one long field. */
export function refusedAsTooLong(
  resource: JsonObject,
  switchboard: Switchboard,
  key: RecordKey,
): boolean {
  const active = switchboard.strikes("OVERFLOW-REJECT", key.record);
  if (!active) return false;
  const limit = Number(active.params["limit"]);
  const places = switchboard.chosenPlaces(active, resource);
  const long = places.find(({ text }) => Array.from(text).length > limit);
  if (!long) return false;
  switchboard.note(active, key, { field: long.field, before: long.text, after: null });
  return true;
}

/** PLACEMENT files an allergy as a problem; MERGE-LISTS files it as both. */
export function misfiled(
  item: MessageItem & { readonly resource: JsonObject },
  switchboard: Switchboard,
  key: RecordKey,
): MessageItem[] {
  if (item.type !== "AllergyIntolerance") return [item];
  const moved = switchboard.strikes("PLACEMENT", key.record);
  const active = moved ?? switchboard.strikes("MERGE-LISTS", key.record);
  if (!active) return [item];
  const change = { field: "AllergyIntolerance.*", before: key.record, after: "Condition" };
  switchboard.note(active, key, change);
  const problem = { ...item, type: "Condition", resource: asProblem(item.resource) };
  return moved ? [problem] : [item, problem];
}

/** What a problem list can hold of an allergy (R4, Condition). */
function asProblem(allergy: JsonObject): JsonObject {
  const { resourceType: _type, meta, identifier, code, patient, onsetDateTime } = allergy;
  const status = (element: string, system: string): JsonObject => {
    const concept = objectOf(allergy[element]);
    const codings = listOf(concept?.["coding"]).map((coding) =>
      isObject(coding) ? { ...coding, system } : coding,
    );
    return codings.length === 0 ? {} : { [element]: { coding: codings } };
  };
  return copyOf({
    resourceType: "Condition",
    ...(meta === undefined ? {} : { meta }),
    ...(identifier === undefined ? {} : { identifier }),
    ...status("clinicalStatus", "http://terminology.hl7.org/CodeSystem/condition-clinical"),
    ...status("verificationStatus", "http://terminology.hl7.org/CodeSystem/condition-ver-status"),
    ...(code === undefined ? {} : { code }),
    ...(patient === undefined ? {} : { subject: patient }),
    ...(onsetDateTime === undefined ? {} : { onsetDateTime }),
  });
}

/** SPLIT: one kind of record is filed on the chart of a retired number of the same person. */
export function splitOff(
  items: readonly MessageItem[],
  switchboard: Switchboard,
  patientKey: (patient: string) => string,
): MessageItem[] {
  const copies: MessageItem[] = [];
  const out = items.map((item): MessageItem => {
    const patient = patientKey(item.patient);
    const active = item.patient === "" ? null : switchboard.strikes("SPLIT", patient);
    if (!active || !item.resource || item.type !== active.params["type"]) return item;
    const chart = items.find(
      ({ type, sourceId }) => type === "Patient" && sourceId === item.patient,
    );
    if (!chart?.resource) return item;
    const retired = `${item.patient}-retired`;
    if (!copies.some(({ sourceId }) => sourceId === retired)) {
      const resource = asRetired(chart.resource);
      copies.push({ type: "Patient", sourceId: retired, patient: retired, resource });
    }
    const resource = copyOf(item.resource);
    rewriteReferences(resource, (reference) =>
      reference.endsWith(item.patient) ? `Patient/${retired}` : reference,
    );
    const change = { field: `${item.type}.*`, before: patient, after: retired };
    switchboard.note(active, { record: `${item.type}/${item.sourceId}`, patient }, change);
    return { ...item, patient: retired, resource };
  });
  return [...copies, ...out];
}

/** The same person under a number that should no longer be in use. */
function asRetired(chart: JsonObject): JsonObject {
  const copy = copyOf(chart);
  const [first] = listOf(copy["identifier"]).filter(isObject);
  if (first) {
    const value = `${String(first["value"])}-R`;
    copy["identifier"] = [{ ...first, value }];
  }
  return copy;
}
