import type { CharacterSet } from "./character-sets.ts";
import { Er7Sink } from "./er7-sink.ts";

/** A segment as plain texts: fields › repetitions › components › subcomponents. */
export interface PlainSegment {
  readonly name: string;
  /** Field 1 first; of MSH, field 3. */
  readonly fields: readonly (readonly (readonly (readonly string[])[])[])[];
}
export type PlainMessage = readonly PlainSegment[];

/**
 * Writes messages from plain texts, escaped, with the separators `|^~\&`; empty parts at the end are left
 * off. Throws where the character set lacks a character: ask `set.can` first.
 */
export function writePlain(messages: readonly PlainMessage[], set: CharacterSet): Uint8Array {
  const sink = new Er7Sink(set);
  for (const message of messages) for (const segment of message) writeSegment(segment, sink);
  return sink.bytes();
}

function writeSegment({ name, fields }: PlainSegment, sink: Er7Sink): void {
  sink.ascii(name);
  if (name === "MSH") sink.ascii("|^~\\&");
  // Separators wait until something stands behind them.
  let ends = 0;
  for (let f = 0; f < fields.length; f++) {
    const repetitions = fields[f];
    ends += 1;
    if (repetitions !== undefined && writeField(repetitions, ends, sink)) ends = 0;
  }
  sink.byte(0x0d);
}

/** Whether something was written: then the field's own separators, `ends` of them, stand before it. */
function writeField(
  repetitions: PlainSegment["fields"][number],
  ends: number,
  sink: Er7Sink,
): boolean {
  const from = sink.length;
  let left = ends;
  let tildes = 0;
  for (let r = 0; r < repetitions.length; r++) {
    const components = repetitions[r];
    let carets = 0;
    if (components !== undefined) {
      for (let c = 0; c < components.length; c++) {
        const subcomponents = components[c];
        if (subcomponents !== undefined) {
          let ampersands = 0;
          for (let s = 0; s < subcomponents.length; s++) {
            const text = subcomponents[s];
            if (text !== undefined && text !== "") {
              for (; left > 0; left--) sink.byte(0x7c);
              for (; tildes > 0; tildes--) sink.byte(0x7e);
              for (; carets > 0; carets--) sink.byte(0x5e);
              for (; ampersands > 0; ampersands--) sink.byte(0x26);
              sink.text(text);
            }
            ampersands += 1;
          }
        }
        carets += 1;
      }
    }
    tildes += 1;
  }
  return sink.length > from;
}
