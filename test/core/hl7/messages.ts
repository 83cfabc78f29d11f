/** HL7 messages by hand: what they say is written here, not made by the code under test. */

export const header = "MSH|^~\\&|LAB|SITE|||20260115||ADT^A28^ADT_A05|1|T|2.5.1||||||UNICODE UTF-8";

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Segments with their ends, the header first. */
export function message(...segments: readonly string[]): string {
  return [header, ...segments].map((segment) => `${segment}\r`).join("");
}

/** A segment with one field filled: `segment("PID-5", "Ortiz")`. */
export function segmentWith(place: string, field: string): string {
  const [name = "", number = "1"] = place.split("-");
  return name + "|".repeat(Number(number)) + field;
}

export function textAt(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, end));
}

/** Field `SEG-n` of the last segment of that name, cut at the separators by nothing but the standard. */
export function fieldText(bytes: Uint8Array, place: string): string | undefined {
  const [name = "", number = "1"] = place.split("-");
  const line = new TextDecoder()
    .decode(bytes)
    .split("\r")
    .findLast((segment) => segment.startsWith(`${name}|`));
  return line?.split("|")[Number(number)];
}
