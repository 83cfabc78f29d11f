import type { ActiveFault } from "../faults/parse-faults.ts";
import type { Switchboard } from "../faults/switchboard.ts";
import { locate } from "../fields/locate.ts";
import { identifiersOf, recordKeyOf } from "../fhir/record-key.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { resourceOf } from "./leaves.ts";
import type { WireRecord } from "./record-group.ts";

/** The resource of a record as it was read; null where it is deleted. */
export function resourceIn(record: WireRecord): JsonObject | null {
  if (record.leaves === null) return null;
  return { resourceType: record.type, ...resourceOf(record.leaves) };
}

/** Words for a record that stay the same from run to run. */
export function wireKey(records: readonly WireRecord[]): string {
  const [first] = records;
  const resource = first && resourceIn(first);
  return first && resource ? recordKeyOf(resource, first.sourceId) : "message";
}

/** Writes down in what two readings of one message differ: the work of one fault on the wire. */
export function noteWireTruth(
  switchboard: Switchboard,
  active: ActiveFault,
  before: readonly WireRecord[],
  after: readonly WireRecord[],
): void {
  const patientRecord = before.find(({ type }) => type === "Patient");
  const patient = identifiersOf((patientRecord && resourceIn(patientRecord)) ?? {})[0]?.value ?? "";
  for (const record of before) {
    const resource = resourceIn(record);
    if (!resource) continue;
    const key = { record: recordKeyOf(resource, record.sourceId), patient };
    const other = after.find(
      ({ type, sourceId }) => type === record.type && sourceId === record.sourceId,
    );
    const arrived = other && !other.headless ? resourceIn(other) : null;
    if (!arrived) {
      const field = `${record.type}.*`;
      switchboard.note(active, key, { field, before: key.record, after: null });
      continue;
    }
    const now = new Map(locate(arrived).map((place) => [`${place.field}${place.pointer}`, place]));
    for (const place of locate(resource)) {
      const text = now.get(`${place.field}${place.pointer}`)?.text ?? null;
      if (text === place.text) continue;
      switchboard.note(active, key, { field: place.field, before: place.text, after: text });
    }
  }
}
