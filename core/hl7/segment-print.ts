import { asciiText } from "../text/ascii.ts";
import { countedSegments } from "./counted-segments.ts";
import type { Er7Segment } from "./er7-parts.ts";

/** What is longer is told by two sums over its bytes: one report may belong to thousands of results. */
const longest = 256;

/** What a segment says, but for its number within the message: the same for two segments that say the same. */
export function segmentPrint(segment: Er7Segment): string {
  const { fields, name, message } = segment;
  const to = fields.at(-1)?.end ?? 0;
  const from = fields[countedSegments.has(name) ? 2 : 1]?.start ?? to;
  const short = to - from <= longest;
  return `${name}|${short ? asciiText(message.bytes, from, to) : sums(message.bytes, from, to)}`;
}

function sums(bytes: Uint8Array, from: number, to: number): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b + byte, 0x5bd1e995) ^ (b >>> 15);
  }
  return `${to - from} ${a >>> 0} ${b >>> 0}`;
}
