import type { Place } from "../../core/catalogue/chart.ts";
import { compareRaw } from "../../core/compare/raw/compare-raw.ts";
import type { RawDifference } from "../../core/compare/raw/compare-raw.ts";
import type { RawNode, RawRecord } from "../../core/compare/raw/raw-node.ts";
import { sumUnread } from "../../core/compare/raw/sum-unread.ts";
import type { NotRead, Report, UnreadDifference } from "../../core/compare/report.ts";
import { worstVerdict } from "../../core/compare/verdict.ts";
import { nameUnread } from "../../core/faults/name-unread.ts";
import { caseIdOf } from "./pair-people.ts";
import type { PairedPeople } from "./pair-people.ts";
import type { FoundRecord } from "./read-records.ts";

/**
 * The report with what no field of the catalogue holds: compared as it stands where both files are of one
 * format, else counted by element. A difference there makes a case different like any other.
 */
export function withUnread(report: Report, pairs: readonly PairedPeople[]): Report {
  const byCase = new Map<string, readonly UnreadDifference[]>();
  const sums = new NotReadSums();
  const named = columnsOfBoth(pairs);
  for (const pair of pairs) {
    const { source, target } = pair;
    if (source.format !== target.format || !source.raw || !target.raw) {
      for (const side of ["source", "target"] as const) {
        for (const each of sumUnread(pair[side].raw?.() ?? [])) sums.add(side, pair[side], each);
      }
      continue;
    }
    const [from, to] = [named.source(source.raw()), named.target(target.raw())];
    for (const side of ["source", "target"] as const) {
      const { left } = side === "source" ? from : to;
      for (const each of sumUnread(left)) sums.add(side, pair[side], each);
    }
    const all = compareRaw(from.compared, to.compared);
    for (const { element, verdict, at, target: text } of all) {
      if (verdict !== "not-compared") continue;
      const side = text === undefined ? "source" : "target";
      sums.add(side, pair[side], { element, count: 1, at });
    }
    const unread = all.flatMap((each) => differenceOf(each, pair) ?? []);
    if (unread.length > 0) byCase.set(caseIdOf(source), unread);
  }
  const notRead = sums.all();
  const found = [...byCase.values()].flat().length;
  return {
    ...report,
    ...(found === 0 ? {} : { counts: { ...report.counts, unread: found } }),
    cases: report.cases.map((each) => {
      const unread = byCase.get(each.id);
      if (unread === undefined) return each;
      const verdict = worstVerdict([each.verdict, ...unread.map((one) => one.verdict)]);
      return { ...each, verdict, unread };
    }),
    ...(notRead.length === 0 ? {} : { notRead }),
  };
}

interface Split {
  readonly compared: readonly RawRecord[];
  /** What the other side's files have no column for. */
  readonly left: readonly RawRecord[];
}

/**
 * Nobody knows what a column means that no field has: its cells are compared with those of a column of the same
 * name, and with nothing where the other file has none. Other formats have one name for one thing.
 */
function columnsOfBoth(
  pairs: readonly PairedPeople[],
): Readonly<Record<NotRead["side"], (records: readonly RawRecord[]) => Split>> {
  const names = (side: NotRead["side"]): ReadonlySet<string> =>
    new Set(
      pairs.flatMap((pair) =>
        pair[side].format === "csv"
          ? (pair[side].raw?.() ?? []).flatMap(({ root }) => [...root.members.keys()])
          : [],
      ),
    );
  const splitBy =
    (others: ReadonlySet<string>) =>
    (records: readonly RawRecord[]): Split => {
      if (others.size === 0) return { compared: records, left: [] };
      const only = (isKept: (key: string, node: RawNode | undefined) => boolean) =>
        records.map((record) => {
          const kept = [...record.root.members].filter(([key, [node]]) => isKept(key, node));
          return { ...record, root: { ...record.root, members: new Map(kept) } };
        });
      const isRead = (node: RawNode | undefined): boolean => node?.kind === "leaf" && node.isRead;
      return {
        compared: only((key, node) => isRead(node) || others.has(key)),
        left: only((key, node) => !isRead(node) && !others.has(key)),
      };
    };
  return { source: splitBy(names("target")), target: splitBy(names("source")) };
}

function differenceOf(found: RawDifference, pair: PairedPeople): UnreadDifference | null {
  const { kind, at, ...texts } = found;
  const { verdict } = texts;
  if (verdict === "not-compared") return null;
  const { files } = verdict === "missing" ? pair.source : pair.target;
  const faults = kind.isReference ? [] : nameUnread({ ...texts, verdict, ...kind });
  return { ...texts, verdict, faults, at: inFile(at, files) };
}

function inFile(at: Place, files: readonly string[]): UnreadDifference["at"] {
  return { ...at, exchange: files[at.document] ?? "" };
}

class NotReadSums {
  private readonly known = new Map<string, NotRead & { count: number }>();

  add(
    side: NotRead["side"],
    { files }: FoundRecord,
    {
      element,
      count,
      at,
    }: { readonly element: string; readonly count: number; readonly at: Place },
  ): void {
    const key = `${side} ${element}`;
    const known = this.known.get(key);
    if (known === undefined) this.known.set(key, { side, element, count, at: inFile(at, files) });
    else known.count += count;
  }

  all(): readonly NotRead[] {
    return [...this.known.values()];
  }
}
