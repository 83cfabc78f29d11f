import { utf8 } from "../../core/hl7/character-sets.ts";
import { encodeHl7 } from "../../core/hl7/encode-hl7.ts";
import { fieldOf, partsOf, repetitionsOf, type Part } from "../../core/hl7/er7-parts.ts";
import { decodePart } from "../../core/hl7/escapes.ts";
import { readEr7 } from "../../core/hl7/read-er7.ts";
import { writePlain, type PlainMessage } from "../../core/hl7/write-plain.ts";
import { makePerson } from "../../core/people/make-person.ts";
import { benchPeople } from "../bench-people.ts";

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
export function writeValues(messages: readonly PlainMessage[]): Uint8Array {
  return writePlain(messages, utf8);
}

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
