import type { Field, FieldId } from "../catalogue/field.ts";
import { readDecimal, subtractDecimals } from "../compare/forms/decimal.ts";
import { explainRest, explainSingly, saysLittle, secondFault } from "./explain.ts";
import { atomOf } from "./hypotheses.ts";
import type { Atom, Hypothesis, Sighting, Unlisted } from "./hypotheses.ts";
import { isNumber } from "./recognise/recogniser.ts";
import type { ValuePair } from "./recognise/recogniser.ts";
import { recogniserById, recognisers } from "./recognise/recognisers.ts";
import { confirmedFrom } from "./settle-names.ts";

/** Of the causes that a run shows, so many are tried one after the other; the surest. */
const mostCauses = 8;
/** So many different values that nothing explains are looked at; more of them are no more telling. */
const mostValues = 400;
/** Values longer than this together are left as they are: every cause is simulated on each of them. */
const longest = 4000;

/** Two texts that differ, in a field. */
interface Changed {
  readonly field: Field;
  readonly source: string;
  readonly target: string;
}

/**
 * Explains values with the causes that others of the same run show: what a value alone cannot tell (by how many
 * hours, at how many letters) the run has learnt, so two of them, or three, are simulated one after the other, and
 * the last step may be any single fault. Only what no plain cause explains is looked at.
 */
export function withKnownCauses(
  sightings: readonly Sighting[],
  unlisted: Unlisted,
): readonly Sighting[] {
  const often = casesOf(sightings);
  const unsure = new Set(sightings.filter((each) => isUnsure(each, often)));
  const [offset] = unlisted?.has("COMPUTED-DRIFT") === true ? [] : constantOffset([...unsure]);
  const known = [...surestCauses(often), ...(offset === undefined ? [] : [offset])];
  const made = new Map<string, readonly Hypothesis[]>();
  return sightings.map((each) => {
    const sighting = sureByOthers(each, often);
    const changed = unsure.has(each) ? changedOf(sighting) : null;
    if (changed === null) return sighting;
    const key = [changed.field.id, changed.source, changed.target].join("\u0000");
    if (!made.has(key) && made.size === mostValues) return sighting;
    const found = made.get(key) ?? explainByKnown(changed, known, isUnknown(sighting), unlisted);
    made.set(key, found);
    const others =
      found.length === 0 ? sighting.hypotheses : lessLikely(sighting.hypotheses, found);
    return { ...sighting, hypotheses: [...others, ...found].map((one) => orUnknown(one)) };
  });
}

/** What one sign alone could not tell is sure where several others show each of the two causes. */
function sureByOthers(sighting: Sighting, often: Often): Sighting {
  if (!sighting.hypotheses.some((each) => isHardly(each))) return sighting;
  const hypotheses = sighting.hypotheses.map((each) => {
    const { beside: _, ...sure } = each;
    const isKnown = each.atoms.every(({ key }) => (often.get(key)?.of.size ?? 0) >= confirmedFrom);
    return isHardly(each) && isKnown ? sure : each;
  });
  return { ...sighting, hypotheses };
}

function isHardly({ atoms, beside }: Hypothesis): boolean {
  return atoms.length > 1 && beside?.length === 1 && beside[0] === "UNKNOWN";
}

/** How much less usual it is that one of many dates moved by other days than the rest. */
const otherDays = 1.3;

/** What is said of a value that the run's causes explain is unknown no more. */
function lessLikely(
  hypotheses: readonly Hypothesis[],
  found: readonly Hypothesis[],
): readonly Hypothesis[] {
  const known = new Set(found.map((each) => keyOf(each)));
  return hypotheses
    .filter((each) => each.atoms[0]?.id !== "UNKNOWN" && !known.has(keyOf(each)))
    .map((each) => {
      const [atom, second] = each.atoms;
      const isShift = atom?.id === "DATE-SHIFT" && second === undefined;
      return isShift ? { ...each, cost: each.cost + otherDays } : each;
    });
}

function cheapest({ hypotheses }: Sighting): Hypothesis | undefined {
  return hypotheses.toSorted((a, b) => a.cost - b.cost)[0];
}

function isUnknown(sighting: Sighting): boolean {
  return cheapest(sighting)?.atoms[0]?.id === "UNKNOWN";
}

