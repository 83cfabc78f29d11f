import type { FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import { lengthInCodePoints } from "../compare/forms/text.ts";
import { faultWords } from "../faults/faults.ts";
import { recogniserById } from "../faults/recognise/recognisers.ts";
import type { Params, ValuePair } from "../faults/recognise/recogniser.ts";
import { ownValue } from "./designs/again.ts";
import { explanationsOf, withoutBackground } from "./background.ts";
import type { Design } from "./design.ts";
import { judgeJoined } from "./joined.ts";
import { longestStruck } from "./next-shots.ts";
import { sayConfirmed, sayRefuted } from "./say-probe.ts";
import type { Finding, Judgement, ShotResult } from "./shot.ts";

/**
 * What the results of a probe say of its finding. Pure, and strict: settled only where every shot that
 * was looked at came out as the finding, with one set of parameters, says it must.
 */
export function judgeProbe(
  finding: Finding,
  design: Pick<Design, "judging" | "ladder" | "weak">,
  results: readonly ShotResult[],
): Judgement {
  const looked = results.filter(({ shot }) => shot.part !== "beside");
  const unread = looked.filter(({ outcome }) => outcome.kind === "not-read");
  if (unread.length > 0 || looked.length === 0) {
    const [first] = unread;
    const why = first?.outcome.kind === "not-read" ? first.outcome.why : "Nothing was sent.";
    return undecided(`Not every value could be read back: ${why}`);
  }
  switch (design.judging) {
    case "value":
    case "trait":
      return judgeValues(finding, design, results, looked);
    case "gone":
      return judgeLost(finding, design, results, looked, "gone");
    case "refused":
      return judgeLost(finding, design, results, looked, "refused");
    case "count":
      return judgeCounts(finding, results, looked);
    case "joined":
      return judgeJoined(finding, looked);
    case "named":
      return judgeNames(finding, design, results, looked);
  }
}

function undecided(says: string): Judgement {
  return { standing: "undecided", params: {}, says };
}

type Split = { readonly hit: readonly ShotResult[]; readonly whole: readonly ShotResult[] };

function split(looked: readonly ShotResult[]): Split {
  return {
    hit: looked.filter(({ outcome }) => outcome.kind !== "whole"),
    whole: looked.filter(({ outcome }) => outcome.kind === "whole"),
  };
}

function judgeValues(
  finding: Finding,
  design: Pick<Design, "judging" | "ladder">,
  results: readonly ShotResult[],
  all: readonly ShotResult[],
): Judgement {
  const { id } = finding.fault;
  const { looked, background } = withoutBackground(id, all);
  const { hit, whole } = split(looked);
  if (hit.length === 0) return arrived(finding, design, looked);
  const sets = hit.map((result) => paramsThatExplain(id, result));
  const common = inCommon(id, sets);
  if (common.length === 0) return otherwise(finding, hit, sets);
  const fitting = common.filter((params) => whole.every((one) => leavesAlone(id, params, one)));
  const [params] = fitting;
  if (params !== undefined) {
    if (design.ladder === true && !isBracketed(params, looked)) {
      return undecided(`The limit was not met yet: ${lengthsOf(looked)}.`);
    }
    const said = [...looked, ...results.filter(({ shot }) => shot.part === "beside")];
    const confirmed = sayConfirmed(finding, shared(params, sets), said, null);
    if (background === null) return confirmed;
    const as = `${confirmed.says} “${faultWords(background).long}” shows on every value as well.`;
    return { ...confirmed, says: as };
  }
  const only = design.judging === "trait" ? traitsThatHit(hit, whole) : null;
  const [some] = common;
  if (only !== null && some !== undefined) {
    return sayConfirmed(finding, shared(some, sets), results, only);
  }
  return undecided(
    `${faultWords(id).long} shows on ${countOf(hit)}, but ${namesOf(whole)} arrived whole, which it would have changed too.`,
  );
}

/** Everything arrived whole: refuted, unless the run struck longer values than were tried. */
function arrived(
  finding: Finding,
  design: Pick<Design, "ladder">,
  looked: readonly ShotResult[],
): Judgement {
  const struck = longestStruck(finding);
  const tried = Math.max(...looked.map(lengthOf));
  if (design.ladder !== true || tried >= struck) return sayRefuted(finding, looked);
  return undecided(`Up to ${tried} characters arrive whole; ${struck} were not tried yet.`);
}

/** Each parameter set with which the finding's fault, alone or as one of two, makes what came back. */
function paramsThatExplain(id: string, result: ShotResult): readonly Params[] {
  return explanationsOf(result).flatMap(({ steps }) =>
    steps.filter((step) => step.id === id).flatMap((step) => step.params),
  );
}

const none = (_field: FieldId): string | null => null;

/** Parameter sets that all hits allow; parameters that one cause need not share are left out. */
function inCommon(id: string, sets: readonly (readonly Params[])[]): readonly Params[] {
  const agree = recogniserById(id)?.agree ?? [];
  const keyOf = (params: Params): string =>
    agree.map((name) => String(params[name] ?? "")).join("|");
  const [first = [], ...rest] = sets;
  return first.filter((params) =>
    rest.every((set) => set.some((other) => keyOf(other) === keyOf(params))),
  );
}

/** Of one set of parameters those that every hit can have: one code pair of many is not the finding's. */
function shared(params: Params, sets: readonly (readonly Params[])[]): Params {
  return Object.fromEntries(
    Object.entries(params).filter(([name, value]) =>
      sets.every((set) => set.some((other) => other[name] === value)),
    ),
  );
}

/** Whether the fault with these parameters leaves a value as it is. */
function leavesAlone(id: string, params: Params, { shot }: ShotResult): boolean {
  const field = fieldById(shot.field ?? "");
  const recogniser = recogniserById(id);
  if (field === undefined || recogniser === undefined || shot.value === null) return false;
  const { value } = shot;
  const pair = { field, source: value, target: value, sourceSibling: none, targetSibling: none };
  // A fault without parameters of one cause proposes them value by value: what it does not propose, it leaves.
  if (recogniser.agree.length === 0) return !changesIt(id, pair);
  const made = recogniser.simulate(params, value, pair);
  return made === null || made === value;
}

/** Whether each way of the fault that it would propose for this value changes it. */
function changesIt(id: string, pair: ValuePair): boolean {
  const recogniser = recogniserById(id);
  const proposed = recogniser?.propose(pair) ?? [];
  const made = proposed.map((params) => recogniser?.simulate(params, pair.source, pair) ?? null);
  return made.length > 0 && made.every((text) => text !== null && text !== pair.source);
}

/** Traits of which every shot was hit, where no shot of any other was; null where it is not so plain. */
function traitsThatHit(
  hit: readonly ShotResult[],
  whole: readonly ShotResult[],
): readonly string[] | null {
  const traits = new Set(hit.map(({ shot }) => shot.trait));
  return whole.some(({ shot }) => traits.has(shot.trait)) ? null : [...traits];
}

/** A limit counts only where the value at it arrived whole and the next longer one did not. */
function isBracketed({ n }: Params, looked: readonly ShotResult[]): boolean {
  if (typeof n !== "number") return true;
  const at = (length: number): ShotResult | undefined =>
    looked.find(({ shot }) => lengthInCodePoints(shot.value ?? "") === length);
  return at(n)?.outcome.kind === "whole" && (at(n + 1)?.outcome.kind ?? "whole") !== "whole";
}

function otherwise(
  finding: Finding,
  hit: readonly ShotResult[],
  sets: readonly (readonly Params[])[],
): Judgement {
  const names = new Set(hit.flatMap(({ named }) => named));
  names.delete("UNKNOWN");
  const { long } = faultWords(finding.fault.id);
  if (sets.every((set) => set.length === 0) && names.size > 0 && !names.has(finding.fault.id)) {
    const others = [...names].map((name) => faultWords(name).long).join(", ");
    return {
      standing: "refuted",
      params: {},
      says: `Not confirmed as “${long}”: ${countOf(hit)} came back otherwise, as “${others}”.`,
    };
  }
  return undecided(
    `${countOf(hit)} came back changed, but not in one way that “${long}” explains for all of them.`,
  );
}

function judgeLost(
  finding: Finding,
  design: Pick<Design, "ladder">,
  results: readonly ShotResult[],
  looked: readonly ShotResult[],
  how: "gone" | "refused",
): Judgement {
  const lost = looked.filter(({ outcome }) => outcome.kind === how);
  const { whole, hit } = split(looked);
  if (hit.length === 0) return arrived(finding, design, looked);
  if (lost.length < hit.length) return otherwise(finding, hit, []);
  if (design.ladder !== true) {
    if (whole.length === 0) return sayConfirmed(finding, finding.fault.params, results, null);
    return undecided(`${countOf(lost)} were lost and ${countOf(whole)} were not.`);
  }
  const lengths = (all: readonly ShotResult[]): readonly number[] =>
    all.map(({ shot }) => lengthInCodePoints(shot.value ?? ""));
  const longest = Math.max(0, ...lengths(whole));
  const shortest = Math.min(...lengths(lost));
  if (longest > shortest) {
    return undecided(`Length does not decide it: ${lengthsOf(looked)}.`);
  }
  if (longest === 0 || shortest !== longest + 1) {
    return undecided(`The limit was not met yet: ${lengthsOf(looked)}.`);
  }
  return sayConfirmed(finding, { limit: longest }, results, null);
}

/** Up to a number of entries all arrive, beyond it not all: the exact number where both were tried. */
function judgeCounts(
  finding: Finding,
  results: readonly ShotResult[],
  looked: readonly ShotResult[],
): Judgement {
  const { whole, hit } = split(looked);
  const lost = hit.filter(({ outcome }) => outcome.kind === "gone");
  if (hit.length === 0) return sayRefuted(finding, looked);
  if (lost.length < hit.length) return otherwise(finding, hit, []);
  const countsOf = (some: readonly ShotResult[]): readonly number[] =>
    some.map(({ shot }) => Number(shot.trait));
  const most = Math.max(0, ...countsOf(whole));
  const least = Math.min(...countsOf(lost));
  if (most + 1 === least) return sayConfirmed(finding, { k: most }, results, null);
  const many = countsOf(lost).join(", ");
  return undecided(`Entries were lost of lists of ${many}; the exact number is not plain from it.`);
}

function judgeNames(
  finding: Finding,
  design: Pick<Design, "weak">,
  results: readonly ShotResult[],
  looked: readonly ShotResult[],
): Judgement {
  const { id, params } = finding.fault;
  const hit = looked.filter(({ named }) => named.includes(id));
  const struck = looked.filter(({ shot }) => shot.part === "looked-at");
  if (hit.length === 0) {
    const other = looked.filter(({ outcome }) => outcome.kind !== "whole");
    // A name alone is an inference: that it is another one this time refutes nothing.
    if (other.length > 0) return undecided(otherwise(finding, other, []).says);
    const clean = struck.every(({ shot }) => shot.says === ownValue);
    if (design.weak !== true && !clean) return sayRefuted(finding, looked);
    const { long } = faultWords(id);
    return undecided(
      `“${long}” did not show on clean patients, who may lack what it needs; send the patients of the run again.`,
    );
  }
  if (struck.every(({ named }) => named.includes(id))) {
    return sayConfirmed(finding, params, results, null);
  }
  return undecided(
    `It showed again on ${countOf(hit)} of ${looked.length}: more than one thing decides it.`,
  );
}

function countOf(some: readonly ShotResult[]): string {
  return some.length === 1 ? "1 value" : `${some.length} values`;
}

function namesOf(some: readonly ShotResult[]): string {
  return some.map(({ shot }) => shot.says).join(", ");
}

/** "49 whole, 50 whole, 51 not". */
function lengthsOf(looked: readonly ShotResult[]): string {
  return looked
    .toSorted((a, b) => lengthOf(a) - lengthOf(b))
    .map((one) => `${lengthOf(one)} ${one.outcome.kind === "whole" ? "whole" : "not"}`)
    .join(", ");
}

function lengthOf({ shot }: ShotResult): number {
  return lengthInCodePoints(shot.value ?? "");
}
