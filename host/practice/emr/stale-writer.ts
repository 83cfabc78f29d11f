import { copyOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { canHold, writeValue } from "../fields/change-value.ts";
import { numberParam } from "../faults/fault.ts";
import type { ActiveFault } from "../faults/parse-faults.ts";
import type { RecordKey, Switchboard } from "../faults/switchboard.ts";
import type { ResourceStore, Stored } from "../fhir/resource-store.ts";
import { changedPlaces } from "./changed-places.ts";

interface Pending {
  readonly active: ActiveFault;
  readonly key: RecordKey;
  readonly version: number;
  readonly earlier: JsonObject;
  timer: NodeJS.Timeout;
  seen: boolean;
}

/**
 * STALE-OVERWRITE: a second program of the EMR holds the version before, and saves it again some
 * time after the new one was looked at, past every version check.
 */
export class StaleWriter {
  readonly #pending = new Map<string, Pending>();
  readonly #store: ResourceStore;
  readonly #switchboard: Switchboard;

  constructor(store: ResourceStore, switchboard: Switchboard) {
    this.#store = store;
    this.#switchboard = switchboard;
  }

  /** A record was updated while the fault is on. */
  updated(active: ActiveFault, key: RecordKey, stored: Stored, earlier: JsonObject): void {
    if (!stored.resource) return;
    if (changedPlaces(this.#switchboard, active, stored.resource, earlier).length === 0) return;
    const name = `${stored.type}/${stored.id}`;
    const already = this.#pending.get(name);
    if (already) clearTimeout(already.timer);
    const timer = setTimeout(() => this.#save(name), numberParam(active.params, "latestMs"));
    this.#pending.set(name, { active, key, version: stored.version, earlier, timer, seen: false });
  }

  /** Somebody has looked at a record. */
  looked(type: string, id: string): void {
    const name = `${type}/${id}`;
    const pending = this.#pending.get(name);
    if (!pending || pending.seen) return;
    pending.seen = true;
    clearTimeout(pending.timer);
    const delayMs = numberParam(pending.active.params, "delayMs");
    pending.timer = setTimeout(() => this.#save(name), delayMs);
  }

  /** Forgets everything that was still to come. */
  stop(): void {
    for (const { timer } of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
  }

  #save(name: string): void {
    const pending = this.#pending.get(name);
    this.#pending.delete(name);
    const [type = "", id = ""] = name.split("/");
    const now = this.#store.newest(type, id);
    if (!pending || !now?.resource || now.version !== pending.version) return;
    const { active, key } = pending;
    const stale = copyOf(now.resource);
    for (const { place, earlier } of changedPlaces(
      this.#switchboard,
      active,
      stale,
      pending.earlier,
    )) {
      if (!canHold(place, earlier)) continue;
      writeValue(stale, place, earlier);
      this.#switchboard.note(active, key, {
        field: place.field,
        before: place.text,
        after: earlier,
      });
    }
    this.#store.overwrite(type, id, stale);
  }
}
