import type { Field } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";

/** The segment or the part of a resource that a field travels in; null where it stands for itself. */
function partsOf({ hl7, fhir }: Field): readonly string[] {
  const segment = /^[A-Z][A-Z0-9]{2}/u.exec(hl7 ?? "")?.[0];
  const [resource, part, inner] = (fhir ?? "").replaceAll(/\[[^\]]*\]/gu, "").split(".");
  return [
    // The first segment of a patient is never an optional one.
    ...(segment === undefined || segment === "PID" ? [] : [segment]),
    ...(inner === undefined ? [] : [`${resource ?? ""}.${part ?? ""}`]),
  ];
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
  const arrived = new Set<string>();
  for (const { rounds } of cases) {
    for (const { differences, allowed, matched } of rounds) {
      for (const each of [...differences, ...allowed]) {
        const field = fieldById(each.field);
        if (field === undefined || each.verdict === "not-compared") continue;
        for (const part of partsOf(field)) {
          if (!isMissing(each)) arrived.add(part);
          else lost.set(part, (lost.get(part) ?? new Set<string>()).add(field.id));
        }
      }
      for (const key of matched) {
        const field = fieldById(key.split(" ", 1)[0] ?? key);
        for (const part of field === undefined ? [] : partsOf(field)) arrived.add(part);
      }
    }
  }
  return new Set(
    [...lost].filter(([part, own]) => own.size >= 2 && !arrived.has(part)).map(([part]) => part),
  );
}

function isMissing({ verdict, faults }: Difference): boolean {
  return verdict === "missing" && missingNames.has(faults[0]?.id ?? "");
}

/** A value that is missing with everything that travels in the same part. */
export function wentWithPart(difference: Difference, parts: LostParts): readonly Hypothesis[] {
  const field = fieldById(difference.field);
  if (field === undefined || !isMissing(difference)) return [];
  return partsOf(field)
    .filter((part) => parts.has(part))
    .map((part) => ({
      atoms: [atomOf("DROP-SEGMENT", { part })],
      cost: 0.35,
      why: `Nothing that travels in ${part} arrived, for anybody.`,
    }));
}
