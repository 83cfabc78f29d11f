import type { Field } from "../catalogue/field.ts";
import { faultById } from "./faults.ts";
import type { Params, ValuePair } from "./recognise/recogniser.ts";
import type { Recogniser } from "./recognise/recogniser.ts";
import { recogniserById, recognisers } from "./recognise/recognisers.ts";

/** One fault that acted, with every parameter set that fits equally. */
export interface Step {
  readonly id: string;
  readonly params: readonly Params[];
}

/** Faults that act one after the other and make exactly the target out of the source. */
export interface Explanation {
  readonly steps: readonly Step[];
  readonly cost: number;
}

/** Faults that explain any pair of values, so that they say little about one. */
export const saysLittle: ReadonlySet<string> = new Set([
  "CODE-REMAP",
  "STATUS-FLATTEN",
  "UNIT-CHANGE",
  "WRONG-ENCOUNTER",
  "WRONG-PROVIDER",
  "WRONG-LOCATION",
]);

/** Two explanations this close in cost are equally good. */
export const tieMargin = 0.15;
/**
 * Two faults are looked for in pairs that are no longer than this together; hundreds of them are tried, and
 * a megabyte would take minutes. Blind spot: two faults on a longer value stay UNKNOWN.
 */
const longestForTwo = 250_000;
/** Added once where two faults are needed. */
export const secondFault = 0.5;
/** Added where the second one usually acts before the first. */
const otherOrder = 0.02;

const ofField = new WeakMap<Field, readonly Recogniser[]>();

/** The recognisers that apply to a field; asked once for each row of the catalogue. */
function recognisersOf(field: Field): readonly Recogniser[] {
  const known = ofField.get(field);
  if (known !== undefined) return known;
  const found = recognisers.filter((recogniser) => recogniser.applies(field));
  ofField.set(field, found);
  return found;
}

function accepted(recogniser: Recogniser, pair: ValuePair): readonly Params[] {
  return recogniser
    .propose(pair)
    .filter((params) => recogniser.simulate(params, pair.source, pair) === pair.target);
}

/** Every single fault that makes the target, cheapest first; of those that are asked for. */
export function explainSingly(
  pair: ValuePair,
  isAsked: (recogniser: Recogniser) => boolean = () => true,
): readonly Explanation[] {
  const found: Explanation[] = [];
  for (const recogniser of recognisersOf(pair.field)) {
    if (pair.unlisted?.has(recogniser.id) === true || !isAsked(recogniser)) continue;
    const params = accepted(recogniser, pair);
    if (params.length > 0) {
      const dear = recogniser.dear === undefined ? 0 : Math.min(...params.map(recogniser.dear));
      found.push({ steps: [{ id: recogniser.id, params }], cost: recogniser.cost + dear });
    }
  }
  return found.toSorted((a, b) => a.cost - b.cost);
}

/**
 * Every explanation of a difference, cheapest first: one fault, else two in the order of a pipeline
 * (faults.md section 2, steps 4 and 5). Empty where nothing makes exactly the target.
 */
export function explain(pair: ValuePair): readonly Explanation[] {
  const single = explainSingly(pair);
  if (single.length === 0) return explainByTwo(pair);
  if (!single.every(isUnusual)) return single;
  return [...single, ...explainByTwo(pair)].toSorted((a, b) => a.cost - b.cost);
}

/**
 * Whether one sign, or one piece that is gone, makes all the difference: two faults may have done it, and so may
 * anything else. Only other values of the run can make them sure.
 */