/** Nothing explains it, or only two faults at once, or a shift of dates that no other value shows. */
function isUnsure(sighting: Sighting, often: Often): boolean {
  const [atom, second] = cheapest(sighting)?.atoms ?? [];
  if (atom === undefined || atom.id === "UNKNOWN" || second !== undefined) return true;
  return atom.id === "DATE-SHIFT" && (often.get(atom.key)?.of.size ?? 0) < confirmedFrom;
}

/** The people in whose values each cause is the plainest explanation. */
type Often = ReadonlyMap<string, { readonly atom: Atom; readonly of: Set<number> }>;

function casesOf(sightings: readonly Sighting[]): Often {
  const cases = new Map<string, { readonly atom: Atom; readonly of: Set<number> }>();
  for (const sighting of sightings) {
    const plainest = cheapest(sighting);
    if (plainest === undefined || isHardly(plainest)) continue;
    for (const atom of plainest.atoms) {
      if (recogniserById(atom.id) === undefined || saysLittle.has(atom.id)) continue;
      const seen = cases.get(atom.key) ?? { atom, of: new Set<number>() };
      cases.set(atom.key, seen);
      seen.of.add(sighting.caseIndex);
    }
  }
  return cases;
}

function changedOf({ difference, field }: Sighting): Changed | null {
  const { source, target } = difference ?? {};
  if (field === null || typeof source !== "string" || typeof target !== "string") return null;
  if (source === "" || target === "" || source.length + target.length > longest) return null;
  return { field, source, target };
}

/** What explains several people's values in the plainest way. */
function surestCauses(often: Often): readonly Atom[] {
  return [...often.values()]
    .filter(({ of }) => of.size >= confirmedFrom)
    .toSorted((a, b) => b.of.size - a.of.size)
    .slice(0, mostCauses)
    .map(({ atom }) => atom);
}

const none = (_field: FieldId): string | null => null;

/** A value on its way: what the causes so far made of it. */
interface Reached {
  readonly text: string;
  readonly atoms: readonly Atom[];
  readonly cost: number;
}

function explainByKnown(
  changed: Changed,
  known: readonly Atom[],
  threeAsWell: boolean,
  unlisted: Unlisted,
): readonly Hypothesis[] {
  const pair: ValuePair = {
    ...{ ...changed, sourceSibling: none, targetSibling: none },
    ...(unlisted === undefined ? {} : { unlisted }),
  };
  const offset = known.find((atom) => isOffset(atom));
  const drifted = offset === undefined ? [] : byOffset(offset, pair);
  if (drifted.length > 0) return drifted;
  let reached: readonly Reached[] = [{ text: pair.source, atoms: [], cost: 0 }];
  const steps = threeAsWell ? [1, 2] : [1];
  for (const _step of steps) {
    reached = reached.flatMap((each) => afterOneMore(each, known, pair));
    const found = reached.flatMap((each) => lastSteps(each, pair));
    if (found.length > 0) return eachOnce(found);
  }
  return [];
}

/** The same causes in another order are no other explanation. */
function eachOnce(hypotheses: readonly Hypothesis[]): readonly Hypothesis[] {
  const best = new Map<string, Hypothesis>();
  for (const each of hypotheses) {
    const key = keyOf(each);
    const known = best.get(key);
    if (known === undefined || known.cost > each.cost) best.set(key, each);
  }
  return [...best.values()];
}

function keyOf({ atoms }: Hypothesis): string {
  return atoms
    .map(({ key }) => key)
    .toSorted()
    .join("+");
}

function afterOneMore(
  { text, atoms, cost }: Reached,
  known: readonly Atom[],
  pair: ValuePair,
): readonly Reached[] {
  return known.flatMap((atom) => {
    if (atoms.some(({ id }) => id === atom.id)) return [];
    const made = simulated(atom, text, pair);
    if (made === null || made === text || made === "" || made === pair.target) return [];
    return [{ text: made, atoms: [...atoms, atom], cost: cost + costOf(atom) + secondFault }];
  });
}

