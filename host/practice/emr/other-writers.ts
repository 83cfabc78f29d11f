import { createHash } from "node:crypto";
import { copyOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { canHold, writeValue } from "../fields/change-value.ts";
import type { Located } from "../fields/locate.ts";
import { patientReference } from "../fhir/references.ts";
import type { ResourceStore, Stored } from "../fhir/resource-store.ts";
import { readSearch } from "../fhir/search-query.ts";
import type { ActiveFault } from "../faults/parse-faults.ts";
import type { RecordKey, Switchboard } from "../faults/switchboard.ts";

/** What a portal of the patient's own holds for a field: another value of the same kind. */
function portalValue({ kind, text }: Located): string {
  const number = createHash("sha256").update(text).digest().readUInt16BE(0) % 100;
  if (kind === "phone") return `555-555-01${String(number).padStart(2, "0")}`;
  if (kind === "email") return `portal${number}@example.com`;
  if (kind === "address") return `${number + 100} Portal Road`;
  return `Portal ${number}`;
}

interface Gone {
  readonly active: ActiveFault;
  readonly key: RecordKey;
  readonly type: string;
  readonly id: string;
  readonly resource: JsonObject;
  timer: NodeJS.Timeout;
}

/** Other programs that write into the EMR behind the one that takes messages. */
export class OtherWriters {
  readonly #store: ResourceStore;
  readonly #switchboard: Switchboard;
  readonly #gone = new Map<string, Gone>();
  /** Records written in the transaction that is running, for WIPE. */
  readonly #written = new Map<string, Set<string>>();

  constructor(store: ResourceStore, switchboard: Switchboard) {
    this.#store = store;
    this.#switchboard = switchboard;
  }

  /** EXTERNAL-OVERWRITE: a third source writes its own values over what has just come. */
  overwrite(stored: Stored, key: RecordKey): void {
    const active = this.#switchboard.strikes("EXTERNAL-OVERWRITE", key.record);
    if (!active || !stored.resource) return;
    const copy = copyOf(stored.resource);
    const places = this.#switchboard.chosenPlaces(active, copy);
    for (const place of places) {
      const after = portalValue(place);
      if (!canHold(place, after)) continue;
      writeValue(copy, place, after);
      const change = { field: place.field, before: place.text, after };
      this.#switchboard.note(active, key, change);
    }
    if (places.length > 0) this.#store.overwrite(stored.type, stored.id, copy);
  }

  /** WIPE: the list of an updated item is replaced by what its message says. */
  wipe(stored: Stored, previous: Stored | null, key: RecordKey): void {
    const patient = stored.resource && patientReference(stored.resource);
    const active = patient === null ? null : this.#switchboard.strikes("WIPE", key.patient);
    if (!active || patient === null || stored.type === "Patient") return;
    const list = `${this.#store.commit} ${stored.type} ${patient}`;
    const own = this.#written.get(list);
    if (own) {
      own.add(stored.id);
      return;
    }
    if (!previous?.resource) return;
    this.#written.set(list, new Set([stored.id]));
    // When the transaction is over, all of its message has been written.
    setTimeout(() => this.#removeOthers(active, key, list, patient), 0);
  }

  #removeOthers(active: ActiveFault, key: RecordKey, list: string, patient: string): void {
    const own = this.#written.get(list) ?? new Set();
    this.#written.delete(list);
    const type = list.split(" ")[1] ?? "";
    const params = new URLSearchParams({ patient, _count: "1000" });
    const query = readSearch(this.#store.system, type, params);
    if (query.unknown.length > 0) return;
    for (const { id } of this.#store.search(type, query).page) {
      if (own.has(id)) continue;
      this.#switchboard.note(active, key, { field: `${type}.*`, before: id, after: null });
      this.#store.remove(type, id, null);
    }
  }

  /** RESURRECT: a snapshot of before still has what was deleted. */
  deleted(previous: Stored, key: RecordKey): void {
    const active = this.#switchboard.strikes("RESURRECT", key.record);
    if (!active || !previous.resource) return;
    const { type, id, resource } = previous;
    const timer = setTimeout(
      () => this.#bringBack(`${type}/${id}`),
      Number(active.params["latestMs"]),
    );
    this.#gone.set(`${type}/${id}`, { active, key, type, id, resource, timer });
  }

  /** Somebody has looked at a list; what is missing there comes back some time after. */
  looked(type: string): void {
    for (const [name, gone] of this.#gone) {
      if (gone.type !== type) continue;
      clearTimeout(gone.timer);
      gone.timer = setTimeout(() => this.#bringBack(name), Number(gone.active.params["delayMs"]));
    }
  }

  #bringBack(name: string): void {
    const gone = this.#gone.get(name);
    this.#gone.delete(name);
    if (!gone || this.#store.newest(gone.type, gone.id)?.resource !== null) return;
    const change = { field: `${gone.type}.*`, before: null, after: gone.key.record };
    this.#switchboard.note(gone.active, gone.key, change);
    this.#store.update(gone.type, gone.id, gone.resource, null);
  }

  /** Forgets everything that was still to come. */
  stop(): void {
    for (const { timer } of this.#gone.values()) clearTimeout(timer);
    this.#gone.clear();
    this.#written.clear();
  }
}
