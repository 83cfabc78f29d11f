import type { Field } from "../catalogue/field.ts";
import { fields } from "../catalogue/fields.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";

/** The segment or the part of a resource that a field travels in; null where it stands for itself. */
function readParts({ hl7, fhir }: Field): readonly string[] {
  const segment = /^[A-Z][A-Z0-9]{2}/u.exec(hl7 ?? "")?.[0];
  const [resource, part, inner] = (fhir ?? "").replaceAll(/\[[^\]]*\]/gu, "").split(".");
  return [
    // The first segment of a patient is never an optional one.
    ...(segment === undefined || segment === "PID" ? [] : [segment]),
    ...(inner === undefined ? [] : [`${resource ?? ""}.${part ?? ""}`]),
  ];
}

const partsById: ReadonlyMap<string, readonly string[]> = new Map(
  fields.map((field) => [field.id, readParts(field)]),
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

/** Parts of which nothing arrived in the whole run, though two fields at least were sent (faults.md 4.6). */
export type LostParts = ReadonlySet<string>;

export function lostParts(cases: readonly ComparedCase[]): LostParts {
  const lost = new Map<string, Set<string>>();
  for (const { differences } of cases.flatMap(({ rounds }) => rounds)) {
    for (const each of differences.filter(isMissing)) {
      for (const part of partsOf(each.field)) {
        lost.set(part, (lost.get(part) ?? new Set<string>()).add(each.field));
      }
    }
  }
  const left = new Set([...lost].filter(([, own]) => own.size >= 2).map(([part]) => part));
  for (const { differences, allowed, matched } of cases.flatMap(({ rounds }) => rounds)) {
    if (left.size === 0) break;
    const here = [...differences, ...allowed].filter(
      (each) => each.verdict !== "not-compared" && !isMissing(each),
    );
    for (const id of [...here.map(({ field }) => field), ...matched]) {
      for (const part of partsOf(id.split(" ", 1)[0] ?? id)) left.delete(part);
    }
  }
  return left;
}

function isMissing({ verdict, faults }: Difference): boolean {
  return verdict === "missing" && missingNames.has(faults[0]?.id ?? "");
}

/** A value that is missing with everything that travels in the same part. */
export function wentWithPart(difference: Difference, parts: LostParts): readonly Hypothesis[] {
  if (parts.size === 0 || !isMissing(difference)) return [];
  return partsOf(difference.field)
    .filter((part) => parts.has(part))
    .map((part) => ({
      atoms: [atomOf("DROP-SEGMENT", { part })],
      cost: 0.35,
      why: `Nothing that travels in ${part} arrived, for anybody.`,
    }));
}
