import type { Field } from "../catalogue/field.ts";
import type { AlongValue, Finding } from "./shot.ts";

/** A shot before it is given a person: its value may build on the person's own one. */
export interface Sketch {
  readonly says: string;
  /** `says` where it is left out. */
  readonly trait?: string;
  /** `own` is "" where the person has none; null leaves the value out. */
  readonly value: (own: string) => string | null;
  readonly along?: readonly AlongValue[];
  readonly part?: "control";
  /** How many such entries stand in the list. */
  readonly repeat?: number;
}

/**
 * How the results of a design are judged.
 * - `value`: each changed value must come out of the finding's own forward simulation, with one set of
 *   parameters for all, and those that arrived whole must be ones that it leaves alone
 * - `trait`: as `value`, or the finding holds for some traits only (summer dates)
 * - `gone`, `refused`: a lost value, a refused record; longer ones must not fare better than shorter ones
 * - `count`: entries beyond a number are lost, up to it none
 * - `joined`: people who share more and more: which of them end in one chart
 * - `named`: the finding shows again by its name on clean people
 */
export type Judging = "value" | "trait" | "gone" | "refused" | "count" | "joined" | "named";

/** The smallest experiment for some faults (faults.md section 4, column probe). */
export interface Design {
  readonly faults: readonly string[];
  readonly judging: Judging;
  /** Values of growing length around a limit; further rounds go on where it was not met. */
  readonly ladder?: true;
  /** True where only a change can show it, so that the probe sends an update as a run does. */
  readonly update?: true;
  /** True where it strikes records, whatever their values are. */
  readonly record?: true;
  /** True where the experiment may lack what the fault needs: that all arrives whole refutes nothing then. */
  readonly weak?: true;
  /** Empty where this field cannot be probed for it. */
  readonly sketches: (finding: Finding, field: Field) => readonly Sketch[];
}
