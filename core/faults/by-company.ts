import type { Chart } from "../catalogue/chart.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Field, FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { Difference } from "../compare/result.ts";
import { longestKept } from "./chosen-entry.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";
import { isGone, parentOf, sentEntries } from "./sent-entries.ts";
import { confirmedFrom } from "./settle-names.ts";

/** What may be behind a difference because of what stands beside it in the same chart. */

/**
 * A value that is too short to say where it came from (a given name of one letter) may still come
 * from the field that fills this one in other charts.
 */
export function wrongBox(
  { field, faults, target }: Difference,
  chart: Chart | undefined,
  boxes: WrongBoxes,
): readonly Hypothesis[] {
  const form = fieldById(field)?.form;
  if (faults[0]?.id !== "UNKNOWN" || typeof target !== "string" || form === undefined) return [];
  if (sharesValues.has(form)) return [];
  const fields = chart === undefined ? [] : (fieldsByText(chart).get(target) ?? []);
  const from = [...fields].filter(
    (id) => id !== field && (fieldById(id)?.form === form || boxes.has(`${id} ${field}`)),
  );
  return from.map((id) => ({
    atoms: [atomOf("CROSS-FIELD", { from: id })],
    cost: 0.6,
    why: `This value belongs to ${id}: ${quoted(target)}.`,
  }));
}

/** `from into`: fields of which several people have the value in the box of another one, which is no chance. */
export type WrongBoxes = ReadonlySet<string>;

export function wrongBoxes(cases: readonly ComparedCase[]): WrongBoxes {
  const people = new Map<string, number>();
  for (const { rounds, generated } of cases) {
    if (generated === undefined) continue;
    const own = new Set<string>();
    for (const { field, faults, target } of rounds.at(-1)?.differences ?? []) {
      const form = fieldById(field)?.form ?? "";
      if (faults[0]?.id !== "UNKNOWN" || typeof target !== "string" || sharesValues.has(form))
        continue;
      for (const id of fieldsByText(generated).get(target) ?? [])
        if (id !== field) own.add(`${id} ${field}`);
    }
    for (const each of own) people.set(each, (people.get(each) ?? 0) + 1);
  }
  return new Set([...people].filter(([, count]) => count >= confirmedFrom).map(([key]) => key));
}

/** Forms of so few values that any other field has one of them by chance. */
const sharesValues: ReadonlySet<string> = new Set([
  "boolean",
  "status",
  "code",
  "decimal",
  "reference",
]);

const known = new WeakMap<Chart, ReadonlyMap<string, ReadonlySet<FieldId>>>();

/** The fields in which each text of a chart stands. */
function fieldsByText(chart: Chart): ReadonlyMap<string, ReadonlySet<FieldId>> {
  const there = known.get(chart);
  if (there !== undefined) return there;
  const found = new Map<string, Set<FieldId>>();
  for (const row of chart.values) {
    if (!("value" in row)) continue;
    const fields = found.get(row.value) ?? new Set<FieldId>();
    found.set(row.value, fields.add(row.field));
  }
  known.set(chart, found);
  return found;
}

const droppedIn = new WeakMap<readonly Difference[], readonly Difference[]>();

/** The values of a chart that went with a repetition. */
function droppedOf(all: readonly Difference[]): readonly Difference[] {
  const found =
    droppedIn.get(all) ?? all.filter(({ faults }) => faults[0]?.id === "DROP-REPETITION");
  droppedIn.set(all, found);
  return found;
}

/** A value of an entry that was dropped (the rank of a phone) went with the entry, or with one of its kind. */
export function wentWithEntry(
  { field, entry, faults }: Difference,
  chart: Chart | undefined,
  beside: readonly Difference[],
): readonly Hypothesis[] {
  if (faults[0]?.id !== "DROP-ELEMENT" || entry === "") return [];
  const group = fieldById(field)?.group;
  const dropped = droppedOf(beside).filter((other) => fieldById(other.field)?.group === group);
  // Of two home phones the longer one is kept at the place of the first: the second rank is gone.
  const isOfKind = (other: Difference): boolean =>
    fieldById(field)?.list === null && kindOf(other.entry, other.field) === kindOf(entry, field);
  const own = dropped.find((other) => other.entry === entry) ?? dropped.find(isOfKind);
  const [fault] = own?.faults ?? [];
  if (own === undefined || fault === undefined) return [];
  return [
    { atoms: [atomOf(fault.id, fault.params)], cost: 0.55, why: fault.why },
    ...longestKept(own, chart, beside),
  ];
}

/** `home-2` is a home phone, as the first one is, which has no number. */
function kindOf(entry: string, field: string): string {
  return entry === "" ? (field.split(".").at(-1) ?? "") : entry.replace(/-\d+$/u, "");
}

/**
 * A value that the first entries of a list kept and all later ones lost was given up with its repetitions,
 * also where something else of those entries arrived (the relationship of a contact).
 */
export function onlyFirstKept(
  { field, entry, faults }: Difference,
  chart: Chart | undefined,
  beside: readonly Difference[],
): readonly Hypothesis[] {
  if (faults[0]?.id !== "DROP-ELEMENT" || entry === "") return [];
  const { kept, sent } = firstKeptOf(field, parentOf(entry), chart, beside);
  if (kept === 0) return [];
  const why = `Only the first ${kept} of ${sent} arrived.`;
  return [{ atoms: [atomOf("DROP-REPETITION", { keep: "first", k: kept })], cost: 0.45, why }];
}

