import type { Chart } from "../catalogue/chart.ts";
import type { Field, FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import { readCivil } from "../compare/forms/civil.ts";
import { lengthInBytes, lengthInCodePoints } from "../compare/forms/text.ts";
import type { Difference, NamedFault } from "../compare/result.ts";
import { isHardlyTwo, explain } from "./explain.ts";
import type { Params } from "./recognise/recogniser.ts";
import { isDate, isText, quoted } from "./recognise/recogniser.ts";
import { recogniserById } from "./recognise/recognisers.ts";

/** One cause in a run: a fault with the parameters that one cause has everywhere. */
export interface Atom {
  readonly key: string;
  readonly id: string;
  readonly params: Params;
}

/** Causes that act together and account for one sighting. */
export interface Hypothesis {
  readonly atoms: readonly Atom[];
  readonly cost: number;
  /** The consequence by which the cause shows here, where it is not its own sign. */
  readonly also?: string;
  /** No value alone can tell it from a cheaper one: both are shown until another value decides. */
  readonly alike?: true;
  /** Names that nothing in this run can tell from it: they explain nothing that it does not, and are shown beside it. */
  readonly beside?: readonly string[];
  /** Plain words with the values in them, where they cannot be made from the two values alone. */
  readonly why?: string;
}

/** One difference of one case, or a record that is not there (no difference). */
export interface Sighting {
  readonly caseIndex: number;
  readonly difference: Difference | null;
  /** The same difference in every round in which it shows, as the first pass named it. */
  readonly rounds: readonly Difference[];
  readonly field: Field | null;
  readonly hypotheses: readonly Hypothesis[];
  readonly also: readonly string[];
}

/** The cause behind a fault with its parameters; what need not agree is left out of its key. */
export function atomOf(id: string, params: Params): Atom {
  const agree = recogniserById(id)?.agree ?? agreeing[id] ?? [];
  const key = [id, ...agree.map((name) => `${name}=${String(params[name] ?? "")}`)].join("|");
  return { key, id, params };
}

/** Parameters of faults that are not recognised on values. */
const agreeing: Readonly<Record<string, readonly string[]>> = {
  "CROSS-PATIENT": [],
  "DROP-REPETITION": ["keep"],
};

const cache = new WeakMap<Field, Map<string, readonly Hypothesis[]>>();
const noSibling = (_field: FieldId): string | null => null;

/** Classes that are not to be named; undefined where all are. */
export type Unlisted = ReadonlySet<string> | undefined;

/** Later parameter sets of one fault are a little dearer, so that the plain one wins among equals. */
const laterParams = 0.001;

function ofValues(
  field: Field,
  source: string,
  target: string,
  unlisted: Unlisted,
): readonly Hypothesis[] {
  const known =
    (unlisted === undefined && cache.get(field)) || new Map<string, readonly Hypothesis[]>();
  if (unlisted === undefined) cache.set(field, known);
  const key = `${source}\u0000${target}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const pair = {
    ...{ field, source, target, sourceSibling: noSibling, targetSibling: noSibling },
    ...(unlisted === undefined ? {} : { unlisted }),
  };
  const values = explain(pair).flatMap(({ steps, cost }) => {
    const before = steps.slice(0, -1).map((step) => atomOf(step.id, step.params[0] ?? {}));
    const last = steps.at(-1);
    return (last?.params ?? []).map((params, index) => ({
      atoms: [...before, atomOf(last?.id ?? "", params)],
      cost: cost + index * laterParams,
      ...(before.length > 0 && isHardlyTwo(source, target) ? { beside: ["UNKNOWN"] } : {}),
    }));
  });
  const made = [...values, ...values.flatMap((each) => cutInBytes(each, target))];
  known.set(key, made);
  return made;
}

/**
 * A cut in plain letters may count bytes as well; only values with other letters can tell. That it counts
 * UTF-16 units is said only where such a letter shows it.
 */
function cutInBytes({ atoms, cost }: Hypothesis, target: string): readonly Hypothesis[] {
  const atom = atoms.at(-1);
  const n = atom?.params["n"];
  if (atom?.id !== "TRUNCATE" || typeof n !== "number") return [];
  const before = atoms.slice(0, -1);
  // Spaces that the cut left at the end may have been trimmed.
  const trimmed = n - lengthInCodePoints(target);
  const bytes = lengthInBytes(target) + trimmed;
  const inBytes = [...before, atomOf("TRUNCATE-BYTES", { bytes })];
  const inUnits = [...before, atomOf("TRUNCATE-BYTES", { units: n })];
  return [
    ...(bytes === n ? [{ atoms: inBytes, cost: cost + 0.1, alike: true as const }] : []),
    ...(target.length + trimmed === n ? [{ atoms: inUnits, cost: cost + 0.11 }] : []),
  ];
}

/** Faults that were named from more than the two values: the second pass takes them as they are. */
const certain = new Set([
  "CROSS-PATIENT",
  "CROSS-FIELD",
  "LIST-MISPAIR",
  "LOST-UPDATE",
  "STALE-OVERWRITE",
  "NAME-RESHUFFLE",
  "TEXT-FOR-CODE",
  "DISPLAY-DRIFT",
  "CARDINALITY",
  "SYSTEM-LOSS",
  "LOST-DELETE",
  "LIST-REORDER",
  "WIPE",
  "RESURRECT",
  "OUT-OF-ORDER",
  "EXTERNAL-OVERWRITE",
  "INTERNAL-CONFLICT",
  "LOSSY-ROUND-TRIP",
  "SPLIT",
]);

/**
 * Of these, the ones that two values alone only suggest: values of two entries, or of two rounds,
 * are exchanged by chance where a fault knows few values (turned over, true and false change places).
 */
const byExchange = new Set([
  "LIST-MISPAIR",
  "LOST-UPDATE",
  "STALE-OVERWRITE",
  // What names any other doctor or code may have struck the second message alone.
  "EXTERNAL-OVERWRITE",
]);
/** How much less is believed that it was chance. */
const chance = 0.3;

/** Faults that were read from another field as well, in which their other half stands to the letter. */
const bySiblings = new Set(["OVERFLOW-SPILL", "CONCAT"]);
/** How much surer that makes them: two causes that each explain one half are not as good. */
const sureOfSibling = 0.3;

/** "No known pattern" is what is left where nothing else is believed. */
const unexplained = 1.5;

/** Everything that may be behind one difference, the name it was given first. */
export function hypothesesOf(
  difference: Difference,
  field: Field,
  unlisted?: Unlisted,
): readonly Hypothesis[] {
  const found = allHypotheses(difference, field, unlisted);
  // A zero before the point is allowed (AT-12): beside another fault it is none of its own.
  if (difference.source?.startsWith(".") !== true) return found;
  return found.map((each) => {
    const atoms = each.atoms.filter(({ id }) => id !== "NAKED-DECIMAL");
    return atoms.length === 0 ? each : { ...each, atoms };
  });
}

function allHypotheses(
  difference: Difference,
  field: Field,
  unlisted: Unlisted,
): readonly Hypothesis[] {
  const { faults, source, target } = difference;
  const named: Hypothesis = {
    atoms: faults.map((fault) => atomOf(fault.id, fault.params)),
    cost: faults[0]?.id === "UNKNOWN" ? unexplained : 0,
  };
  const both = typeof source === "string" && typeof target === "string" && target !== "";
  if (faults.some((fault) => certain.has(fault.id))) {
    const first = [named, ...(faults[0] === undefined ? [] : asGood(faults[0]))];
    if (!both || !faults.every((fault) => byExchange.has(fault.id))) return first;
    const otherwise = ofValues(field, source, target, unlisted);
    return [...first, ...otherwise.map((each) => ({ ...each, cost: each.cost + chance }))];
  }
  if (both) {
    const found = ofValues(field, source, target, unlisted);
    if (found.length === 0) return [named];
    const least = found[0]?.cost ?? 0;
    const sure = faults.some(({ id }) => bySiblings.has(id)) ? sureOfSibling : 0;
    return sameFirst(named, found) ? found : [{ ...named, cost: least - sure }, ...found];
  }
  if (target === undefined || target === "" || target === null) {
    return [
      { ...named, cost: 0.5 },
      ...lostOtherwise(faults, field, source ?? ""),
      ...neverCame(faults, source ?? ""),
    ];
  }
  return [named];
}

/** The other names that the first pass found as good, where they are not recognised on values. */
function asGood({ id, oneOf, why }: NamedFault): readonly Hypothesis[] {
  return (oneOf ?? []).flatMap(([other, second]) =>
    other === undefined || other === id || second !== undefined
      ? []
      : [{ atoms: [atomOf(other, {})], cost: preferred.has(other) ? -0.05 : 0.05, why }],
  );
}

/** Says more than the other name where it explains all that the run shows: only the forms of one thing are concerned. */
const preferred: ReadonlySet<string> = new Set(["INTERNAL-CONFLICT"]);

function sameFirst(named: Hypothesis, found: readonly Hypothesis[]): boolean {
  const ids = named.atoms.map((atom) => atom.id).join("+");
  return found.some(({ atoms }) => atoms.map((atom) => atom.id).join("+") === ids);
}

/** A value that did not arrive may be too long, or a date that cannot be swapped. */
function lostOtherwise(
  faults: readonly NamedFault[],
  field: Field,
  source: string,
): readonly Hypothesis[] {
  if (faults[0]?.id !== "DROP-ELEMENT") return [];
  const found: Hypothesis[] = [];
  if (isText(field)) found.push({ atoms: [atomOf("OVERFLOW-BLANK", {})], cost: 0.6 });
  // "No known allergy" travels as a code of its own, which is dropped, or replaced by words, as others are.
  if (field.id === "allergy.none-known") {
    found.push({ atoms: [atomOf("CODE-DROP", {})], cost: 0.7 });
    found.push({ atoms: [atomOf("TEXT-FOR-CODE", {})], cost: 0.75 });
  }
  if (isDate(field) && cannotSwap(source)) {
    found.push({ atoms: [atomOf("DATE-SWAP", {})], cost: 0.8, also: "DROP-ELEMENT" });
  }
  return found;
}

/** What only a change added may be missing because the change never arrived. */
function neverCame(faults: readonly NamedFault[], source: string): readonly Hypothesis[] {
  if (faults[0]?.oneOf?.some(([id]) => id === "LOST-UPDATE") !== true) return [];
  const why = `The change never arrived: ${quoted(source)} was added and is not there.`;
  const overtaken = faults[0].oneOf.some(([id]) => id === "OUT-OF-ORDER");
  return ["LOST-UPDATE", ...(overtaken ? ["OUT-OF-ORDER"] : [])].map((id, at) => ({
    atoms: [atomOf(id, {})],
    cost: 0.5 + at * 0.05,
    why,
  }));
}

/** A day above twelve is no month: a swap of it is refused or dropped. */
export function cannotSwap(text: string): boolean {
  return (readCivil(text)?.day ?? 0) > 12;
}

/** A generated value of a chart's single field, null where it has none. */
export function generatedText(
  chart: Chart | undefined,
  field: string,
  entry: string,
): string | null {
  const row = chart?.values.find((value) => value.field === field && value.entry === entry);
  return row !== undefined && "value" in row ? row.value : null;
}

/** The catalogue row of a difference. */
export function fieldOf(difference: Difference): Field | undefined {
  return fieldById(difference.field);
}