/** The rest of the way, in one step: a single fault of whatever kind. */
function lastSteps({ text, atoms, cost }: Reached, pair: ValuePair): readonly Hypothesis[] {
  const last = atoms.at(-1);
  if (last === undefined) return [];
  return explainRest(pair, last, text)
    .map(({ step, cost: more }) => ({
      atoms: [...atoms, atomOf(step.id, step.params[0] ?? {})],
      cost: cost + more,
    }))
    .filter((each) => new Set(each.atoms.map(({ id }) => id)).size === each.atoms.length);
}

/** A number to which the run's offset was added, alone, before another fault or after it. */
function byOffset(offset: Atom, pair: ValuePair): readonly Hypothesis[] {
  const own = costOf(offset);
  const after = simulated(offset, pair.source, pair);
  if (after === null) return [];
  // What the offset alone makes is no two faults.
  if (after === pair.target) return [{ atoms: [offset], cost: own }];
  const firsts = explainRest(pair, offset, after).map(({ step, cost }) => ({
    atoms: [offset, atomOf(step.id, step.params[0] ?? {})],
    cost: own + cost + secondFault,
  }));
  const [to, by] = [readDecimal(pair.target), readDecimal(String(offset.params["by"]))];
  if (to === null || by === null) return firsts;
  const before = explainSingly({ ...pair, target: subtractDecimals(to, by) });
  const lasts = before.flatMap(({ steps, cost }) =>
    steps.map((step) => ({
      atoms: [atomOf(step.id, step.params[0] ?? {}), offset],
      cost: own + cost + secondFault,
    })),
  );
  return eachOnce([...firsts, ...lasts]);
}

function simulated({ id, params }: Atom, text: string, pair: ValuePair): string | null {
  const recogniser = recogniserById(id);
  const applies = recogniser?.applies(pair.field) === true || "by" in params;
  return applies ? (recogniser?.simulate(params, text, { ...pair, source: text }) ?? null) : null;
}

function costOf({ id, params }: Atom): number {
  const recogniser = recogniserById(id);
  return (recogniser?.cost ?? 1) + (recogniser?.dear?.(params) ?? 0);
}

function isOffset({ id, params }: Atom): boolean {
  return id === "COMPUTED-DRIFT" && "by" in params;
}

/** That one number was added to all says that they were worked out anew, and not that this was meant. */
function orUnknown(hypothesis: Hypothesis): Hypothesis {
  return hypothesis.atoms.some((atom) => isOffset(atom))
    ? { ...hypothesis, beside: ["UNKNOWN"] }
    : hypothesis;
}

/** Where nothing else explains numbers, one that was added to so large a share of them is no chance. */
const mostOf = 0.5;
/** So many of them are looked at. */
const mostNumbers = 60;

/** The one number that was added to several unlike ones, alone or before or after another fault. */
function constantOffset(unsure: readonly Sighting[]): readonly Atom[] {
  const all = new Map<string, ValuePair>();
  const by = new Map<string, Set<string>>();
  for (const changed of unsure.flatMap((each) => changedOf(each) ?? [])) {
    const to = readDecimal(changed.target);
    if (!isNumber(changed.field) || to === null || to.scientific) continue;
    const pair = { ...changed, sourceSibling: none, targetSibling: none };
    if (all.size === mostNumbers) break;
    all.set(changed.source, pair);
    for (const text of firstTexts(pair)) {
      const from = readDecimal(text);
      if (from === null || from.scientific) continue;
      const added = subtractDecimals(to, from);
      const sources = by.get(added) ?? new Set<string>();
      by.set(added, sources.add(changed.source));
    }
  }
  by.delete("0");
  const [best] = [...by].toSorted((a, b) => b[1].size - a[1].size);
  if (best === undefined || best[1].size < confirmedFrom) return [];
  const offset = atomOf("COMPUTED-DRIFT", { by: best[0] });
  const explained = [...all.values()].filter((pair) => byOffset(offset, pair).length > 0);
  return explained.length < mostOf * all.size ? [] : [offset];
}

/** A number as it is, and as each fault makes it that may act first. */
function firstTexts(pair: ValuePair): ReadonlySet<string> {
  const firsts = recognisers
    .filter((recogniser) => recogniser.applies(pair.field))
    .flatMap(({ first = [], simulate }) =>
      first.map((params) => simulate(params, pair.source, pair)),
    );
  return new Set([pair.source, ...firsts.filter((text) => text !== null)]);
}
