import type { ReadProblem } from "../catalogue/chart.ts";
import { defaultReferenceDate } from "../catalogue/version.ts";

import type { CharacterSet } from "./character-sets.ts";
import { fieldOf, repetitionsOf } from "./er7-parts.ts";
import type { Er7Message, Er7Segment } from "./er7-parts.ts";
import { readEr7 } from "./read-er7.ts";
import { textAt, textOfField } from "./segment-slot.ts";
import { moment } from "./wire-form.ts";
import { writePlain } from "./write-plain.ts";
import type { PlainMessage, PlainSegment } from "./write-plain.ts";

/** MSA-1: original mode accepts, has an error, rejects; enhanced mode says CA, CE and CR first (v2.5.1 table 0008). */
export type AckCode = "AA" | "AE" | "AR" | "CA" | "CE" | "CR";
const ackCodes: ReadonlySet<string> = new Set(["AA", "AE", "AR", "CA", "CE", "CR"]);

/** One ERR: where, what (table 0357: `101` a required field is missing, `103` no such code, `207` internal), how bad. */
export interface AckError {
  /** `PID[1]-5.1.1` or `PID[1]-13(2).1`, as places of read values say it; "" for the whole message. */
  readonly place: string;
  readonly code: string;
  readonly severity: "E" | "W" | "I";
  /** For the user; it must hold no more of the patient than it has to. */
  readonly says: string;
}

export interface AckOptions {
  readonly code: AckCode;
  readonly errors?: readonly AckError[];
  /** MSH-10 of the answer. */
  readonly controlId: string;
  readonly sentAt?: string;
}

/**
 * Answers a message: MSH with sender and receiver changed over, MSA, ERR for each error (v2.5.1 2.9.2, 2.15.8,
 * 2.15.5). The separators are `|^~\&`, the character set is the message's own. MSH-11 is always T.
 */
export function writeAck(message: Er7Message, options: AckOptions): Uint8Array {
  const [header] = message.segments;
  const sentAt = moment.toWire(options.sentAt ?? defaultReferenceDate);
  const said = (field: number): string => textOfField(header, field, "");
  const parts = (field: number): readonly string[] =>
    ["1", "2", "3"].map((component) => textOfField(header, field, component));
  const event = textOfField(header, 9, "2");
  const set = message.characterSet;
  const segments: PlainMessage = [
    segment(set, "MSH", [
      ...[parts(5), parts(6), parts(3), parts(4), sentAt, "", ["ACK", event, "ACK"]],
      ...[options.controlId, "T", "2.5.1", "", "", "", "", "", set.name],
    ]),
    segment(set, "MSA", [options.code, said(10)]),
    ...(options.errors ?? []).map((error) => errorSegment(set, error)),
  ];
  return writePlain([segments], set);
}

function errorSegment(set: CharacterSet, { place, code, severity, says }: AckError): PlainSegment {
  const at = /^([A-Z][A-Z0-9]{2})\[(\d+)\](?:-(\d+)(?:\((\d+)\))?(?:\.(\d+))?(?:\.(\d+))?)?$/.exec(
    place,
  );
  const [, name = "", number = "", field = "", repetition, component = "", sub = ""] = at ?? [];
  const location = [name, number, field, repetition ?? (field === "" ? "" : "1"), component, sub];
  return segment(set, "ERR", ["", location, [code, "", "HL70357"], severity, "", "", "", says]);
}

/** A segment of fields that do not repeat: a text, or its components. */
function segment(
  set: CharacterSet,
  name: string,
  fields: readonly (string | readonly string[])[],
): PlainSegment {
  const components = fields.map((field) => (typeof field === "string" ? [field] : field));
  return { name, fields: components.map((texts) => [texts.map((text) => [sayable(text, set)])]) };
}

/** What the set lacks is written as "?": an answer must go out, and the names of systems are not what it is about. */
function sayable(text: string, set: CharacterSet): string {
  return set.can(text) ? text : Array.from(text, (one) => (set.can(one) ? one : "?")).join("");
}

export interface ReadAck {
  /** Null where MSA-1 is none of the six codes, or there is no MSA. */
  readonly code: AckCode | null;
  /** MSA-2: MSH-10 of the message that is answered. */
  readonly controlId: string;
  /** MSH-11 of the answer; P is a warning (common libraries always send it). */
  readonly processingId: string;
  readonly errors: readonly AckError[];
  /** MSA-3 of older versions. */
  readonly says: string;
  readonly problems: readonly ReadProblem[];
}

/** Reads an answer, of v2.5.1 or older. Never throws: what is missing is null or "". */
export function readAck(bytes: Uint8Array): ReadAck {
  const { messages, problems } = readEr7(bytes);
  const segments = messages[0]?.segments ?? [];
  const named = (name: string): Er7Segment | undefined =>
    segments.find((segment) => segment.name === name);
  const code = textOfField(named("MSA"), 1, "");
  return {
    code: isAckCode(code) ? code : null,
    controlId: textOfField(named("MSA"), 2, ""),
    processingId: textOfField(named("MSH"), 11),
    says: textOfField(named("MSA"), 3, ""),
    errors: segments.filter(({ name }) => name === "ERR").flatMap(readErrors),
    problems,
  };
}

function isAckCode(text: string): text is AckCode {
  return ackCodes.has(text);
}

/** ERR-2 to ERR-8; before 2.5 everything stood in ERR-1: segment, number, field, code. */
function readErrors(segment: Er7Segment): readonly AckError[] {
  const severity = textOfField(segment, 4, "");
  const text = (field: number, address = "1"): string => textOfField(segment, field, address);
  const code = text(3);
  if (code === "" && text(1) !== "") {
    return repetitionsOf(fieldOf(segment, 1)).map((found) => {
      const [name, number, field] = ["1", "2", "3"].map((n) => textAt(found, n));
      return {
        place: placeOf([name, number, field, "", "", ""]),
        code: textAt(found, "4.1"),
        severity: "E",
        says: textAt(found, "4.2"),
      };
    });
  }
  const place = placeOf(["1", "2", "3", "4", "5", "6"].map((n) => text(2, n)));
  const says = text(8, "") || text(7, "") || text(3, "2");
  const known = severity === "W" || severity === "I" ? severity : "E";
  return [{ place, code, severity: known, says }];
}

function placeOf(parts: readonly (string | undefined)[]): string {
  const [name = "", number = "", field = "", repetition = "", component = "", sub = ""] = parts;
  if (name === "") return "";
  const repeated = repetition === "" || repetition === "1" ? "" : `(${repetition})`;
  const inner = [component, sub].filter((part) => part !== "").map((part) => `.${part}`);
  const at = field === "" ? "" : `-${field}${repeated}${inner.join("")}`;
  return `${name}[${number === "" ? "1" : number}]${at}`;
}
