import type { Sha256 } from "../catalogue/sha256.ts";
import { type Draw, makeDraw } from "./draw.ts";
import { hash128 } from "./hash128.ts";
import { encodeUtf8 } from "../text/utf8.ts";

/** Rises only when old draws must change; new fields and operators leave it alone. */
export const streamVersion = "1";

/** A seed text as a key: the first 8 bytes of the SHA-256 of its UTF-8 form, in hexadecimal. */
export function seedKey(seed: string, sha256: Sha256): string {
  return Array.from(sha256(encodeUtf8(seed.toWellFormed())).subarray(0, 8), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/**
 * The named streams of one person. What else is drawn, in which order, and how many people there
 * are, changes none of them: the key is seed, person, field or operator, entry and name of the draw.
 */
export type PersonStreams = (what: string, entry: string, name: string) => Draw;

export function personStreams(key: string, person: number): PersonStreams {
  const prefix = `${streamVersion}\u001f${key}\u001f${person}\u001f`;
  return (what, entry, name) => makeDraw(hash128(`${prefix}${what}\u001f${entry}\u001f${name}`));
}
