import { utf8 } from "../../core/hl7/character-sets.ts";
import { encodeHl7 } from "../../core/hl7/encode-hl7.ts";
import { fieldOf, partsOf, repetitionsOf, type Part } from "../../core/hl7/er7-parts.ts";
import { decodePart, escapeText } from "../../core/hl7/escapes.ts";
import { readEr7 } from "../../core/hl7/read-er7.ts";
import { writeEr7, type OutCell, type WritableSegment } from "../../core/hl7/write-er7.ts";
import { makePerson } from "../../core/people/make-person.ts";
import { benchPeople } from "../bench-people.ts";

/** A message as plain values, for writers: fields › repetitions › components › subcomponents. */
export interface PlainSegment {
  readonly name: string;
  /** Field 1 first; of MSH, field 3. */
  readonly fields: readonly (readonly (readonly (readonly string[])[])[])[];
}
export type PlainMessage = readonly PlainSegment[];

export interface Hl7Work {
  readonly messages: readonly Uint8Array[];
  readonly plain: readonly PlainMessage[];
}

/** The messages of people with the mess of a usual run, as bytes and as values. */
export function hl7Work(people: number): Hl7Work {
  const texts = Array.from({ length: people }, (_, index) => {
    const { bytes } = encodeHl7(makePerson(benchPeople, index).chart);
    return new TextDecoder().decode(bytes).split(/(?=MSH\|)/);
  }).flat();
  const messages = texts.map((text) => new TextEncoder().encode(text));
  return { messages, plain: messages.map(plainOf) };
}

/** Reads every value of a message, escapes undone, each knowing its place. Returns how many there are. */
export function readAllValues(bytes: Uint8Array): number {
  let count = 0;
  for (const { segments } of readEr7(bytes).messages) {
    for (const segment of segments) {
      for (let n = 1; n < segment.fields.length; n++) {
        for (const repetition of repetitionsOf(fieldOf(segment, n))) {
          for (const component of partsOf(repetition)) {
            for (const part of partsOf(component)) if (hasText(part)) count += 1;
          }
        }
      }
    }
  }
  return count;
}

function hasText(part: Part): boolean {
  return part.end > part.start && decodePart(part).text !== "";
}

/** Writes messages from values, with escapes, in the character set that they name. */
export function writePlain(messages: readonly PlainMessage[]): Uint8Array {
  const out = messages.map((message) => ({ label: "", segments: message.map(segmentOf) }));
  return writeEr7(out, utf8).bytes;
}

function segmentOf({ name, fields }: PlainSegment): WritableSegment {
  const from = name === "MSH" ? 3 : 1;
  const made = new Map<number, readonly OutCell[][]>();
  for (let f = 0; f < fields.length; f++) {
    const repetitions = fields[f] ?? [];
    if (repetitions.length > 0) made.set(f + from, repetitions.map(cellsOf));
  }
  return { name, fields: made };
}

function cellsOf(components: readonly (readonly string[])[]): OutCell[] {
  const cells: OutCell[] = [];
  for (let c = 0; c < components.length; c++) {
    const subcomponents = components[c] ?? [];
    for (let s = 0; s < subcomponents.length; s++) {
      const value = subcomponents[s] ?? "";
      if (value === "") continue;
      const text = escapeText(value, utf8) ?? "";
      const address = subcomponents.length === 1 ? (addresses[c] ?? [c + 1]) : [c + 1, s + 1];
      cells.push({ address, text, bytes: utf8.measure(text), marks: noMarks });
    }
  }
  return cells;
}

/** Components are few. */
const addresses = Array.from({ length: 30 }, (_, c) => [c + 1]);
const noMarks: OutCell["marks"] = [];

function plainOf(bytes: Uint8Array): PlainMessage {
  const [message] = readEr7(bytes).messages;
  return (message?.segments ?? []).map((segment) => {
    const from = segment.name === "MSH" ? 3 : 1;
    const fields = segment.fields
      .slice(from)
      .map((_, i) =>
        repetitionsOf(fieldOf(segment, i + from)).map((repetition) =>
          partsOf(repetition).map((component) =>
            partsOf(component).map((part) => decodePart(part).text),
          ),
        ),
      );
    return { name: segment.name, fields };
  });
}
