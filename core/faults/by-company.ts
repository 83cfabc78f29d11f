import type { Chart } from "../catalogue/chart.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Field, FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { Difference } from "../compare/result.ts";
import { longestKept } from "./chosen-entry.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";
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

/** A value of an entry that was dropped (the rank of a phone) went with the entry, or with one of its kind. */
export function wentWithEntry(
  { field, entry, faults }: Difference,
  chart: Chart | undefined,
  beside: readonly Difference[],
): readonly Hypothesis[] {
  if (faults[0]?.id !== "DROP-ELEMENT" || entry === "") return [];
  const group = fieldById(field)?.group;
  const dropped = beside.filter(
    (other) => other.faults[0]?.id === "DROP-REPETITION" && fieldById(other.field)?.group === group,
  );
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
  const parent = parentOf(entry);
  const sent = (chart?.values ?? [])
    .filter((row) => row.field === field && "value" in row && parentOf(row.entry) === parent)
    .map((row) => row.entry)
    .toSorted(byNumber);
  const gone = new Set(
    beside
      .filter((other) => other.field === field && other.verdict === "missing")
      .map((other) => other.entry),
  );
  const kept = sent.filter((each) => !gone.has(each)).length;
  if (kept === 0 || sent.slice(0, kept).some((each) => gone.has(each))) return [];
  const why = `Only the first ${kept} of ${sent.length} arrived.`;
  return [{ atoms: [atomOf("DROP-REPETITION", { keep: "first", k: kept })], cost: 0.45, why }];
}

function parentOf(entry: string): string {
  return entry.slice(0, entry.lastIndexOf("/") + 1);
}

/** The tenth entry stands behind the ninth. */
function byNumber(a: string, b: string): number {
  const number = (entry: string): number => Number(/\d+$/u.exec(entry)?.[0] ?? 0);
  return number(a) - number(b) || (a < b ? -1 : 1);
}

/** Faults that put a value into the box of another one. */
const joining: ReadonlySet<string> = new Set(["CONCAT", "NAME-RESHUFFLE", "CARDINALITY"]);

/** A value that is missing here because it was glued to another, or that was filled by the end of another. */
export function wentIntoNeighbour(
  { field, entry, source, target, verdict }: Difference,
  beside: readonly Difference[],
): readonly Hypothesis[] {
  const other = beside.find((each) => {
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
  const lost = beside.find((other) => {
    const row = fieldById(other.field);
    return (
      /^(?:DROP-RECORD|SPLIT)$/u.test(other.faults[0]?.id ?? "") &&
      row?.list !== own?.list &&
      recordTypeOf(row) === type
    );
  });
  const [fault] = lost?.faults ?? [];
  if (fault === undefined) return [];
  const why = `It stands in a record that is not there at all (${type}).`;
  return [{ atoms: [atomOf(fault.id, fault.params)], cost: 0.45, why }];
}

function recordTypeOf(field: Field | undefined): string | undefined {
  return /^[A-Z][A-Za-z]+/u.exec(field?.fhir ?? "")?.[0];
}
