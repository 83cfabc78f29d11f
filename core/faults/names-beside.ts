import type { Chart } from "../catalogue/chart.ts";
import { fieldById } from "../catalogue/fields.ts";
import { isKnownUnit } from "../compare/forms/unit.ts";
import type { Difference } from "../compare/result.ts";
import type { Hypothesis } from "./hypotheses.ts";
import type { LostEntries } from "./lost-entries.ts";
import { besideElement } from "./lost-parts.ts";
import type { LostParts } from "./lost-parts.ts";
import { isRelatedCode } from "./recognise/codes.ts";
import { isAnswerMadeOne } from "./run-tables.ts";
import type { RunTables } from "./run-tables.ts";

/** What is known around a difference when it is asked what else could explain it. */
export interface Around {
  readonly entries: LostEntries;
  readonly parts: LostParts;
  readonly tables: RunTables;
  readonly chart: Chart | undefined;
  /** All differences of the chart in the same round. */
  readonly differences: readonly Difference[];
  /** The person whose value stands here has no chart. */
  readonly lostOwner: boolean;
}

const unknown: readonly string[] = ["UNKNOWN"];
const nothing: readonly string[] = [];

/**
 * Names that stand beside a cause because nothing that a run looks at tells them apart: what does not prove the
 * cause, though it fits (faults.md, look-alikes).
 */
export function withBeside(
  hypothesis: Hypothesis,
  difference: Difference,
  around: Around,
): Hypothesis {
  const [atom, second] = hypothesis.atoms;
  const rule = atom === undefined || second !== undefined ? undefined : rules[atom.id];
  const found = rule?.(difference, around, hypothesis) ?? nothing;
  if (found.length === 0) return hypothesis;
  return { ...hypothesis, beside: [...new Set([...(hypothesis.beside ?? []), ...found])] };
}

type Rule = (difference: Difference, around: Around, hypothesis: Hypothesis) => readonly string[];

const rules: Readonly<Record<string, Rule>> = {
  "DROP-ELEMENT": (difference, around) =>
    isKeptElsewhere(difference, around) ? unknown : besideElement(difference.field, around.parts),
  "DROP-REPETITION": (difference, around) =>
    isKeptElsewhere(difference, around) ? unknown : nothing,
  // No unit that anybody writes: it may be damaged letters.
  "UNIT-CHANGE": ({ field, target }) =>
    field.endsWith("unit") && !isKnownUnit(target ?? "") ? unknown : nothing,
  "DROP-RECORD": besideRecord,
  // A map that is too small is no wrong row of one, and a parent of a code no other diagnosis.
  "CODE-REMAP": (difference, { tables }) =>
    isAnswerMadeOne(difference, tables) || isRelated(difference) ? unknown : nothing,
  // Nobody looked in between, so that it never came is not known.
  "LOST-UPDATE": ({ faults }) => ((faults[0]?.confidence ?? 1) < 1 ? unknown : nothing),
  TRUNCATE: (difference, { differences }, { atoms }) =>
    atoms[0]?.params["n"] === 1 || hasRest(difference, differences) ? unknown : nothing,
  // That a value strayed does not say why its owner has no chart.
  "CROSS-PATIENT": (_difference, { lostOwner }) => (lostOwner ? unknown : nothing),
  "LIST-MISPAIR": ({ field, faults }, { chart }) =>
    (faults[0]?.confidence ?? 1) < 1 && valuesOf(field, chart) >= manyEntries ? unknown : nothing,
  "CROSS-FIELD": (difference, around) =>
    isMoved(difference, around) ? unknown : isPart(difference, around),
  "DEFAULT-INJECT": isPart,
};

/**
 * One account sees neither an item that was dropped nor one that is hidden from it, and an item can be lost by
 * what has no name: that it is not there says nothing about why (faults.md 4.6, DROP-RECORD; 4.7, VISIBILITY).
 */
function besideRecord({ faults, field }: Difference, { entries }: Around): readonly string[] {
  // A change that never arrived is said beside it already.
  if ((faults[0]?.oneOf?.length ?? 0) > 1 && !isBeside(faults[0]?.oneOf ?? [])) return nothing;
  const row = fieldById(field);
  const kind = /^[A-Za-z]+/u.exec(row?.fhir ?? "")?.[0] ?? "";
  const { wholly } = entries;
  // Where some of a list arrive, the account may read that kind of record.
  const hidden = wholly.has(row?.list?.split("/")[0] ?? "") || wholly.has(kind);
  return hidden ? ["VISIBILITY", "UNKNOWN"] : unknown;
}

/** Whether a set is one that was given here before. */
function isBeside(oneOf: readonly (readonly string[])[]): boolean {
  return oneOf.at(-1)?.[0] === "UNKNOWN";
}

/** So many letters of what was cut off are no chance when they begin another box. */
const leastRest = 3;

/** Whether what was cut off stands in another box of the chart, so that it was no limit of a column. */
function hasRest({ source, target, field }: Difference, beside: readonly Difference[]): boolean {
  const rest = (source ?? "").slice((target ?? "").length).trim();
  return (
    rest.length >= leastRest &&
    beside.some((each) => each.field !== field && each.target?.trim().startsWith(rest) === true)
  );
}

/**
 * Whether what did not arrive in its own place stands in that of another value, as a word of it: it was not
 * dropped, whatever put it there.
 */
function isKeptElsewhere({ source }: Difference, { differences }: Around): boolean {
  if (typeof source !== "string" || source.length < 2) return false;
  return differences.some(
    ({ target, source: own }) =>
      typeof target === "string" && holdsWord(target, source) && !holdsWord(own ?? "", source),
  );
}

const wordSign = /[\p{L}\p{N}]/u;

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around =
      text.slice(Math.max(0, at - 1), at) + text.slice(at + word.length, at + word.length + 1);
    if (!wordSign.test(around)) return true;
  }
  return false;
}

/** In a list of so many, any number is another entry's by chance. */
const manyEntries = 10;

function valuesOf(field: string, chart: Chart | undefined): number {
  return (chart?.values ?? []).filter((row) => row.field === field).length;
}

function isRelated({ source, target }: Difference): boolean {
  return isRelatedCode(source ?? "", target ?? "");
}

/** What stood in this box stands in another one: boxes that moved, where a wrong path puts one value into one box. */
function isMoved({ field, source }: Difference, { differences }: Around): boolean {
  return (
    typeof source === "string" &&
    differences.some((other) => other.field !== field && other.target === source)
  );
}

/** A piece of another field's value is not that field's value, and no filler. */
function isPart({ target }: Difference, { chart }: Around): readonly string[] {
  if (typeof target !== "string" || target.length < leastRest || chart === undefined)
    return nothing;
  const holds = chart.values.some((row) => "value" in row && row.value.includes(target.trim()));
  const whole = chart.values.some((row) => "value" in row && row.value === target);
  return holds && !whole ? unknown : nothing;
}