interface FirstKept {
  /** How many of the first entries arrived, where no later one did; else 0. */
  readonly kept: number;
  readonly sent: number;
}

const firstKept = new WeakMap<readonly Difference[], Map<string, FirstKept>>();

/** Counted once for each list of a chart: ten thousand lost values would each count ten thousand. */
function firstKeptOf(
  field: FieldId,
  parent: string,
  chart: Chart | undefined,
  beside: readonly Difference[],
): FirstKept {
  const lists = firstKept.get(beside) ?? new Map<string, FirstKept>();
  firstKept.set(beside, lists);
  const key = `${field} ${parent}`;
  const counted = lists.get(key);
  if (counted !== undefined) return counted;
  const sent = sentEntries(chart, field, parent)
    .map((row) => row.entry)
    .toSorted(byNumber);
  const isLost = (entry: string): boolean => isGone(beside, field, entry);
  const all = sent.filter((each) => !isLost(each)).length;
  const kept = sent.slice(0, all).some(isLost) ? 0 : all;
  const found = { kept, sent: sent.length };
  lists.set(key, found);
  return found;
}

/** The tenth entry stands behind the ninth. */
function byNumber(a: string, b: string): number {
  const number = (entry: string): number => Number(/\d+$/u.exec(entry)?.[0] ?? 0);
  return number(a) - number(b) || (a < b ? -1 : 1);
}

/** Faults that put a value into the box of another one. */
const joining: ReadonlySet<string> = new Set(["CONCAT", "NAME-RESHUFFLE", "CARDINALITY"]);

const joined = new WeakMap<readonly Difference[], readonly Difference[]>();

/** Those of a chart that can explain another one: few, where ten thousand differ. */
function joiningOf(all: readonly Difference[]): readonly Difference[] {
  const found =
    joined.get(all) ??
    all.filter(({ faults: [fault] }) => {
      return fault !== undefined && (joining.has(fault.id) || fault.id === "OVERFLOW-SPILL");
    });
  joined.set(all, found);
  return found;
}

/** A value that is missing here because it was glued to another, or that was filled by the end of another. */
export function wentIntoNeighbour(
  { field, entry, source, target, verdict }: Difference,
  beside: readonly Difference[],
): readonly Hypothesis[] {
  const other = joiningOf(beside).find((each) => {
    const [fault] = each.faults;
    if (fault === undefined || each.field.split(".")[0] !== field.split(".")[0]) return false;
    if (fault.id === "OVERFLOW-SPILL") {
      if (fault.params["into"] !== field || parentOf(each.entry) !== parentOf(entry)) return false;
      const rest = (each.source ?? "").slice((each.target ?? "").length).trim();
      return typeof target === "string" && rest !== "" && target.trim().startsWith(rest);
    }
    // A part of a name that left another box for this one.
    if (verdict === "extra" && fault.id === "NAME-RESHUFFLE") {
      return (each.source ?? "").split(/\s+/u).includes(target ?? "\u0000");
    }
    const gone = target === undefined || target === "" || target === null;
    return gone && joining.has(fault.id) && (each.target ?? "").includes(source ?? "\u0000");
  });
  const [fault] = other?.faults ?? [];
  if (fault === undefined) return [];
  const asGood = (fault.oneOf ?? []).flatMap(([id]) => (id === fault.id ? [] : [id ?? ""]));
  return [
    { atoms: [atomOf(fault.id, fault.params)], cost: -0.05, why: fault.why },
    ...asGood.map((id) => ({
      atoms: [atomOf(id, {})],
      cost: 0,
      alike: true as const,
      why: fault.why,
    })),
  ];
}

/** A value that FHIR keeps in another record (the rank of a diagnosis in its visit) went with that record. */
export function wentWithRecord(
  { field, faults }: Difference,
  beside: readonly Difference[],
): readonly Hypothesis[] {
  const own = fieldById(field);
  const type = recordTypeOf(own);
  if (faults[0]?.id !== "DROP-ELEMENT" || type === undefined) return [];
  const lost = lostOf(beside).find((other) => {
    const row = fieldById(other.field);
    return row?.list !== own?.list && recordTypeOf(row) === type;
  });
  const [fault] = lost?.faults ?? [];
  if (fault === undefined) return [];
  const why = `It stands in a record that is not there at all (${type}).`;
  return [{ atoms: [atomOf(fault.id, fault.params)], cost: 0.45, why }];
}

const lostIn = new WeakMap<readonly Difference[], readonly Difference[]>();

/** Values that went with their whole record, the first of each field. */
function lostOf(all: readonly Difference[]): readonly Difference[] {
  const known = lostIn.get(all);
  if (known !== undefined) return known;
  const first = new Map<FieldId, Difference>();
  for (const each of all) {
    const isLost = /^(?:DROP-RECORD|SPLIT)$/u.test(each.faults[0]?.id ?? "");
    if (isLost && !first.has(each.field)) first.set(each.field, each);
  }
  const found = [...first.values()];
  lostIn.set(all, found);
  return found;
}

function recordTypeOf(field: Field | undefined): string | undefined {
  return /^[A-Z][A-Za-z]+/u.exec(field?.fhir ?? "")?.[0];
}
