import type { EntryPath, PersonId, Place } from "../catalogue/chart.ts";
import type { Criticality, FieldId } from "../catalogue/field.ts";
import type { Expected } from "../mess/expectation.ts";

/** Where the same record can be looked at, in the order it travels. */
export const hops = ["generated", "sent", "source", "target", "screen"] as const;
export type Hop = (typeof hops)[number];

/** The machine's result for one field (faults.md 3.5). */
export type Verdict =
  "match" | "allowed" | "delta" | "missing" | "extra" | "not-compared" | "not-readable";

/** A named fault with the evidence for it, on one pair of values. */
export interface NamedFault {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** 0…1. 1 only where forward simulation reproduces the value and nothing else does. */
  readonly confidence: number;
  /** Equally good explanations, each a list of ids that act together; only where there are several. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Plain words with the values in them. */
  readonly why: string;
}

/** A run of graphemes of one side. Offsets count code points of that side's value. */
export interface DiffSpan {
  readonly kind: "same" | "changed" | "gone" | "added";
  readonly source: string;
  readonly target: string;
  readonly sourceStart: number;
  readonly targetStart: number;
}

export interface Difference {
  readonly field: FieldId;
  readonly entry: EntryPath;
  readonly round: number;
  readonly verdict: Exclude<Verdict, "match">;
  /** First hop that differs from what was generated. */
  readonly changedAt: Hop;
  /** The generated value; no key where nothing was generated. */
  readonly source?: string | null;
  /** The observed value at the last hop that was read; no key where absent, null for an explicit null. */
  readonly target?: string | null;
  readonly criticality: Criticality;
  readonly faults: readonly NamedFault[];
  /** The rule that allows it, only for verdict `allowed`. */
  readonly rule?: string;
  /** Why it was not compared or not readable. */
  readonly reason?: string;
  readonly at: (Place & { readonly exchange: string }) | null;
}

export interface UnmetExpectation {
  readonly field: FieldId;
  readonly entry: EntryPath;
  readonly expect: Expected["expect"];
  readonly met: true | false | "undecided";
  readonly why: string;
}

export interface VerdictCounts {
  readonly match: number;
  readonly allowed: number;
  readonly delta: number;
  readonly missing: number;
  readonly extra: number;
  readonly notCompared: number;
  readonly notReadable: number;
}

/** What the comparison of one case in one round says. Matches are a compact summary. */
export interface RoundComparison {
  readonly person: PersonId;
  readonly round: number;
  readonly verdict: Verdict;
  readonly counts: VerdictCounts;
  /** Not allowed ones first come in `differences`; allowed ones apart (decisions.md 9c). */
  readonly differences: readonly Difference[];
  readonly allowed: readonly Difference[];
  /** `field entry` of everything that matched, in canonical order; entry "" left out. */
  readonly matched: readonly string[];
  readonly expectations: readonly UnmetExpectation[];
}

/** A fault of a whole run: the second pass over stored cases. */
export interface RunFault {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly scope: "systematic" | "field" | "record" | "isolated";
  readonly fields: readonly FieldId[];
  readonly cases: number;
  /** Cases with a value that the fault should have changed and did not; no key where there is none. */
  readonly against?: number;
  /** Cases whose record as a whole is concerned; no key where there is none. */
  readonly records?: number;
  /** Names that explain its whole records as well, each of ids that act together; only where there are several. */
  readonly oneOf?: readonly (readonly string[])[];
  /** The fault's own consequences; they count as no second fault. */
  readonly also: readonly string[];
  readonly why: string;
  readonly probe: string;
  readonly triage: { readonly cause: string; readonly firstStep: string; readonly call: string };
}
