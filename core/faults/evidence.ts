import type { EntryPath } from "../catalogue/chart.ts";
import type { Field, FieldId } from "../catalogue/field.ts";
import type { Former } from "../compare/former-entries.ts";
import type { ListState } from "../compare/align/align.ts";
import type { SentinelReader } from "../people/sentinel.ts";

/** What is known about one difference when it is named. */
export interface Evidence {
  readonly field: Field;
  readonly entry: EntryPath;
  readonly round: number;
  /** Texts; null where there is none on that side. */
  readonly source: string | null;
  readonly target: string | null;
  /** Why a side is absent, where it says so. */
  readonly sourceAbsence: string | null;
  readonly targetAbsence: string | null;
  /** The list the value stands in, and whether its entry exists on either side. */
  readonly list: ListState | null;
  readonly entryMissing: boolean;
  readonly entryExtra: boolean;
  /** Another chart of this person on which the missing entry was found by its own identifier. */
  readonly onChart: string | null;
  /** An extra entry that says the same as one that was kept. */
  readonly repeats: boolean;
  /** Its entry came at another place of an ordered list, counted from 1. */
  readonly moved: { readonly from: number; readonly to: number } | null;
  /** Values of this field were exchanged between entries of the list. */
  readonly mispaired: boolean;
  readonly sourceSibling: (field: FieldId) => string | null;
  readonly targetSibling: (field: FieldId) => string | null;
  /** Every other generated value of the person. */
  readonly others: readonly GeneratedText[];
  /** Those of them that are exactly this text. */
  readonly othersOf: (text: string) => readonly GeneratedText[];
  /** Field in which the lost value turned up without being expected there. */
  readonly turnedUpIn: FieldId | null;
  /** Expected values of this field in earlier rounds, oldest first. */
  readonly earlier: readonly string[];
  /** The entry came only with this round's change; earlier rounds had none of its kind there. */
  readonly isNew: boolean;
  /** What became of the entry that an extra value belongs to, where an earlier round had it. */
  readonly former: Former;
  /** The target's value is an earlier change that had not arrived in its own round. */
  readonly cameLate: boolean;
  /** Somebody had looked at the target after an earlier round. */
  readonly lookedBefore: boolean;
  /** The value of another field at the same place in the round before. */
  readonly earlierSibling: (field: FieldId) => string | null;
  /** What stood there after an earlier round in place of the same expected value; null where that came, or nobody looked. */
  readonly stoodBefore: string | null;
  /** The expected value was already seen at the target. */
  readonly wasSeen: boolean;
  readonly person: number | null;
  readonly sentinels: SentinelReader | null;
  /** Classes that are not to be named, as if the catalogue did not have them. */
  readonly unlisted?: ReadonlySet<string>;
}

export interface GeneratedText {
  readonly field: Field;
  readonly entry: EntryPath;
  readonly text: string;
}
