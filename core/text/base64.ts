import { textOfUnits } from "./utf8.ts";

/** Base64 with padding (RFC 4648, section 4), as FHIR's base64Binary has it (R4 2.24.0.1). */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const units = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0));
const values = new Int8Array(128).fill(-1);
for (const [value, unit] of units.entries()) values[unit] = value;
const padding = "=".charCodeAt(0);
/** Text is put together in pieces of this many units: a call takes only so many arguments. */
const piece = 8192;

export function toBase64(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  const whole = bytes.length - (bytes.length % 3);
  let to = 0;
  for (let from = 0; from < whole; from += 3) {
    const bits =
      ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    out[to++] = units[bits >> 18] ?? 0;
    out[to++] = units[(bits >> 12) & 63] ?? 0;
    out[to++] = units[(bits >> 6) & 63] ?? 0;
    out[to++] = units[bits & 63] ?? 0;
  }
  const [first, second] = bytes.subarray(whole);
  if (first !== undefined) {
    const bits = (first << 8) | (second ?? 0);
    out[to++] = units[bits >> 10] ?? 0;
    out[to++] = units[(bits >> 4) & 63] ?? 0;
    out[to++] = second === undefined ? padding : (units[(bits << 2) & 63] ?? 0);
    out[to++] = padding;
  }
  const pieces: string[] = [];
  for (let at = 0; at < out.length; at += piece) {
    pieces.push(textOfUnits(out.subarray(at, at + piece)));
  }
  return pieces.join("");
}

/** The bytes, null where the text is no base64. White space between the signs is passed over. */
export function fromBase64(text: string): Uint8Array | null {
  const plain = text.replace(/[ \t\r\n]+/g, "").replace(/={1,2}$/, "");
  if (plain.length % 4 === 1) return null;
  const out = new Uint8Array(Math.floor((plain.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let to = 0;
  for (let at = 0; at < plain.length; at++) {
    const unit = plain.charCodeAt(at);
    const value = unit < 128 ? (values[unit] ?? -1) : -1;
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out[to++] = (bits >> held) & 0xff;
  }
  return out;
}
