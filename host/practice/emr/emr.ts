import type { JsonObject } from "../json/lossless-tree.ts";
import { stringOf } from "../json/lossless-tree.ts";
import { canHold, writeValue } from "../fields/change-value.ts";
import type { RecordKey, Switchboard } from "../faults/switchboard.ts";
import { Interactions } from "../fhir/interactions.ts";
import { identifiersOf, recordKeyOf } from "../fhir/record-key.ts";
import { localReference, patientReference } from "../fhir/references.ts";
import { ResourceStore } from "../fhir/resource-store.ts";
import type { Stored } from "../fhir/resource-store.ts";
import type { Journal } from "../store/journal.ts";
import type { PracticeDatabase } from "../store/practice-database.ts";
import { changedPlaces } from "./changed-places.ts";
import { findCandidates, sameWithoutNumber } from "./match-patient.ts";
import type { Candidate } from "./match-patient.ts";
import { looseMatch } from "./loose-matcher.ts";
import { OtherWriters } from "./other-writers.ts";
import { isShown } from "./reader-view.ts";
import { StaleWriter } from "./stale-writer.ts";
import { prepared } from "../store/prepared.ts";

export interface Review {
  readonly patient: string;
  readonly candidate: string;
  readonly score: number;
}

/** Charts whose number is remembered. */
const mostNumbers = 1000;

/** The EMR: a FHIR server with a matcher, a list of doubtful pairs, and its own ways to go wrong. */
export class Emr {
  readonly store: ResourceStore;
  readonly interactions: Interactions;
  readonly #db: PracticeDatabase;
  readonly #journal: Journal;
  readonly #switchboard: Switchboard;
  readonly #stale: StaleWriter;
  readonly #others: OtherWriters;
  readonly #now: () => Date;
  readonly #numbers = new Map<string, { version: number | null; number: string }>();
  #candidates: readonly Candidate[] = [];
  #copying = false;

  constructor(
    db: PracticeDatabase,
    parts: {
      journal: Journal;
      switchboard: Switchboard;
      now: () => Date;
      newId: () => string;
      base: () => string;
    },
  ) {
    this.#db = db;
    this.#journal = parts.journal;
    this.#switchboard = parts.switchboard;
    this.#now = parts.now;
    this.store = new ResourceStore(db, "emr", parts.now, parts.newId);
    this.#stale = new StaleWriter(this.store, parts.switchboard);
    this.#others = new OtherWriters(this.store, parts.switchboard);
    this.store.setHooks({
      shape: (resource, previous) => this.#shape(resource, previous),
      stored: (stored, previous) => this.#stored(stored, previous),
      ignoresVersion: (previous, wanted) => this.#ignoresVersion(previous, wanted),
    });
    this.interactions = new Interactions(this.store, parts.base, {
      match: (type, resource) => this.#match(type, resource),
      render: (resource) => this.#render(resource),
      shown: (stored, by) => {
        const key = this.#keyOf(stored.resource ?? {}, stored.id);
        return isShown(stored, by, key, this.store, this.#switchboard);
      },
      searched: (type) => this.#others.looked(type),
    });
  }

  /** Pairs that a person should look at, newest first. */
  reviews(): Review[] {
    return prepared<[], Review>(
      this.#db,
      "SELECT patient, candidate, score FROM emr_review ORDER BY seq DESC",
    ).all();
  }

  /** Nothing more happens by itself. */
  stop(): void {
    this.#stale.stop();
    this.#others.stop();
  }

  #keyOf(resource: JsonObject, id: string): RecordKey {
    const record = recordKeyOf(resource, id);
    if (resource["resourceType"] === "Patient") {
      return { record, patient: identifiersOf(resource)[0]?.value ?? id };
    }
    const local = localReference(patientReference(resource) ?? "");
    return { record, patient: local === null ? "" : this.#numberOf(local.id) };
  }

  /** The first identifier of a chart, looked up once for each of its versions; else its id. */
  #numberOf(id: string): string {
    const version = this.store.versionOf("Patient", id);
    const known = this.#numbers.get(id);
    if (known !== undefined && known.version === version) return known.number;
    const chart = this.store.newest("Patient", id)?.resource;
    const number = (chart && identifiersOf(chart)[0]?.value) ?? id;
    if (this.#numbers.size >= mostNumbers) this.#numbers.clear();
    this.#numbers.set(id, { version, number });
    return number;
  }

  #match(type: string, resource: JsonObject): string | null {
    if (type !== "Patient") return null;
    this.#candidates = findCandidates(this.store, resource);
    return (
      looseMatch(resource, this.#candidates, this.store, this.#switchboard) ??
      sameWithoutNumber(resource, this.#candidates)
    );
  }

  #shape(resource: JsonObject, previous: Stored | null): boolean {
    const key = this.#keyOf(resource, previous?.id ?? "new");
    if (!this.#copying) {
      this.#switchboard.act("STORE", resource, key);
      this.#switchboard.act("APPLY", resource, key);
      this.#wearDown(resource, previous, key);
    }
    if (!previous?.resource) return true;
    const lost = this.#switchboard.strikes("LOST-UPDATE", key.record);
    if (!lost) return true;
    for (const { place, earlier } of changedPlaces(
      this.#switchboard,
      lost,
      resource,
      previous.resource,
    )) {
      if (!canHold(place, earlier)) continue;
      this.#switchboard.note(lost, key, { field: place.field, before: place.text, after: earlier });
      writeValue(resource, place, earlier);
    }
    return !lost.patterns.includes("*");
  }

  /** LOSSY-ROUND-TRIP: accents are taken apart when saved first, and lost when saved again. */
  #wearDown(resource: JsonObject, previous: Stored | null, key: RecordKey): void {
    const active = this.#switchboard.strikes("LOSSY-ROUND-TRIP", key.record);
    if (!active) return;
    for (const place of this.#switchboard.chosenPlaces(active, resource)) {
      const apart = place.text.normalize("NFD");
      const after = previous?.resource ? apart.replace(/\p{Mn}/gu, "") : apart;
      if (after === place.text || !canHold(place, after)) continue;
      this.#switchboard.note(active, key, { field: place.field, before: place.text, after });
      writeValue(resource, place, after);
    }
  }

