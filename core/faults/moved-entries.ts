import type { Chart } from "../catalogue/chart.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";

/** Words as short as these stand in many lists. */
const shortest = 5;

/**
 * Entries that turned up in a list they do not belong to: put there instead of into their own list
 * (PLACEMENT), or there as well (MERGE-LISTS), so faults.md 4.6. By difference.
 */
export function movedEntries(
  differences: readonly Difference[],
  chart: Chart | undefined,
): ReadonlyMap<Difference, Hypothesis> {
  const found = new Map<Difference, Hypothesis>();
  const extras = differences.filter(
    ({ verdict, entry }) => verdict === "extra" && /^\+\d+/u.test(entry),
  );
  if (extras.length === 0) return found;
  const homes = homesOf(chart);
  for (const own of Map.groupBy(extras, entryKey).values()) {
    const list = own[0] === undefined ? "" : listOf(own[0].field);
    const home = own
      .flatMap(({ target }) => homes.get(target ?? "") ?? [])
      .find((each) => each.list !== list);
    if (home === undefined) continue;
    const lost = differences.filter(
      (each) =>
        each.verdict === "missing" &&
        listOf(each.field) === home.list &&
        topOf(each.entry) === home.entry,
    );
    const id = lost.length > 0 ? "PLACEMENT" : "MERGE-LISTS";
    const why =
      id === "PLACEMENT"
        ? `It belongs to the ${home.list} list and stands among the ${list} entries: ${quoted(home.text)}.`
        : `An entry of the ${home.list} list stands among the ${list} entries as well: ${quoted(home.text)}.`;
    const atoms = [atomOf(id, { from: home.list, to: list })];
    for (const each of [...own, ...lost]) found.set(each, { atoms, cost: -0.1, why });
  }
  return found;
}

interface Home {
  readonly list: string;
  readonly entry: string;
  readonly text: string;
}

/** Where each telling text of a list was sent. */
function homesOf(chart: Chart | undefined): ReadonlyMap<string, readonly Home[]> {
  const homes = new Map<string, Home[]>();
  for (const row of chart?.values ?? []) {
    const list = listOf(row.field);
    const form = fieldById(row.field)?.form ?? "";
    if (!("value" in row) || list === "" || row.value.length < shortest) continue;
    if (form !== "text" && form !== "text.note") continue;
    const known = homes.get(row.value) ?? [];
    homes.set(row.value, [...known, { list, entry: topOf(row.entry), text: row.value }]);
  }
  return homes;
}

function listOf(field: string): string {
  return fieldById(field)?.list?.split("/")[0] ?? "";
}

function topOf(entry: string): string {
  return entry.split("/")[0] ?? "";
}

function entryKey({ field, entry }: Difference): string {
  return `${listOf(field)} ${topOf(entry)}`;
}
