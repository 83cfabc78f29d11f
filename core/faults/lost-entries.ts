import type { Chart, ChartValue } from "../catalogue/chart.ts";
import { fieldById, fields } from "../catalogue/fields.ts";
import { isRecordList } from "../compare/align/list-keys.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import { lengthInCodePoints } from "../compare/forms/text.ts";
import type { Difference } from "../compare/result.ts";
import { noChance, ways } from "./chance.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";

/** Why entries of a list are not there, as all charts of a run together tell. By list. */
export interface LostEntries {
  /** Only so many of a list arrive, always the first or always the last. */
  readonly pages: ReadonlyMap<string, number>;
  /** Entries with a longer text than this are not there; all others are. */
  readonly limits: ReadonlyMap<string, number>;
}

interface Entry {
  readonly key: string;
  readonly longest: number;
  readonly lost: boolean;
}

const listOf = (field: string): string => fieldById(field)?.list?.split("/")[0] ?? "";
const topOf = (entry: string): string => entry.split("/")[0] ?? "";

/** Looks at all lists of which an entry is lost. */
export function lostEntries(cases: readonly ComparedCase[]): LostEntries {
  const lists = new Map<string, Entry[][]>();
  const concerned = new Set(
    cases.flatMap(({ rounds }) =>
      rounds.flatMap(({ differences }) =>
        differences.filter(isLost).map(({ field }) => listOf(field)),
      ),
    ),
  );
  if (concerned.size === 0) return { pages: new Map(), limits: new Map() };
  const records = new Set([...concerned].map(recordOf));
  for (const { list } of fields) {
    const top = list?.split("/")[0] ?? "";
    if (isRecordList(top) && records.has(recordOf(top))) concerned.add(top);
  }
  for (const { rounds, generated } of cases) {
    const last = rounds.at(-1);
    if (last === undefined || generated === undefined) continue;
    const lost = new Set(last.differences.filter(isLost).map((each) => keyOf(each)));
    const entries = entriesOf(generated, concerned, lost);
    // One row per chart in every list, so that lists of one kind of record can be laid side by side.
    for (const list of concerned) {
      const rows = lists.get(list) ?? [];
      if (rows.push(entries.get(list) ?? []) === 1) lists.set(list, rows);
    }
  }
  return { pages: pagesOf(lists), limits: limitsOf(lists) };
}

type Lists = ReadonlyMap<string, readonly (readonly Entry[])[]>;

/** Lists of one kind of record are read from one page. */
function pagesOf(lists: Lists): ReadonlyMap<string, number> {
  const pages = new Map<string, number>();
  for (const own of Map.groupBy(lists, ([list]) => recordOf(list)).values()) {
    const page = pageOf(own.map(([, charts]) => charts));
    if (page !== null) for (const [list] of own) pages.set(list, page);
  }
  return pages;
}

/** Limits of all lists together are no chance, where one alone might be. */
function limitsOf(lists: Lists): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  let all = 1;
  for (const [list, charts] of lists) {
    const entries = charts.flat();
    const limit = limitOf(entries);
    if (limit === null) continue;
    limits.set(list, limit);
    all *= ways(entries.filter(({ lost }) => lost).length, entries.length);
  }
  return all >= noChance ? limits : new Map();
}

/** The kind of record that a list is kept in. */
function recordOf(list: string): string {
  const field = fields.find((each) => each.list === list && each.fhir !== null);
  return /^[A-Za-z]+/u.exec(field?.fhir ?? "")?.[0] ?? list;
}