  /** LOST-CONFLICT: whoever saves last wins, whatever version they had seen. */
  #ignoresVersion(previous: Stored, wanted: string): boolean {
    const key = this.#keyOf(previous.resource ?? {}, previous.id);
    const active = this.#switchboard.strikes("LOST-CONFLICT", key.record);
    if (!active) return false;
    const field = `${previous.type}.*`;
    this.#switchboard.note(active, key, { field, before: wanted, after: String(previous.version) });
    return true;
  }

  #stored(stored: Stored, previous: Stored | null): void {
    if (!stored.resource) {
      if (previous?.resource) {
        this.#others.deleted(previous, this.#keyOf(previous.resource, previous.id));
      }
      return;
    }
    const key = this.#keyOf(stored.resource, stored.id);
    if (!this.#copying) {
      this.#others.wipe(stored, previous, key);
      this.#others.overwrite(stored, key);
    }
    if (previous?.resource) {
      const stale = this.#switchboard.strikes("STALE-OVERWRITE", key.record);
      if (stale) this.#stale.updated(stale, key, stored, previous.resource);
    }
    if (stored.type === "Patient" && !previous) this.#newChart(stored, stored.resource, key);
  }

  #newChart(stored: Stored, resource: JsonObject, key: RecordKey): void {
    for (const { id, score } of this.#candidates) {
      prepared(
        this.#db,
        "INSERT INTO emr_review (at, patient, candidate, score) VALUES (?, ?, ?, ?)",
      ).run(this.#now().toISOString(), stored.id, id, score);
      this.#journal.log("emr", `Chart ${stored.id} resembles chart ${id}: put on the review list.`);
    }
    this.#candidates = [];
    if (this.#copying) return;
    const twice = this.#switchboard.strikes("DUP-CREATE", key.record);
    if (!twice) return;
    this.#copying = true;
    try {
      const copy = this.store.create("Patient", resource);
      this.#switchboard.note(twice, key, { field: "Patient.*", before: stored.id, after: copy.id });
    } finally {
      this.#copying = false;
    }
  }

  #render(resource: JsonObject): void {
    const type = stringOf(resource["resourceType"]) ?? "";
    const id = stringOf(resource["id"]) ?? "";
    this.#stale.looked(type, id);
    this.#switchboard.act("RENDER", resource, this.#keyOf(resource, id));
  }
}
