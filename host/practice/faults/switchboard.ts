import { createHash } from "node:crypto";
import type { JsonObject } from "../json/lossless-tree.ts";
import { canHold, fromBehind, removeValue, writeValue } from "../fields/change-value.ts";
import { locate } from "../fields/locate.ts";
import type { Located } from "../fields/locate.ts";
import type { Journal } from "../store/journal.ts";
import { freshMemory } from "./fault.ts";
import type { FaultMemory, FaultSwitch, Route, Stage, Work } from "./fault.ts";
import type { WireFault } from "../hl7/wire-act.ts";
import { FaultListError, checkSwitch } from "./parse-faults.ts";
import type { ActiveFault } from "./parse-faults.ts";

/** Whose record it is, in words that stay the same from run to run. */
export interface RecordKey {
  /** `Type/first identifier`. */
  readonly record: string;
  readonly patient: string;
  /** Numbers of the patient's visits, the latest last. */
  readonly visits?: readonly string[];
  readonly coverages?: number;
}

const senderParts = ["escape", "encode"] as const;
const receiverParts = ["bytes", "decode", "unescape", "segments"] as const;

/** The faults that are switched on, and the one place where they act and are written down. */
export class Switchboard {
  #active: readonly ActiveFault[] = [];
  #memory = freshMemory();
  readonly #seed: string;
  readonly #journal: Journal;
  readonly #route: Route;

  constructor(journal: Journal, seed: string, route: Route) {
    this.#journal = journal;
    this.#seed = seed;
    this.#route = route;
  }

  /** Replaces all switches. Throws FaultListError and changes nothing when one is wrong. */
  set(switches: readonly FaultSwitch[]): void {
    const active = switches.map((item) => checkSwitch(item));
    const elsewhere = active.find(({ params }) => params["where"] === "emr");
    if (elsewhere && this.#route !== "hl7") {
      throw new FaultListError(
        `${elsewhere.fault.id}(where=emr) needs the HL7 route: crosschart practice --route hl7.`,
      );
    }
    this.#active = active;
    this.forget();
  }

  /** The switches with every value in force. */
  switches(): FaultSwitch[] {
    return this.#active.map(({ fault, params, patterns, probability }) => ({
      id: fault.id,
      params: { ...params },
      fields: [...patterns],
      probability,
    }));
  }

  forget(): void {
    this.#memory = freshMemory();
  }

  /** The switch of a flow fault, when it is on and its dice fall on this record. */
  strikes(id: string, key: string): ActiveFault | null {
    const found = this.#active.find((item) => item.fault.id === id);
    return found && this.#falls(found, key) ? found : null;
  }

  /** What faulty software remembers between records. */
  memory(): FaultMemory {
    return this.#memory;
  }

  /** Lets the value and record faults of one stage act on a record, in the order of the switches. */
  act(stage: Stage, resource: JsonObject, key: RecordKey): void {
    for (const active of this.#active) {
      const { act } = active.fault;
      if (active.fault.stage !== stage || act.kind === "flow") continue;
      if (this.#route === "hl7" && active.fault.wire) continue;
      const work = this.#work(active, resource, key);
      if (act.kind === "record") {
        if (this.#falls(active, key.record)) act.change(work, active.params);
        continue;
      }
      for (const place of fromBehind(work.chosen)) {
        if (!this.#falls(active, `${key.record} ${place.field} ${place.pointer}`)) continue;
        const after = act.change(place.text, active.params, place);
        if (after !== place.text) work.change(place, after);
      }
    }
  }

  /** The faults that are on and belong to one end of the HL7 line (the line itself to the receiver's). */
  onWire(side: "sender" | "receiver", key: string): (WireFault & { active: ActiveFault })[] {
    if (this.#route !== "hl7") return [];
    return this.#active.flatMap((active) => {
      const { wire } = active.fault;
      if (!wire || !this.#falls(active, key)) return [];
      const parts = side === "sender" ? senderParts : receiverParts;
      const here = parts.some((part) => wire[part] !== undefined);
      return here ? [{ wire, params: active.params, active }] : [];
    });
  }

  /** Whether a place belongs to the fields of a switch. */
  chosenPlaces(active: ActiveFault, resource: JsonObject): Located[] {
    return locate(resource).filter((place) => active.fields.includes(place.field));
  }

  /** Writes an injection down as ground truth. */
  note(
    active: ActiveFault,
    key: RecordKey,
    change: { field: string; before: string | null; after: string | null },
  ): void {
    this.#journal.truth({
      record: key.record,
      patient: key.patient,
      field: change.field,
      fault: active.fault.id,
      params: active.params,
      before: change.before,
      after: change.after,
    });
  }

  #work(active: ActiveFault, resource: JsonObject, key: RecordKey): Work {
    const note = (field: string, before: string | null, after: string | null): void =>
      this.note(active, key, { field, before, after });
    return {
      resource,
      chosen: this.chosenPlaces(active, resource),
      memory: this.#memory,
      patient: key.patient,
      fields: active.fields,
      visits: key.visits ?? [],
      coverages: key.coverages ?? 0,
      note,
      change: (place, after) => {
        if (after !== null && !canHold(place, after)) return false;
        note(place.field, place.text, after);
        if (after === null) removeValue(resource, place);
        else writeValue(resource, place, after);
        return true;
      },
    };
  }

  /** The same decision for the same record on every run: no clock, no shared state. */
  #falls(active: ActiveFault, key: string): boolean {
    if (active.probability >= 1) return true;
    const digest = createHash("sha256")
      .update(`${this.#seed}\n${active.fault.id}\n${key}`)
      .digest();
    return digest.readUInt32BE(0) / 2 ** 32 < active.probability;
  }
}
