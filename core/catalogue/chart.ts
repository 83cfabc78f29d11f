import type { FieldId } from "./field.ts";

/**
 * The chart: the canonical record of one synthetic person, as a flat sorted list of plain values.
 * Decimals, dates and codes are the text that was generated, never numbers or Dates.
 */

/** Stable id of a synthetic person within one set, `p-0001`, … */
export type PersonId = string;

/** Key of the list entry a value stands in: `""`, or keys joined by `/`, e.g. `al-1/reaction-2`. */
export type EntryPath = string;

/** Why a value is not there. `empty` = sent as "", `null` = HL7 `""` or JSON null; else a reason code. */
export type Absence = string;

export type ChartValue =
  | { readonly field: FieldId; readonly entry: EntryPath; readonly value: string }
  | { readonly field: FieldId; readonly entry: EntryPath; readonly absent: Absence };

export interface Chart {
  readonly format: "crosschart-chart/1";
  readonly person: PersonId;
  /** Sorted by field, then entry (code points). One row per (field, entry). */
  readonly values: readonly ChartValue[];
}

/** Where in received or sent bytes a value stands. Offsets are in bytes, `end` is exclusive. */
export interface Place {
  /** `MedicationRequest/7`, a fullUrl, a segment, a file row. */
  readonly resource: string;
  /** JSON pointer, `SEG[n]-field.component`, or row and column. */
  readonly place: string;
  readonly start: number;
  readonly end: number;
  /** Index of the document it was read from, where an observation was assembled from several. */
  readonly document: number;
}

export interface LocatedValue {
  readonly value: ChartValue;
  readonly at: Place;
}

/** Something in received bytes that could not be read, or had to be guessed. */
export interface ReadProblem {
  readonly kind: string;
  /** A sentence for a person. */
  readonly says: string;
  readonly at: Place | null;
}

/** A record of a partner that the observation was read from. */
export interface SeenResource {
  readonly type: string;
  readonly id: string | null;
  readonly version: string | null;
}

/**
 * A chart as it was read back: entry paths are those of the wire (`#1`, `#2/#1` in wire order)
 * until comparison aligns them with the generated ones.
 */
export interface Observed {
  readonly values: readonly LocatedValue[];
  readonly problems: readonly ReadProblem[];
  readonly resources: readonly SeenResource[];
}

/** Code point order, the one order used for everything that is stored or hashed. */
export function byCodePoint(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rankOfUnit(x) - rankOfUnit(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above U+FFFF, so they come after all other units. */
function rankOfUnit(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** A chart with its rows in canonical order. */
export function makeChart(person: PersonId, values: readonly ChartValue[]): Chart {
  const sorted = values.toSorted(
    (a, b) => byCodePoint(a.field, b.field) || byCodePoint(a.entry, b.entry),
  );
  return { format: "crosschart-chart/1", person, values: sorted };
}

/** The text of a value, or null where it is absent. */
export function textOf(value: ChartValue): string | null {
  return "value" in value ? value.value : null;
}