export function isHardlyTwo(source: string, target: string): boolean {
  const [from, to] = [Array.from(source), Array.from(target)];
  const least = Math.min(from.length, to.length);
  let start = 0;
  while (start < least && from[start] === to[start]) start++;
  let end = 0;
  while (end < least - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const [gone, put] = [from.length - start - end, to.length - start - end];
  return put === 0 || (put === 1 && gone <= 1);
}

function isUnusual({ steps, cost }: Explanation): boolean {
  return steps.every(({ id }) => cost > (recogniserById(id)?.cost ?? cost));
}

/**
 * Two faults, one after the other: every first fault is simulated, and every single one asked for the rest; then
 * what a second one leaves signs of is taken back from the target. Either may have acted first: a system has
 * several hops, and what one hop does last another one does before.
 */
function explainByTwo(pair: ValuePair): readonly Explanation[] {
  if (pair.source.length + pair.target.length > longestForTwo) return [];
  const found = new Map<string, Explanation>();
  const add = (first: Step, second: Step, cost: number): void => {
    const key = [first.id, second.id].toSorted().join("+");
    const whole = cost + secondFault + (stageOf(second.id) < stageOf(first.id) ? otherOrder : 0);
    const known = found.get(key);
    if (known === undefined || known.cost > whole) {
      found.set(key, { steps: [first, second], cost: whole });
    }
  };
  for (const first of recognisersOf(pair.field)) {
    if (pair.unlisted?.has(first.id) === true) continue;
    const tried = new Set([pair.target, ""]);
    for (const params of firstParams(first, pair)) {
      // Of one letter that is gone nothing says that it was another one before.
      if ("gone" in params && pair.source.length - pair.target.length === 1) continue;
      const between = first.simulate(params, pair.source, pair);
      // What the first alone makes of it needs no second.
      if (between === null || tried.has(between)) continue;
      if (between !== pair.source) tried.add(between);
      const dear = first.dear?.(params) ?? 0;
      for (const { step, cost } of explainRest(pair, { id: first.id, params }, between)) {
        add({ id: first.id, params: [params] }, step, first.cost + dear + cost);
      }
    }
  }
  for (const second of recognisersOf(pair.field)) {
    const before = second.undo?.(pair.target) ?? pair.target;
    if (before === pair.target || before === pair.source || before === "") continue;
    if (pair.unlisted?.has(second.id) === true) continue;
    const [params] = accepted(second, { ...pair, source: before });
    if (params === undefined) continue;
    for (const first of explainSingly({ ...pair, target: before })) {
      const [step] = first.steps;
      if (step === undefined || step.id === second.id || ofAnything.has(step.id)) continue;
      add(step, { id: second.id, params: [params] }, first.cost + second.cost);
    }
  }
  return [...found.values()].toSorted((a, b) => a.cost - b.cost);
}

/** The single faults that make the target of what a first one left. */
export function explainRest(
  pair: ValuePair,
  { id, params }: { readonly id: string; readonly params: Params },
  between: string,
): readonly { readonly step: Step; readonly cost: number }[] {
  const through = (text: string): string =>
    recogniserById(id)?.simulate(params, text, pair) ?? text;
  // What leaves the text alone had to do with what the second one put in, or with nothing.
  const idle = between === pair.source;
  const inText = ({ puts = [] }: Recogniser): boolean =>
    !idle || puts.some((sign) => through(sign) !== sign);
  return explainSingly({ ...pair, source: between, through }, inText).flatMap(({ steps, cost }) => {
    const [step] = steps;
    if (step === undefined || step.id === id || ofAnything.has(step.id)) return [];
    if (isUndone(pair, id, step.id) || leftNoSign(pair, params, step)) return [];
    // What came from another field went through the first fault there.
    const moved = step.id === "NAME-RESHUFFLE";
    const isElsewhere = !moved || (through(pair.target) === pair.target && otherWords(pair));
    return isElsewhere ? [{ step, cost }] : [];
  });
}

/** With the same words in the same box no part of a name moved, whatever a first fault may have made of them. */
function otherWords({ source, target }: ValuePair): boolean {
  const words = (text: string): string => text.trim().split(/\s+/u).join(" ");
  return words(source) !== words(target);
}

/** Parameters worth trying as the first of two faults: those of its own, and those that the two texts suggest. */
function firstParams({ first, firstOf }: Recogniser, pair: ValuePair): readonly Params[] {
  if (firstOf === undefined) return first ?? [];
  return [...(first ?? []), ...firstOf(pair)];
}

const cuts: ReadonlySet<string> = new Set(["TRUNCATE", "TRUNCATE-BYTES", "TRUNCATE-MID"]);

/** Signs that were made only to be taken away, or twins of letters of which a cut left none, are seen nowhere. */
function leftNoSign({ source, target }: ValuePair, first: Params, { id, params }: Step): boolean {
  if ("gone" in first && cuts.has(id)) return true;
  // One letter that is gone was no code that stood for it, and then was the middle.
  if (id === "TRUNCATE-MID" && source.length - target.length < 2) return true;
  const signs = id === "PUNCT-STRIP" ? String(params[0]?.["signs"] ?? "") : "";
  return signs !== "" && !Array.from(signs).some((each) => source.includes(each));
}

/** They make any value of any other: after a first fault, they would explain everything. */
const ofAnything: ReadonlySet<string> = new Set(
  "CODE-REMAP SYSTEM-LOSS STATUS-FLATTEN WRONG-ENCOUNTER WRONG-PROVIDER WRONG-LOCATION".split(" "),
);

const ofPoint: ReadonlySet<string> = new Set(["DECIMAL-LOSS", "DECIMAL-SHIFT"]);

/**
 * A point that was lost and put back where it was: nobody would find two faults in 2.50 that became 2.5.
 * Nor was a number made large only to be capped, or a day made up only to be left out.
 */
function isUndone({ source, target }: ValuePair, first: string, second: string): boolean {
  if (first === "PRECISION-GAIN" && second === "PRECISION-LOSS") return true;
  if (ofPoint.has(first) && second === "DIGIT-CLIP") return true;
  return ofPoint.has(first) && ofPoint.has(second) && Number(source) === Number(target);
}

function stageOf(id: string): number {
  return faultById(id)?.stage ?? 0;
}
