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
  const added = [...is.keys()].filter((record) => record.endsWith(foreign));
  let outside = 0;
  for (const record of new Set([...clean.raw.keys(), ...faulty.raw.keys(), ...added])) {
    const same = clean.raw.get(record) === faulty.raw.get(record);
    if (same && !record.endsWith(foreign)) continue;
    const [position = "", key = ""] = record.split(" ");
    const person = Number(position);
    if (whole.has(person)) continue;
    const fields = new Set([...(was.get(record)?.keys() ?? []), ...(is.get(record)?.keys() ?? [])]);
    const own = [...fields].flatMap((field) =>
      unlike(was.get(record)?.get(field) ?? [], is.get(record)?.get(field) ?? []).map(
        ([before, after]): Effect => ({
          person,
          record: key,
          field,
          before: valueIn(before),
          after: valueIn(after),
        }),
      ),
    );
    if (own.length === 0 && !same) outside++;
    effects.push(...own);
  }
  return { effects: withoutCoincidences(effects, was, is), outside };
}

/**
 * A value that one record of a chart lost, and that a stranger's record on the same chart says as well, is
 * no difference of what stands on the chart: nobody can tell whose "active" it is. Such a loss and such a
 * gain cancel each other; whatever else tells the records apart stays.
 */
function withoutCoincidences(
  effects: readonly Effect[],
  was: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
  is: typeof was,
): readonly Effect[] {
  const gone = new Set<Effect>();
  for (const effect of effects) {
    const { person, record, field, after } = effect;
    if (!foreign.endsWith(record) || record === "" || after === null) continue;
    const same = effects.filter((each) => each.person === person && each.field === field);
    const gains = same.filter((each) => each.record === record && each.after === after);
    const losses = same.filter((each) => each.before === after && each.after === null);
    const more = times(is, person, field, after) - times(was, person, field, after);
    const surplus = gains.length - Math.max(0, more);
    if (gains.indexOf(effect) >= surplus) continue;
    gone.add(effect);
    const loss = losses.find((each) => !gone.has(each));
    if (loss !== undefined) gone.add(loss);
  }
  return effects.filter((effect) => !gone.has(effect));
}

/** How often a text stands in a field on a person's chart. */
function times(
  records: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
  person: number,
  field: string,
  text: string,
): number {
  let found = 0;
  for (const [owner, fields] of records) {
    if (!owner.startsWith(`${person} `)) continue;
    found += (fields.get(field) ?? []).filter((each) => each === text).length;
  }
  return found;
}

function stateOf(charts: number, answer: string | undefined): string {
  const stored = charts === 0 ? "not-found" : charts === 1 ? "found" : "ambiguous";
  return `${answer ?? "not-sent"} ${stored}`;
}

/** Stands for the key of what is on a person's chart and was never sent for that person. */
const foreign = " not-theirs";
/** Before the reason for an absence: another reason is an effect, though there is no value. */
const absent = "\u0000absent ";

function valueIn(text: string | null): string | null {
  return text === null || text.startsWith(absent) ? null : text;
}

/** The texts of each field of each record, in the order of the wire. */
function valuesByRecord(reading: Reading): Map<string, Map<string, string[]>> {
  const found = new Map<string, Map<string, string[]>>();
  for (const [person, { values }] of reading.people) {
    for (const { value, at } of values) {
      const known = reading.owners.get(at.resource.split("/").slice(-2).join("/"));
      const owner = known?.startsWith(`${person} `) === true ? known : `${person}${foreign}`;
      const field = fieldById(value.field);
      if (field === undefined || !isLeafField(field) || isServersOwn(field)) continue;
      const fields = found.get(owner) ?? new Map<string, string[]>();
      found.set(owner, fields);
      const text = "value" in value ? value.value : `${absent}${value.absent ?? ""}`;
      fields.set(field.id, [...(fields.get(field.id) ?? []), text]);
    }
  }
  return found;
}

/** What two lists do not have in common: the fewest values put in, taken out or changed in their place. */
function unlike(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [string | null, string | null])[] {
  // Steps from each pair of places to the ends; the lists are those of one record, so short.
  const steps = Array.from({ length: before.length + 1 }, () =>
    Array.from({ length: after.length + 1 }, () => 0),
  );
  const at = (i: number, j: number): number => steps[i]?.[j] ?? Number.POSITIVE_INFINITY;
  const changed = (i: number, j: number): number => (before[i] === after[j] ? 0 : 1);
  for (let i = before.length; i >= 0; i--) {
    for (let j = after.length; j >= 0; j--) {
      const row = steps[i];
      if (row === undefined || (i === before.length && j === after.length)) continue;
      row[j] = Math.min(at(i + 1, j + 1) + changed(i, j), at(i + 1, j) + 1, at(i, j + 1) + 1);
    }
  }
  const pairs: [string | null, string | null][] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (at(i, j) === at(i + 1, j + 1) + changed(i, j)) {
      if (changed(i, j) === 1) pairs.push([before[i] ?? null, after[j] ?? null]);
      [i, j] = [i + 1, j + 1];
    } else if (at(i, j) === at(i + 1, j) + 1) pairs.push([before[i++] ?? null, null]);
    else pairs.push([null, after[j++] ?? null]);
  }
  return pairs;
}
