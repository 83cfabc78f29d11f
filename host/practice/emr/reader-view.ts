import { patientReference } from "../fhir/references.ts";
import type { ResourceStore, Stored } from "../fhir/resource-store.ts";
import { readSearch } from "../fhir/search-query.ts";
import type { RecordKey, Switchboard } from "../faults/switchboard.ts";

/** VISIBILITY hides a kind of record from the reader's role; PAGING-LOSS shows the first page alone. */
export function isShown(
  stored: Stored,
  by: "search" | "address",
  key: RecordKey,
  store: ResourceStore,
  switchboard: Switchboard,
): boolean {
  const gone = { field: `${stored.type}.*`, before: key.record, after: null };
  const hidden = switchboard.strikes("VISIBILITY", key.record);
  if (hidden?.params["type"] === stored.type) {
    switchboard.note(hidden, key, gone);
    return false;
  }
  const paged = by === "search" ? switchboard.strikes("PAGING-LOSS", key.patient) : null;
  const patient = stored.resource && patientReference(stored.resource);
  if (!paged || patient === null) return true;
  const params = new URLSearchParams({ patient, _count: String(paged.params["size"]) });
  const query = readSearch(store.system, stored.type, params);
  if (query.unknown.length > 0) return true;
  const first = store.search(stored.type, query).page;
  if (first.some(({ id }) => id === stored.id)) return true;
  switchboard.note(paged, key, gone);
  return false;
}
