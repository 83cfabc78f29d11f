import { fieldById } from "../../core/catalogue/fields.ts";
import { isLeafField } from "../../core/compare/align/entry-tree.ts";
import { isServersOwn } from "../../core/compare/servers-own.ts";
import type { Reading } from "./practice-line.ts";

/** One effect of a fault: a value that is another one than in the twin run, or a person's whole record. */
export interface Effect {
  readonly person: number;
  /** Key of the record, "" where the person's record as a whole is concerned. */
  readonly record: string;
  /** Field id, `*` where the record as a whole is concerned. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface TwinDifference {
  readonly effects: readonly Effect[];
  /** Records whose bytes differ in no field of the catalogue. */
  readonly outside: number;
}

/** Everything in which a run differs from its twin without the fault (decisions.md 34). */
export function twinDifference(clean: Reading, faulty: Reading): TwinDifference {
  const effects: Effect[] = [];
  const whole = new Set<number>();
  for (const [person, charts] of clean.charts.entries()) {
    const before = stateOf(charts, clean.answers[person]);
    const after = stateOf(faulty.charts[person] ?? 0, faulty.answers[person]);
    if (before === after) continue;
    whole.add(person);
    effects.push({ person, record: "", field: "*", before, after });
  }
  const [was, is] = [valuesByRecord(clean), valuesByRecord(faulty)];
  let outside = 0;
  for (const record of new Set([...clean.raw.keys(), ...faulty.raw.keys()])) {
    if (clean.raw.get(record) === faulty.raw.get(record)) continue;
    const [position = "", key = ""] = record.split(" ");
    const person = Number(position);
    if (whole.has(person)) continue;
    const fields = new Set([...(was.get(record)?.keys() ?? []), ...(is.get(record)?.keys() ?? [])]);
    const own = [...fields].flatMap((field) =>
      unlike(was.get(record)?.get(field) ?? [], is.get(record)?.get(field) ?? []).map(
        ([before, after]): Effect => ({ person, record: key, field, before, after }),
      ),
    );
    if (own.length === 0) outside++;
    effects.push(...own);
  }
  return { effects, outside };
}

function stateOf(charts: number, answer: string | undefined): string {
  const stored = charts === 0 ? "not-found" : charts === 1 ? "found" : "ambiguous";
  return `${answer ?? "not-sent"} ${stored}`;
}

/** The texts of each field of each record, in the order of the wire. */
function valuesByRecord(reading: Reading): Map<string, Map<string, string[]>> {
  const found = new Map<string, Map<string, string[]>>();
  for (const { values } of reading.people.values()) {
    for (const { value, at } of values) {
      const owner = reading.owners.get(at.resource.split("/").slice(-2).join("/"));
      const field = fieldById(value.field);
      if (owner === undefined || field === undefined) continue;
      if (!isLeafField(field) || isServersOwn(field) || !("value" in value)) continue;
      const fields = found.get(owner) ?? new Map<string, string[]>();
      found.set(owner, fields);
      fields.set(field.id, [...(fields.get(field.id) ?? []), value.value]);
    }
  }
  return found;
}

/** What two lists do not have in common in the same order, paired by place. */
function unlike(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [string | null, string | null])[] {
  const pairs: [string | null, string | null][] = [];
  let [gone, came]: [string[], string[]] = [[], []];
  const flush = (): void => {
    for (let at = 0; at < Math.max(gone.length, came.length); at++) {
      pairs.push([gone[at] ?? null, came[at] ?? null]);
    }
    [gone, came] = [[], []];
  };
  const common = longestCommon(before, after);
  let [i, j] = [0, 0];
  for (const [a, b] of [...common, [before.length, after.length] as const]) {
    while (i < a) gone.push(before[i++] ?? "");
    while (j < b) came.push(after[j++] ?? "");
    flush();
    [i, j] = [a + 1, b + 1];
  }
  return pairs;
}

/** Places of the longest common subsequence; the lists are those of one record, so short. */
function longestCommon(
  a: readonly string[],
  b: readonly string[],
): readonly (readonly [number, number])[] {
  const length = Array.from({ length: a.length + 1 }, () =>
    Array.from({ length: b.length + 1 }, () => 0),
  );
  const at = (i: number, j: number): number => length[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = length[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const found: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) found.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return found;
}
