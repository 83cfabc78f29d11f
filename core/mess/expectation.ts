import type { EntryPath, PersonId } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import type { PersonPair } from "./pair-truth.ts";

/** What must become of a field. Alternatives of one field are joined by "or". */
export interface Expected {
  readonly expect: "must-survive" | "may-normalise" | "must-reject" | "must-flag";
  /** The allowed-transformation rule, only for may-normalise. */
  readonly rule?: string;
  /** A declared limit in code points, only where the expectation depends on one. */
  readonly limit?: number;
}

export interface FieldExpectation {
  readonly field: FieldId;
  readonly entry: EntryPath;
  /** Operators that touched the value, in the order in which they acted. */
  readonly operators: readonly string[];
  readonly clean: string | null;
  readonly messy: string | null;
  readonly any: readonly Expected[];
}

export interface ExpectationsFile {
  readonly format: "crosschart-expectations/1";
  readonly people: Readonly<Record<PersonId, readonly FieldExpectation[]>>;
  /** What a second round changes beyond the files of the set, which are those of the first. */
  readonly later: Readonly<Record<PersonId, readonly FieldExpectation[]>>;
  /** Who belongs together, and the truth about each two. */
  readonly clusters: readonly {
    readonly id: string;
    readonly operator: string;
    readonly people: readonly PersonId[];
    readonly pairs: readonly PersonPair[];
  }[];
}
