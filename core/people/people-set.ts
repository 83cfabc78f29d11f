import type { Chart, ChartValue, EntryPath, PersonId } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import type { Sha256 } from "../catalogue/sha256.ts";
import type { FieldExpectation } from "../mess/expectation.ts";
import type { MessChoice } from "../mess/mess-choice.ts";
import type { PersonPair } from "../mess/pair-truth.ts";

/** What decides a set of people, to the byte. How many are made of it changes none of them. */
export interface PeopleSet {
  /** Any text. */
  readonly seed: string;
  /** Civil date `YYYY-MM-DD` that "today" means; never the clock. */
  readonly referenceDate: string;
  /** BCP 47 tags of `localeTags`; each person has one of them. */
  readonly locales: readonly string[];
  readonly mess: MessChoice;
  /** Chart numbers: digits of equal width, reserved with the clinic. `salt` is "" or that of `--fresh`. */
  readonly mrn: {
    readonly system: string;
    readonly from: string;
    readonly to: string;
    readonly salt: string;
  };
  /** Family marker, `ZZTEST` where not given. */
  readonly marker?: string;
  readonly sha256: Sha256;
}

export const defaultLocales: readonly string[] = ["en-US"];
export const defaultMarker = "ZZTEST";
export const defaultMrn = {
  system: "urn:clinic:mrn",
  from: "7700000",
  to: "7799999",
  salt: "",
} as const;

export interface AppliedOperator {
  readonly id: string;
  readonly field: FieldId;
  readonly entry: EntryPath;
}

/** People who were made together, seen from one of them. */
export interface PersonCluster {
  /** The same for all of them: operator and running number. */
  readonly id: string;
  readonly operator: string;
  /** From 1. */
  readonly member: number;
  readonly people: readonly PersonId[];
  /** The truth about each two of them. */
  readonly pairs: readonly PersonPair[];
}

/** A value that a later round puts in the place of an earlier one, or takes away. */
export type NextValue =
  ChartValue | { readonly field: FieldId; readonly entry: EntryPath; readonly removed: true };

export interface Person {
  readonly id: PersonId;
  readonly index: number;
  /** A control carries no mess: if it differs, mess is not the reason. */
  readonly control: boolean;
  readonly clean: Chart;
  /** The chart that is sent. */
  readonly chart: Chart;
  readonly expectations: readonly FieldExpectation[];
  readonly operators: readonly AppliedOperator[];
  /** Operators that the choice asked for and that could not act beside the others, with the reason. */
  readonly notApplied: readonly { readonly id: string; readonly why: string }[];
  /** What the second round changes, and what must become of it where mess decides that. */
  readonly nextValues: readonly NextValue[];
  readonly nextExpectations: readonly FieldExpectation[];
  /** Null for a person alone. */
  readonly cluster: PersonCluster | null;
}

/** `p-0001` for index 0. */
export function personId(index: number): PersonId {
  return `p-${String(index + 1).padStart(4, "0")}`;
}
