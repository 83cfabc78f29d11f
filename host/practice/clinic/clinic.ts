import { Interactions } from "../fhir/interactions.ts";
import { ResourceStore } from "../fhir/resource-store.ts";
import type { PracticeDatabase } from "../store/practice-database.ts";
import type { Outbox } from "./outbox.ts";

/** The clinic: a FHIR server that forwards every change it commits. */
export class Clinic {
  readonly store: ResourceStore;
  readonly interactions: Interactions;

  constructor(
    db: PracticeDatabase,
    parts: { outbox: Outbox; now: () => Date; newId: () => string; base: () => string },
  ) {
    this.store = new ResourceStore(db, "clinic", parts.now, parts.newId);
    this.store.setHooks({ stored: (stored) => parts.outbox.add(stored, this.store.commit) });
    this.interactions = new Interactions(this.store, parts.base, {});
  }
}
