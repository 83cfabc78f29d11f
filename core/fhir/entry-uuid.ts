import { hash128 } from "../people/hash128.ts";

/**
 * A `urn:uuid:` that follows from a name alone, as version 8 (RFC 9562): the same chart gives the same
 * Bundle. It need not be secret, only different within a Bundle.
 */
export function entryUuid(name: string): string {
  // The hash reads bytes; code units above them are spelled out.
  const ascii = name.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
  const hex = hash128(ascii)
    .map((word) => word.toString(16).padStart(8, "0"))
    .join("");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ];
  return `urn:uuid:${parts.join("-")}`;
}
