import type { Chart, ChartValue, EntryPath, Observed, PersonId } from "../catalogue/chart.ts";
import type { Field, FieldId } from "../catalogue/field.ts";
import type { FieldExpectation } from "../mess/expectation.ts";
import type { SentinelReader } from "../people/sentinel.ts";
import type { AllowRule } from "./allow-rule.ts";
import type { ColumnReading } from "./forms/loose-date.ts";
import type { SentState } from "./report.ts";
import type { Hop, RoundComparison } from "./result.ts";

/** One place where the record was looked at. */
export interface ObservedHop {
  readonly hop: Exclude<Hop, "generated">;
  readonly observed: Observed;
  /** Ids of the exchanges the documents came in, by document index. */
  readonly exchanges: readonly string[];
}

/** What the profile says about refusing and flagging. */
export interface Declarations {
  /** Operators whose values the target must refuse. */
  readonly "must-reject"?: readonly string[];
  /** Where a flag of the target can be read. */
  readonly flagsAt?: readonly string[];
  /** The target looks for duplicates and keeps one chart per person. */
  readonly onePerPerson?: boolean;
}

/** The reading of each date column that has one; a column without one is undecided, or of a standard form. */
export type DateColumns = ReadonlyMap<FieldId, ColumnReading>;

/** Everything the comparison of one person in one round looks at. */
export interface RoundInput {
  readonly person: PersonId;
  /** The person's index in the set, where sentinels are read. */
  readonly index?: number;
  readonly round: number;
  /** What is expected to stand at every hop in this round. */
  readonly generated: Chart;
  /** Expected charts of earlier rounds, oldest first. */
  readonly earlier: readonly Chart[];
  readonly hops: readonly ObservedHop[];
  readonly expectations: readonly FieldExpectation[];
  readonly rules: readonly AllowRule[];
  /** Whether the format of this route has a place for a field. */
  readonly carries: (field: Field) => boolean;
  /**
   * Whether a value of one side can be said at all in the format of the other side: a reason for absence has
   * no place in HL7 v2, a third coding none in a CE. Every value can where this is left out.
   */
  readonly canSay?: (value: ChartValue, side: "source" | "target") => boolean;
  /** Why two texts cannot be compared, since each format has words of its own for the field; null where they can. */
  readonly otherWords?: (field: Field, from: string, to: string) => string | null;
  /**
   * HL7's null in messages of which nobody knows what stood there before: where the other side says nothing,
   * both say that there is nothing.
   */
  readonly nullIsNothing?: true;
  /** How the columns of each side write dates (decisions.md 22); null where the standard of its format says it. */
  readonly dateColumns?: Readonly<Record<"source" | "target", DateColumns | null>>;
  readonly sentinels?: SentinelReader;
  readonly declares?: Declarations;
  /** Values already seen at the target in this round, before the observation that is compared. */
  readonly seenBefore?: (field: FieldId, entry: EntryPath) => readonly string[];
  /**
   * Another chart of this person at the target on which a record with this identifier stands; null where none
   * was found, or nobody searched.
   */
  readonly elsewhere?: (identifier: string) => string | null;
  /** What was found in earlier rounds of this case, oldest first. */
  readonly previous?: readonly RoundComparison[];
  /** What the partner answered; a refusal is what must-reject asks for. */
  readonly answer?: { readonly sent: SentState; readonly says: string | null };
  /** Classes that are not to be named, as if the catalogue did not have them: the measure's open set. */
  readonly unlisted?: ReadonlySet<string>;
  /** Whether a flag of the target was read on a value; null = could not be read. */
  readonly flagged?: (field: FieldId, entry: EntryPath) => boolean | null;
}
