import type { Chart } from "../catalogue/chart.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";
import { isGone, parentOf, sentEntries } from "./sent-entries.ts";
import type { SentEntry } from "./sent-entries.ts";

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
  const found = longestOf(field, parentOf(entry), chart, beside);
  return found === null ? [] : [found];
}

const longestIn = new WeakMap<readonly Difference[], Map<string, Hypothesis | null>>();

/** What is said of a list of which the longest entry alone was kept; looked up once for each list of a chart. */
function longestOf(
  field: Difference["field"],
  parent: string,
  chart: Chart | undefined,
  beside: readonly Difference[],
): Hypothesis | null {
  const lists = longestIn.get(beside) ?? new Map<string, Hypothesis | null>();
  longestIn.set(beside, lists);
  const key = `${field} ${parent}`;
  const known = lists.get(key);
  if (known !== undefined) return known;
  const found = chosenOf(
    sentEntries(chart, field, parent),
    (entry) => !isGone(beside, field, entry),
  );
  lists.set(key, found);
  return found;
}

function chosenOf(
  sent: readonly SentEntry[],
  hasCome: (entry: string) => boolean,
): Hypothesis | null {
  const [kept, more] = sent.filter((row) => hasCome(row.entry));
  if (kept === undefined || more !== undefined) return null;
  const longest = sent.reduce((a, b) => (b.value.length > a.value.length ? b : a));
  if (longest !== kept) return null;
  const why = `Only one of ${sent.length} arrived, the longest: ${quoted(kept.value)}.`;
  const chosen = { atoms: [atomOf("CARDINALITY", {})], cost: 0.6, why };
  // The first of several that are as long: nothing suggests that it was chosen by its length.
  const tie = sent.some((row) => row !== kept && row.value.length === kept.value.length);
  return tie ? chosen : { ...chosen, alike: true };
}
