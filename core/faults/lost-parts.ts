import type { Field } from "../catalogue/field.ts";
import { fieldById, fields } from "../catalogue/fields.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";

/** The segments of an HL7 v2 message that a field may travel in; the first one of a patient is never an optional one. */
function segmentsOf({ hl7 }: Field): readonly string[] {
  const named = [...(hl7 ?? "").matchAll(/\b([A-Z][A-Z0-9]{2})(?=-)/gu)].map(([id]) => id);
  return named.filter((id) => id !== "PID");
}

/** What holds a value within its record: `MedicationRequest.dosageInstruction`, and the timing within that. */
function elementsOf({ fhir }: Field): readonly string[] {
  const [resource = "", part, inner, deeper] = (fhir ?? "")
    .replaceAll(/\[[^\]]*\]/gu, "")
    .split(".");
  return [
    ...(inner === undefined ? [] : [`${resource}.${part ?? ""}`]),
    ...(deeper === undefined ? [] : [`${resource}.${part ?? ""}.${inner ?? ""}`]),
  ];
}

/** Whether a value may travel in one of two segments: that it arrived says nothing about either. */
function isElsewhereToo(id: string): boolean {
  const field = fieldById(id);
  return field !== undefined && segmentsOf(field).length > 1;
}

const partsById: ReadonlyMap<string, readonly string[]> = new Map(
  fields.map((field) => [field.id, [...segmentsOf(field), ...elementsOf(field)]]),
);

function partsOf(id: string): readonly string[] {
  return partsById.get(id) ?? [];
}

const missingNames: ReadonlySet<string> = new Set([
  "DROP-ELEMENT",
  "DROP-REPETITION",
  "UNIT-DROP",
  "CODE-DROP",
  "SYSTEM-LOSS",
  "OVERFLOW-BLANK",
]);

/** What says how another value is meant is one thing with it: a dose and its unit, a code and its list. */
const companion = /-(?:unit|system|authority)$/u;

/** Segments that are the record: without it there would be none, so all of it must be gone. */
const ownSegments: ReadonlySet<string> = new Set(
  "AL1 DG1 FT1 GT1 IAM IN1 OBR OBX PV1 RXA RXE RXO SCH TXA".split(" "),
);

export interface LostParts {
  /** Fields that were sent and of which nothing arrived in the whole run. */
  readonly gone: ReadonlySet<string>;
  /**
   * Parts of which two fields at least are gone, with all others that were sent; of an optional segment with
   * most of them, as receivers keep some of it elsewhere (faults.md 4.6).
   */
  readonly parts: ReadonlySet<string>;
  /** Segments of which one field alone was sent. */
  readonly single: ReadonlySet<string>;
}

export function lostParts(cases: readonly ComparedCase[]): LostParts {
  const gone = new Set<string>();
  const came = new Set<string>();
  for (const { differences, allowed, matched } of cases.flatMap(({ rounds }) => rounds)) {
    for (const each of differences) {
      if (isMissing(each)) gone.add(each.field);
      else if (each.verdict !== "not-compared" && each.verdict !== "missing") came.add(each.field);
    }
    for (const { field } of allowed) came.add(field);
    for (const key of matched) came.add(key.split(" ", 1)[0] ?? key);
  }
  for (const field of came) gone.delete(field);
  if (gone.size === 0) return { gone, parts: new Set(), single: new Set() };
  const sent = new Map<string, Set<string>>();
  for (const field of [...gone, ...came]) {
    for (const part of partsOf(field)) {
      sent.set(part, (sent.get(part) ?? new Set<string>()).add(field));
    }
  }
  const parts = [...sent].filter(([part, own]) => {
    const optional = !part.includes(".") && !ownSegments.has(part);
    const things = [...own].filter(
      (field) => !companion.test(field) && !(optional && came.has(field) && isElsewhereToo(field)),
    );
    const lost = things.filter((field) => gone.has(field)).length;
    if (lost < 2) return false;
    return optional ? lost * 2 > things.length : lost === things.length;
  });
  const single = [...sent].filter(
    ([part, own]) => own.size === 1 && !part.includes(".") && !ownSegments.has(part),
  );
  const names = (found: typeof parts): ReadonlySet<string> => new Set(found.map(([part]) => part));
  return { gone, parts: names(parts), single: names(single) };
}

function isMissing({ verdict, faults }: Difference): boolean {
  return verdict === "missing" && missingNames.has(faults[0]?.id ?? "");
}

/** A value that is missing with what travels in the same part. */
export function wentWithPart(difference: Difference, lost: LostParts): readonly Hypothesis[] {
  if (lost.parts.size === 0 || !isMissing(difference)) return [];
  const own = fieldById(difference.field);
  // What may travel in one of two segments is lost with the one that does not come.
  const other = own !== undefined && segmentsOf(own).length > 1;
  if (!lost.gone.has(difference.field) && !other) return [];
  return partsOf(difference.field)
    .filter((part) => lost.parts.has(part))
    .map((part) => ({
      atoms: [atomOf("DROP-SEGMENT", { part })],
      cost: 0.2,
      why: `What travels in ${part} did not arrive, for anybody.`,
    }));
}

/**
 * What stands beside "never arrives": where the field is all that its segment holds, the segment may be gone;
 * where others went with it, it is not one piece of information.
 */
export function besideElement(field: string, lost: LostParts): readonly string[] {
  if (!lost.gone.has(field)) return [];
  const own = partsOf(field);
  if (own.some((part) => lost.parts.has(part))) return ["UNKNOWN"];
  return own.some((part) => lost.single.has(part)) ? ["DROP-SEGMENT"] : [];
}
