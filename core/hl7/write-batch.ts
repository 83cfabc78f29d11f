import { defaultReferenceDate } from "../catalogue/version.ts";
import type { EncodedHl7 } from "./encode-hl7.ts";
import { readEr7 } from "./read-er7.ts";
import { moment } from "./wire-form.ts";

/**
 * Messages of any number of people as one batch file: FHS, BHS, the messages, BTS with their number, FTS
 * with the number of batches (v2.5.1 2.10.3). Places are those in the file. The parts must have the
 * separators that `encodeHl7` writes.
 */
export function writeBatch(
  parts: readonly EncodedHl7[],
  options: { readonly sentAt?: string } = {},
): EncodedHl7 {
  const sentAt = moment.toWire(options.sentAt ?? defaultReferenceDate);
  const head = (name: string): string => `${name}|^~\\&|CROSSCHART|SYNTHETIC|||${sentAt}\r`;
  const count = parts.reduce((sum, { bytes }) => sum + readEr7(bytes).messages.length, 0);
  const before = ascii(head("FHS") + head("BHS"));
  const after = ascii(`BTS|${String(count)}\rFTS|1\r`);
  const length = parts.reduce((sum, { bytes }) => sum + bytes.length, before.length + after.length);
  const bytes = new Uint8Array(length);
  bytes.set(before);
  let from = before.length;
  const values = parts.flatMap((part) => {
    bytes.set(part.bytes, from);
    const shift = from;
    from += part.bytes.length;
    return part.values.map(({ value, at }) => ({
      value,
      at: { ...at, start: at.start + shift, end: at.end + shift },
    }));
  });
  bytes.set(after, from);
  return { bytes, values, cannotTravel: parts.flatMap(({ cannotTravel }) => cannotTravel) };
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
