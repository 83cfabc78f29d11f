import type { Switchboard } from "../faults/switchboard.ts";
import type { Interactions } from "../fhir/interactions.ts";
import { FhirRefusal } from "../fhir/refusal.ts";
import { writeAck } from "../hl7/acknowledge.ts";
import type { AckCode, Refusal } from "../hl7/acknowledge.ts";
import { messageSegments } from "../hl7/carry.ts";
import { UnreadableMessage, textAt } from "../hl7/er7.ts";
import type { Segment } from "../hl7/er7.ts";
import { facilities } from "../hl7/plan-messages.ts";
import type { MllpAnswer } from "../hl7/mllp.ts";
import { noteWireTruth, wireKey } from "../hl7/note-wire-truth.ts";
import { readRecords } from "../hl7/record-group.ts";
import type { WireRecord } from "../hl7/record-group.ts";
import type { Xref } from "../hl7/xref.ts";
import type { Journal } from "../store/journal.ts";
import { applyAgain, applyRecords } from "./apply-records.ts";
import { emrAnswer } from "./emr-answers.ts";

export interface Hl7ReceiverParts {
  readonly interactions: Interactions;
  /** Of the EMR's other site, which MSH-6 may name. */
  readonly otherSite: Interactions;
  readonly xref: Xref;
  readonly switchboard: Switchboard;
  readonly journal: Journal;
  readonly now: () => Date;
  readonly epoch: () => number;
}

/** The EMR's HL7 v2 door: decodes, parses, unescapes, applies, and answers each message. */
export class Hl7Receiver {
  readonly #parts: Hl7ReceiverParts;
  #answers = 0;

  constructor(parts: Hl7ReceiverParts) {
    this.#parts = parts;
  }

  receive(bytes: Buffer): MllpAnswer {
    let header: Segment | undefined;
    let records: readonly WireRecord[] = [];
    let unreadable: Refusal | null = null;
    try {
      const segments = messageSegments(bytes, []);
      [header] = segments;
      records = this.#faulty(bytes, readRecords(segments));
    } catch (error) {
      if (!(error instanceof UnreadableMessage)) throw error;
      unreadable = { code: "100", place: "MSH", says: error.message };
    }
    const said = (field: number): string =>
      header ? textAt(header, { field, repetition: 0, component: 1, subcomponent: 1 }) : "";
    const controlId = said(10);
    if (unreadable) return this.#answer("AR", controlId, unreadable);
    if (controlId === "") {
      return this.#answer("AR", "", { code: "101", place: "MSH^1^10", says: "No control id." });
    }
    if (said(13) !== "" && said(13) !== String(this.#parts.epoch())) {
      const says = "The practice was emptied since this was sent.";
      return this.#answer("AR", controlId, { code: "207", place: "MSH^1^13", says });
    }
    const before = this.#parts.xref.answered(controlId);
    const twice = before && this.#twice(records);
    if (before && twice === null) return before;
    const door = emrAnswer(wireKey(records), this.#parts.switchboard);
    const refusal = door.applies ? this.#apply(records, said(6), twice) : null;
    const says = door.says ?? { code: refusal ? "AE" : "AA", refusal };
    const answers = this.#otherMessage(controlId) ?? controlId;
    const answer = this.#answer(says.code, answers, says.refusal);
    if (before) return answer;
    this.#parts.xref.keepAnswer(controlId, answer);
    this.#parts.journal.log("emr", `Message ${controlId}: ${says.code}.`);
    // The sender asks again under the same control id, and is given the answer of the first time.
    return door.silent ?? answer;
  }

  /** What this receiver makes of the bytes while faults of the receiving side are on. */
  #faulty(bytes: Buffer, honest: readonly WireRecord[]): readonly WireRecord[] {
    const { switchboard } = this.#parts;
    const active = switchboard.onWire("receiver", wireKey(honest));
    let records = honest;
    for (const [index, one] of active.entries()) {
      const read = readRecords(messageSegments(bytes, active.slice(0, index + 1)));
      noteWireTruth(switchboard, one.active, records, read);
      records = read;
    }
    return records;
  }

  /** DUP-ON-RESEND: the type of the records that are stored again; null honestly. */
  #twice(records: readonly WireRecord[]): string | null {
    const active = this.#parts.switchboard.strikes("DUP-ON-RESEND", wireKey(records));
    return active && String(active.params["type"]);
  }

  /** ACK-MISMATCH: the control id of the message before; null honestly. */
  #otherMessage(controlId: string): string | null {
    const { switchboard } = this.#parts;
    const active = switchboard.strikes("ACK-MISMATCH", controlId);
    if (active?.params["where"] !== "emr") return null;
    const seen = (switchboard.memory().seen["MSH-10"] ??= []);
    const other = seen.at(-1) ?? null;
    seen.push(controlId);
    const key = { record: `Message/${controlId}`, patient: "" };
    if (other !== null)
      switchboard.note(active, key, { field: "*", before: controlId, after: other });
    return other;
  }

  #apply(records: readonly WireRecord[], facility: string, twice: string | null): Refusal | null {
    const { interactions, otherSite, xref } = this.#parts;
    const site = facility === facilities.other ? otherSite : interactions;
    try {
      if (twice === null) applyRecords(records, site, xref);
      else applyAgain(records, twice, site, xref);
      return null;
    } catch (error) {
      if (!(error instanceof FhirRefusal)) throw error;
      const code = error.status === 404 ? "204" : "207";
      return { code, place: "PID^1^3", says: error.message };
    }
  }

  #answer(code: AckCode, controlId: string, refusal: Refusal | null): Buffer {
    return writeAck(
      { code, answers: controlId, refusal },
      `A${++this.#answers}`,
      this.#parts.now(),
    );
  }
}
