import type { FieldId } from "../catalogue/field.ts";
import type { NamedFault } from "../compare/result.ts";
import type { Evidence } from "./evidence.ts";
import { explainSingly, saysLittle } from "./explain.ts";
import { oldValue } from "./origin.ts";
import { quoted } from "./recognise/recogniser.ts";

/** Faults that only a series of looks tells: what stood there before, and what was changed since (faults.md 4.8). */

type Tie = readonly (readonly string[])[];

function fault(id: string, why: string, confidence = 1, oneOf?: Tie): NamedFault {
  return { id, params: {}, confidence, ...(oneOf === undefined ? {} : { oneOf }), why };
}

/** What had arrived and is gone: an added value with its change, any other by an update that left it out. */
export function vanished({ source, wasSeen, isNew }: Evidence): NamedFault | null {
  if (!wasSeen || source === null) return null;
  if (isNew) {
    return fault("STALE-OVERWRITE", `${quoted(source)} was added, was there, and is gone again.`);
  }
  return fault(
    "WIPE",
    `It was there, and an update of something else took it away: ${quoted(source)}.`,
  );
}

/** What had been removed and is there: it never went, or it came back. */
export function stillThere({ target, former }: Evidence): NamedFault | null {
  if (former === null) return null;
  const what = target === null ? "a blank of its entry" : quoted(target);
  return former === "came-back"
    ? fault("RESURRECT", `It was removed, was gone, and came back: ${what}.`)
    : fault("LOST-DELETE", `It was removed, and is still there: ${what}.`);
}

/** An earlier change that had not arrived in its time, and now stands over a later one. */
export function outOfOrder({ source, target, cameLate, wasSeen }: Evidence): NamedFault | null {
  if (!cameLate || source === null || target === null) return null;
  const why = `An earlier change came after a later one: ${quoted(target)} stands over ${quoted(source)}.`;
  return wasSeen
    ? fault("OUT-OF-ORDER", why)
    : fault("OUT-OF-ORDER", why, 0.7, [["OUT-OF-ORDER"], ["LOST-UPDATE"]]);
}

/** Where nobody looked before the change was sent, the first message may as well have come after the second. */
export function orOvertaken(named: NamedFault, { lookedBefore }: Evidence): NamedFault {
  if (lookedBefore || named.id !== "LOST-UPDATE") return named;
  return { ...named, confidence: 0.7, oneOf: [["LOST-UPDATE"], ["OUT-OF-ORDER"]] };
}

/** A value had arrived, and now another stands there that nobody of ours ever had. */
export function replaced({ source, target, wasSeen, earlier }: Evidence): NamedFault | null {
  if (!wasSeen || source === null || target === null || earlier.includes(target)) return null;
  return fault(
    "EXTERNAL-OVERWRITE",
    `${quoted(source)} had arrived; then ${quoted(target)} was put in its place, which we never sent.`,
    0.8,
  );
}

/** A value that had arrived changed, and changed further when its record was saved again. */
export function wornDown(evidence: Evidence): NamedFault | null {
  const { field, source, target, stoodBefore, sourceSibling, targetSibling } = evidence;
  if (source === null || target === null || stoodBefore === null || stoodBefore === target)
    return null;
  const pair = { field, source: stoodBefore, target, sourceSibling, targetSibling };
  const further = explainSingly(pair).filter(({ steps }) => !saysLittle.has(steps[0]?.id ?? ""));
  if (further.length === 0) return null;
  return fault(
    "LOSSY-ROUND-TRIP",
    `It changes each time it is saved: ${quoted(source)} had become ${quoted(stoodBefore)}, and is ${quoted(target)} now.`,
    0.9,
  );
}

/** Fields that say the same in words and in coded form. */
const otherForms: Readonly<Record<string, readonly string[]>> = {
  "medication.sig": ["medication.dose-value", "medication.frequency"],
  "medication.dose-value": ["medication.sig"],
  "medication.frequency": ["medication.sig"],
  "medication.name": ["medication.code"],
  "medication.code": ["medication.name"],
  "allergy.substance": ["allergy.code"],
  "allergy.code": ["allergy.substance"],
  "problem.text": ["problem.code"],
  "problem.code": ["problem.text"],
  "medication.step-sig": ["medication.step-dose"],
  "medication.step-dose": ["medication.step-sig"],
};

function formsOf({ field }: Evidence): readonly FieldId[] {
  // Ids of the catalogue; one without a row simply has no value.
  return (otherForms[field.id] ?? []) as readonly FieldId[];
}

/** A change of both forms of which only the other one arrived. */
export function halfUpdated(evidence: Evidence): NamedFault | null {
  const { source, target, earlier, wasSeen } = evidence;
  if (source === null || target === null || wasSeen || !earlier.includes(target)) return null;
  const arrived = formsOf(evidence).some((form) => {
    const now = evidence.sourceSibling(form);
    const before = evidence.earlierSibling(form);
    return (
      now !== null && before !== null && before !== now && evidence.targetSibling(form) === now
    );
  });
  if (!arrived) return null;
  const old = oldValue(false, source, target);
  return { ...old, confidence: 0.7, oneOf: [["LOST-UPDATE"], ["INTERNAL-CONFLICT"]] };
}

/** What a sig says of how much and how often. */
const amounts =
  /\bevery \d+ hours\b|\b(?:once|twice|(?:one|two|three|four|five|six) times)(?: (?:daily|a day))?\b|\d+(?:[.,]\d+)?|\b(?:one|two|three|four|half)\b/gu;

/** Numbers of the words changed, while the coded form is as it was sent. */
export function saysOtherwise(evidence: Evidence): NamedFault | null {
  const { source, target, field } = evidence;
  if (source === null || target === null || !field.id.endsWith("sig")) return null;
  const masked = (text: string): string => text.toLowerCase().replace(amounts, "#");
  if (masked(source) !== masked(target)) return null;
  const kept = formsOf(evidence).filter((form) => evidence.sourceSibling(form) !== null);
  const same = kept.every((form) => evidence.sourceSibling(form) === evidence.targetSibling(form));
  if (kept.length === 0 || !same) return null;
  return fault(
    "INTERNAL-CONFLICT",
    `The coded form is as it was sent, and the words now say something else: ${quoted(source)} became ${quoted(target)}.`,
    0.8,
  );
}
