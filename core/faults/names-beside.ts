import { fieldById } from "../catalogue/fields.ts";
import type { Difference } from "../compare/result.ts";
import type { Hypothesis } from "./hypotheses.ts";
import type { LostEntries } from "./lost-entries.ts";
import { besideElement } from "./lost-parts.ts";
import type { LostParts } from "./lost-parts.ts";

/**
 * Names that stand beside a cause because nothing that a run looks at tells them apart. One account sees
 * neither an item that was dropped nor one that is hidden from it, and an item can be lost by what has no name:
 * that it is not there says nothing about why (faults.md 4.6, DROP-RECORD; 4.7, VISIBILITY).
 */
export function withBeside(
  hypothesis: Hypothesis,
  { faults, field }: Difference,
  { wholly }: LostEntries,
  parts: LostParts,
): Hypothesis {
  const [atom, second] = hypothesis.atoms;
  if (second !== undefined) return hypothesis;
  if (atom?.id === "DROP-ELEMENT") {
    const beside = besideElement(field, parts);
    return beside.length === 0 ? hypothesis : { ...hypothesis, beside };
  }
  if (atom?.id !== "DROP-RECORD") return hypothesis;
  // A change that never arrived is said beside it already.
  if ((faults[0]?.oneOf?.length ?? 0) > 1 && !isBeside(faults[0]?.oneOf ?? [])) return hypothesis;
  const row = fieldById(field);
  const kind = /^[A-Za-z]+/u.exec(row?.fhir ?? "")?.[0] ?? "";
  // Where some of a list arrive, the account may read that kind of record.
  const hidden = wholly.has(row?.list?.split("/")[0] ?? "") || wholly.has(kind);
  return { ...hypothesis, beside: hidden ? ["VISIBILITY", "UNKNOWN"] : ["UNKNOWN"] };
}

/** Whether a set is one that was given here before. */
function isBeside(oneOf: readonly (readonly string[])[]): boolean {
  return oneOf.at(-1)?.[0] === "UNKNOWN";
}
