import type { EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import type { RunFault } from "../compare/result.ts";

export interface AlongValue {
  readonly field: FieldId;
  readonly value: string;
}

/** A difference of the run that bears the finding's name. */
export interface FindingExample {
  readonly field: FieldId;
  readonly source: string | null;
  readonly target: string | null;
  /** What it stands with in its entry: its system, its wording, the other lines of its address. */
  readonly along: readonly AlongValue[];
}

/** A finding with what is known about it when a probe is planned. */
export interface Finding {
  readonly fault: RunFault;
  readonly examples: readonly FindingExample[];
}

/** One value on one made-up patient who is clean otherwise. */
export interface Shot {
  /** Which of the clean people of the probe it is sent on. */
  readonly person: number;
  /** What sets it apart, in words: "51 characters", "é", "summer". */
  readonly says: string;
  /**
   * `looked-at`: the finding stands or falls with it. `control`: a plain value, which it may strike or
   * leave. `beside`: another field, told but not judged.
   */
  readonly part: "looked-at" | "control" | "beside";
  /** Shots of one trait must fare alike where a finding holds for some traits only. */
  readonly trait: string;
  /** Null: the whole record is looked at. */
  readonly field: FieldId | null;
  readonly entry: EntryPath;
  /** The literal value; null = left out, or the whole record is looked at. */
  readonly value: string | null;
  /** Other values of the same entry that go with it. */
  readonly along: readonly AlongValue[];
  /** How many entries like this one stand in the list; 1 where it is left out. */
  readonly repeat?: number;
}

/** What became of the value of a shot. */
export type Outcome =
  | { readonly kind: "whole" }
  | { readonly kind: "changed"; readonly to: string }
  | { readonly kind: "gone" }
  | { readonly kind: "refused"; readonly says: string }
  | { readonly kind: "not-there" }
  /** It stands in one chart with another person of the probe. */
  | { readonly kind: "joined" }
  | { readonly kind: "not-read"; readonly why: string };

export interface ShotResult {
  readonly shot: Shot;
  readonly outcome: Outcome;
  /** Ids of the faults by which the differences of this value, or of this record, were named. */
  readonly named: readonly string[];
}

export type Standing = "settled" | "refuted" | "undecided";

/** What the results say of a finding. */
export interface Judgement {
  readonly standing: Standing;
  /** The exact parameters, as far as the probe settled them. */
  readonly params: RunFault["params"];
  /** Plain words with the values in them. */
  readonly says: string;
}
