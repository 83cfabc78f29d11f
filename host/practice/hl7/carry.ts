import { parseEr7, writeEr7 } from "./er7.ts";
import type { Segment } from "./er7.ts";
import { escapeText, unescapeText } from "./escapes.ts";
import type { WireFault } from "./wire-act.ts";

/** The sender's part: segments to the bytes of a message, as MSH-18 says in UTF-8. */
export function messageBytes(segments: readonly Segment[], faults: readonly WireFault[]): Buffer {
  let escape = escapeText;
  let encode = (text: string): Buffer => Buffer.from(text, "utf8");
  for (const { wire, params } of faults) {
    if (wire.escape) escape = wire.escape(escape, params);
    const { encode: other } = wire;
    if (other) encode = (text) => other(text, params);
  }
  return encode(writeEr7(segments, escape));
}

/** The receiver's part: bytes to segments. Throws UnreadableMessage. */
export function messageSegments(bytes: Buffer, faults: readonly WireFault[]): Segment[] {
  let arrived = bytes;
  let decode = (from: Buffer): string => from.toString("utf8");
  let unescape = unescapeText;
  for (const { wire, params } of faults) {
    if (wire.bytes) arrived = wire.bytes(arrived, params);
    const { decode: other } = wire;
    if (other) decode = (from) => other(from, params);
    if (wire.unescape) unescape = wire.unescape(unescape, params);
  }
  let segments = parseEr7(decode(arrived), unescape);
  for (const { wire, params } of faults) {
    if (wire.segments) segments = wire.segments(segments, params);
  }
  return segments;
}
