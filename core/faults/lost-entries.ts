import type { Chart, ChartValue } from "../catalogue/chart.ts";
import { fieldById, fields } from "../catalogue/fields.ts";
import { isRecordList } from "../compare/align/list-keys.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import { lengthInCodePoints } from "../compare/forms/text.ts";
import type { Difference } from "../compare/result.ts";
import { noChance, ways } from "./chance.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import type { Params } from "./recognise/recogniser.ts";

/** Why entries of a list are not there, as all charts of a run together tell. By list. */
export interface LostEntries {
  /** Only so many of a list arrive, always the first or always the last. */
  readonly pages: ReadonlyMap<string, number>;
  /** Entries with a longer text than this are not there; all others are. */
  readonly limits: ReadonlyMap<string, Limit>;
  /** Lists, and kinds of record, of which nothing arrived, for anybody. */
  readonly wholly: ReadonlySet<string>;
}

/** The longest text of one field of a list that arrived, where every entry with a longer one is not there. */
interface Limit {
  readonly field: string;
  readonly longest: number;
}

interface Entry {
  readonly key: string;
  /** The longest text of each field. */
  readonly lengths: ReadonlyMap<string, number>;
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
  if (concerned.size === 0) return { pages: new Map(), limits: new Map(), wholly: new Set() };
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
  return { pages: pagesOf(lists), limits: limitsOf(lists), wholly: whollyLost(lists) };
}

type Lists = ReadonlyMap<string, readonly (readonly Entry[])[]>;

/** Lists of one kind of record are read from one page, and a page that all others have needs less to be seen. */
function pagesOf(lists: Lists): ReadonlyMap<string, number> {
  const kinds = [...Map.groupBy(lists, ([list]) => recordOf(list)).values()];
  const surely = new Set(kinds.flatMap((own) => pageOf(own.map(([, charts]) => charts)) ?? []));
  const [known] = surely.size === 1 ? surely : [];
  const pages = new Map<string, number>();
  for (const own of kinds) {
    const page = pageOf(
      own.map(([, charts]) => charts),
      known,
    );
    if (page !== null) for (const [list] of own) pages.set(list, page);
  }
  return pages;
}

/** Limits of all lists together are no chance, where one alone might be. */
function limitsOf(lists: Lists): ReadonlyMap<string, Limit> {
  const limits = new Map<string, Limit>();
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

function whollyLost(lists: Lists): ReadonlySet<string> {
  const found = [...lists].filter(([, charts]) => {
    const entries = charts.flat();
    return entries.length > 0 && entries.every(({ lost }) => lost);
  });
  return new Set(found.flatMap(([list]) => [list, recordOf(list)]));
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
  entries: LostEntries,
): readonly Hypothesis[] {
  if (!isLost(difference)) return [];
  const { pages, limits } = entries;
  const list = listOf(difference.field);
  const found: Hypothesis[] = [];
  const page = pages.get(list);
  if (page !== undefined) {
    const why = `Never more than ${page} of a list arrive, whoever has more.`;
    found.push({ atoms: [atomOf("PAGING-LOSS", { k: page })], cost: -0.05, why });
  }
  const limit = limits.get(list);
  if (limit !== undefined) {
    const longest = longestOf(difference, chart, limit.field);
    if (longest > limit.longest) found.push(tooLong(limit, longest, { list }));
  } else if (page === undefined) {
    const likely = likelyTooLong(difference, chart, entries);
    if (likely !== null) found.push(likely);
  }
  return found;
}

function tooLong({ field, longest }: Limit, sent: number, params: Params): Hypothesis {
  const label = fieldById(field)?.label.toLowerCase() ?? field;
  const why = `Entries whose ${label} is longer than ${longest} characters are not there: here ${sent} were sent.`;
  return { atoms: [atomOf("OVERFLOW-REJECT", params)], cost: -0.1, why };
}

/** Where other lists have a limit, a list of which nothing arrived may only have had longer texts than that. */
function likelyTooLong(
  difference: Difference,
  chart: Chart | undefined,
  { limits, wholly }: LostEntries,
): Hypothesis | null {
  const list = listOf(difference.field);
  const longest = Math.max(0, ...[...limits.values()].map((limit) => limit.longest));
  if (longest === 0 || !wholly.has(list)) return null;
  const sent = longestOf(difference, chart, null);
  if (sent <= longest) return null;
  const why = `Entries of other lists with a text longer than ${longest} characters are not there: here ${sent} were sent.`;
  const atoms = [atomOf("OVERFLOW-REJECT", { list })];
  return { atoms, cost: 0.45, why, beside: ["DROP-RECORD", "UNKNOWN"] };
}

/** The longest text of an entry: of one field, or of any. */
function longestOf(entry: Difference, chart: Chart | undefined, field: string | null): number {
  const own = (chart?.values ?? []).filter(
    (row) => (field === null || row.field === field) && keyOf(row) === keyOf(entry),
  );
  return Math.max(0, ...own.map((row) => textLength(row)));
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
  const lengths = new Map<string, Map<string, number>>();
  for (const row of chart.values) {
    if (!lists.has(listOf(row.field))) continue;
    const key = keyOf(row);
    const own = lengths.get(key) ?? new Map<string, number>();
    lengths.set(key, own);
    const length = textLength(row);
    if (length > (own.get(row.field) ?? 0)) own.set(row.field, length);
  }
  const found = new Map<string, Entry[]>();
  for (const [key, own] of lengths) {
    const list = key.split(" ")[0] ?? "";
    const entry = { key, lengths: own, lost: lost.has(key) };
    const entries = found.get(list) ?? [];
    if (entries.push(entry) === 1) found.set(list, entries);
  }
  const number = ({ key }: Entry): number => Number(/\d+$/u.exec(key)?.[0] ?? 0);
  for (const entries of found.values()) entries.sort((a, b) => number(a) - number(b));
  return found;
}

/**
 * The number that every longer chart was cut to, each list of it at the same end; null where it is none.
 * Lists are given with one row per chart, in the same order.
 */
function pageOf(lists: readonly (readonly (readonly Entry[])[])[], known?: number): number | null {
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
  if (cut.length < 2 && gone < 3 && size !== known) return null;
  if ([...counts.values()].some(({ all, kept }) => kept === all && all > size)) return null;
  const isEnd = (entries: readonly Entry[]): boolean => {
    const kept = entries.filter(({ lost }) => !lost).length;
    const first = entries.slice(0, kept).every(({ lost }) => !lost);
    return first || entries.slice(entries.length - kept).every(({ lost }) => !lost);
  };
  return lists.every((charts) => charts.every(isEnd)) ? size : null;
}

/** The field of which every entry that is not there has a longer text than any that is; the tightest, of several. */
function limitOf(entries: readonly Entry[]): Limit | null {
  const lost = entries.filter((each) => each.lost);
  const kept = entries.filter((each) => !each.lost);
  const found: (Limit & { readonly gap: number })[] = [];
  for (const field of lost[0]?.lengths.keys() ?? []) {
    const lengthOf = ({ lengths }: Entry): number => lengths.get(field) ?? 0;
    const longest = Math.max(0, ...kept.map(lengthOf));
    const shortest = Math.min(...lost.map(lengthOf));
    if (longest >= leastLimit && shortest > longest)
      found.push({ field, longest, gap: shortest - longest });
  }
  const [limit] = found.toSorted((a, b) => a.gap - b.gap);
  return limit === undefined ? null : { field: limit.field, longest: limit.longest };
}

/** Nobody limits a text to fewer characters. */
const leastLimit = 8;
