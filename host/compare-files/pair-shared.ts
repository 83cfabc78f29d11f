import type { FoundRecord } from "./read-records.ts";

/** Records of both sides that share a key with others of their own side. */
export interface SharedPair {
  readonly source: FoundRecord;
  readonly target: FoundRecord;
  /** The target has more records with the key than the source. */
  readonly isTwice: boolean;
}

type KeysOf = (record: FoundRecord) => readonly string[];

/** So many pairs are weighed at once; more records with one key are no people but a placeholder. */
const most = 10_000;

/**
 * Pairs what a key alone cannot tell apart, since several records of one side have it: those that say the same,
 * then those with most in common; `agree` says who can be one person at all. That the same person stands there more often than here is told.
 */
export function pairShared(
  left: readonly FoundRecord[],
  right: readonly FoundRecord[],
  keys: KeysOf,
  agree: (source: FoundRecord, target: FoundRecord) => boolean,
): readonly SharedPair[] {
  const waiting = new Set(right);
  const settled = new Set<FoundRecord>();
  const groups = Map.groupBy(
    left.flatMap((record) => keys(record).map((key) => ({ key, record }))),
    ({ key }) => key,
  );
  const targets = Map.groupBy(
    right.flatMap((record) => keys(record).map((key) => ({ key, record }))),
    ({ key }) => key,
  );
  return [...groups].flatMap(([key, own]) => {
    const mine = own.map(({ record }) => record).filter((record) => !settled.has(record));
    const theirs = (targets.get(key) ?? []).map(({ record }) => record);
    const free = theirs.filter((record) => waiting.has(record));
    if (mine.length * free.length > most) return [];
    const isTwice = free.length > mine.length;
    const ranked = mine
      .flatMap((source) =>
        free.flatMap((target) =>
          agree(source, target) ? [{ source, target, alike: inCommon(source, target) }] : [],
        ),
      )
      .toSorted((a, b) => b.alike - a.alike);
    return ranked.flatMap(({ source, target }): SharedPair[] => {
      if (settled.has(source) || !waiting.has(target)) return [];
      settled.add(source);
      waiting.delete(target);
      return [{ source, target, isTwice }];
    });
  });
}

/** The share of values that two records have in common. */
function inCommon(a: FoundRecord, b: FoundRecord): number {
  const said = (record: FoundRecord): readonly string[] =>
    record.observed.values.map(
      ({ value }) => `${value.field} ${"value" in value ? value.value : ""}`,
    );
  const mine = new Set(said(a));
  const theirs = said(b);
  const common = theirs.filter((each) => mine.has(each)).length;
  return common / Math.max(1, mine.size, theirs.length);
}
