import { type MessOperator, operator, type OperatorEntry, survive } from "../operator.ts";
import {
  type FirstRecord,
  secondRecord,
  secondRecordFields,
  twoRecords,
  twoRecordsAlike,
  type TwoSpellings,
} from "../second-record.ts";

type Told = Pick<
  OperatorEntry,
  "id" | "introduced" | "targets" | "exposes" | "source" | "rate" | "says" | "example"
>;

/** A slip is legal data and survives. In the second record of a person it makes the match doubtful. */
export function typo(
  entry: Told & { readonly isHarmless?: true },
  spell: (first: FirstRecord) => TwoSpellings,
): MessOperator {
  const { isHarmless, ...told } = entry;
  return operator("typo", {
    ...told,
    layer: "structure",
    beside: secondRecordFields,
    any: [survive],
    note:
      isHarmless === true
        ? "in the second record of one person"
        : "in the second record of one person, whose match must be flagged",
    cluster: isHarmless === true ? twoRecordsAlike : twoRecords,
    apply: secondRecord(entry.id, spell),
  });
}
