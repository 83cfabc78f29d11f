import type { Observed } from "../../core/catalogue/chart.ts";
import type { Grammar } from "./damage.ts";

/** A reader under fuzz and what it is fed with. */
export interface FuzzedFormat {
  readonly grammar: Grammar;
  /** Kinds of place in a document, as what stands before and behind, where one token is put many times. */
  readonly frames: readonly (readonly [before: string, after: string])[];
  /** All that our readers make of a document, one after the other. */
  read(bytes: Uint8Array): Iterable<Observed>;
}

export const formatNames = ["csv", "fhir", "hl7"] as const;
export type FormatName = (typeof formatNames)[number];

/** One token of the format again and again, `size` bytes of it, at one of the places. */
export function repeated(
  token: string,
  [before, after]: readonly [string, string],
  size: number,
): Uint8Array {
  const once = new TextEncoder().encode(token).length;
  return new TextEncoder().encode(before + token.repeat(Math.ceil(size / once)) + after);
}