/** What may be behind a value of an entry that is not there, besides that it was dropped. */
export function lostEntry(
  difference: Difference,
  chart: Chart | undefined,
  { pages, limits }: LostEntries,
): readonly Hypothesis[] {
  if (!isLost(difference)) return [];
  const list = listOf(difference.field);
  const found: Hypothesis[] = [];
  const page = pages.get(list);
  if (page !== undefined) {
    const why = `Never more than ${page} of a list arrive, whoever has more.`;
    found.push({ atoms: [atomOf("PAGING-LOSS", { k: page })], cost: -0.05, why });
  }
  const limit = limits.get(list);
  const longest = Math.max(
    ...(chart?.values ?? [])
      .filter((row) => keyOf(row) === keyOf(difference))
      .map((row) => textLength(row)),
  );
  if (limit !== undefined && longest > limit) {
    const why = `Entries with a text longer than ${limit} characters are not there: here ${longest} were sent.`;
    found.push({ atoms: [atomOf("OVERFLOW-REJECT", { list })], cost: -0.1, why });
  }
  return found;
}

function isLost({ verdict, faults, field }: Difference): boolean {
  const id = faults[0]?.id;
  const dropped = id === "DROP-RECORD" || id === "PAGING-LOSS" || id === "OVERFLOW-REJECT";
  return verdict === "missing" && dropped && isRecordList(listOf(field));
}

function keyOf({ field, entry }: Pick<Difference, "field" | "entry">): string {
  return `${listOf(field)} ${topOf(entry)}`;
}

function textLength(row: ChartValue): number {
  const form = fieldById(row.field)?.form ?? "";
  return "value" in row && form.startsWith("text") ? lengthInCodePoints(row.value) : 0;
}

function entriesOf(
  chart: Chart,
  lists: ReadonlySet<string>,
  lost: ReadonlySet<string>,
): ReadonlyMap<string, Entry[]> {
  const longest = new Map<string, number>();
  for (const row of chart.values) {
    if (!lists.has(listOf(row.field))) continue;
    longest.set(keyOf(row), Math.max(longest.get(keyOf(row)) ?? 0, textLength(row)));
  }
  const found = new Map<string, Entry[]>();
  for (const [key, length] of longest) {
    const list = key.split(" ")[0] ?? "";
    const entry = { key, longest: length, lost: lost.has(key) };
    found.set(list, [...(found.get(list) ?? []), entry]);
  }
  const number = ({ key }: Entry): number => Number(/\d+$/u.exec(key)?.[0] ?? 0);
  for (const entries of found.values()) entries.sort((a, b) => number(a) - number(b));
  return found;
}

/**
 * The number that every longer chart was cut to, each list of it at the same end; null where it is none.
 * Lists are given with one row per chart, in the same order.
 */
function pageOf(lists: readonly (readonly (readonly Entry[])[])[]): number | null {
  const counts = new Map<number, { all: number; kept: number }>();
  for (const charts of lists) {
    for (const [at, entries] of charts.entries()) {
      const known = counts.get(at) ?? { all: 0, kept: 0 };
      known.all += entries.length;
      known.kept += entries.filter(({ lost }) => !lost).length;
      counts.set(at, known);
    }
  }
  const cut = [...counts.values()].filter(({ all, kept }) => kept < all);
  const sizes = new Set(cut.map(({ kept }) => kept));
  const [size] = sizes;
  if (size === undefined || size === 0 || sizes.size !== 1) return null;
  // One chart that lost an entry or two says nothing; one that lost many, all from one end, does.
  const gone = cut.reduce((sum, { all, kept }) => sum + all - kept, 0);
  if (cut.length < 2 && gone < 3) return null;
  if ([...counts.values()].some(({ all, kept }) => kept === all && all > size)) return null;
  const isEnd = (entries: readonly Entry[]): boolean => {
    const kept = entries.filter(({ lost }) => !lost).length;
    const first = entries.slice(0, kept).every(({ lost }) => !lost);
    return first || entries.slice(entries.length - kept).every(({ lost }) => !lost);
  };
  return lists.every((charts) => charts.every(isEnd)) ? size : null;
}

/** The longest text of an entry that arrived, where every lost one has a longer one. */
function limitOf(entries: readonly Entry[]): number | null {
  const lost = entries.filter((each) => each.lost);
  const longest = Math.max(0, ...entries.filter((each) => !each.lost).map((each) => each.longest));
  return lost.length === 0 || longest < 8 || lost.some((each) => each.longest <= longest)
    ? null
    : longest;
}
