import type { Chart } from "../catalogue/chart.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";

/**
 * One entry of a list was kept, and it is the longest of all: whether it was chosen for that, or for
 * standing first or last, a list in which these are two entries tells (faults.md 4.6, CARDINALITY).
 */
export function longestKept(
  { field, entry, faults }: Difference,
  chart: Chart | undefined,
  beside: readonly Difference[],
): readonly Hypothesis[] {
  const [fault] = faults;
  if (fault?.id !== "DROP-REPETITION" || fault.params["k"] !== 1) return [];
  const parent = parentOf(entry);
  const gone = new Set(
    beside.filter((other) => other.field === field && other.verdict === "missing").map(entryOf),
  );
  const sent = (chart?.values ?? []).flatMap((row) =>
    row.field === field && "value" in row && parentOf(row.entry) === parent ? [row] : [],
  );
  const [kept, more] = sent.filter((row) => !gone.has(row.entry));
  if (kept === undefined || more !== undefined) return [];
  const longest = sent.reduce((a, b) => (b.value.length > a.value.length ? b : a));
  if (longest !== kept) return [];
  const why = `Only one of ${sent.length} arrived, the longest: ${quoted(kept.value)}.`;
  const chosen = { atoms: [atomOf("CARDINALITY", {})], cost: 0.6, why };
  // The first of several that are as long: nothing suggests that it was chosen by its length.
  const tie = sent.some(({ value }, at) => sent[at] !== kept && value.length === kept.value.length);
  return [tie ? chosen : { ...chosen, alike: true }];
}

function entryOf({ entry }: Difference): string {
  return entry;
}

function parentOf(entry: string): string {
  return entry.slice(0, entry.lastIndexOf("/") + 1);
}
