import type { ComparedCase } from "../compare/build-report.ts";
import { lengthInBytes, lengthInCodePoints } from "../compare/forms/text.ts";
import type { Difference } from "../compare/result.ts";
import type { Hypothesis } from "./hypotheses.ts";

/** The longest values of one field that arrived as they were. */
interface Longest {
  readonly characters: number;
  readonly bytes: number;
}

/** By field; fields that never arrive are not in it. */
export type Survivors = ReadonlyMap<string, Longest>;

const printable = /^[ -~]*$/u;

/** Whether a text is surely no longer, told without counting its letters. */
function isWithin(text: string, { characters, bytes }: Longest): boolean {
  const units = text.length;
  if (units > characters) return false;
  return units * 3 <= bytes || (units <= bytes && printable.test(text));
}

/** What arrived whole says what no limit can have cut (faults.md section 6). */
export function longestSurvivors(cases: readonly ComparedCase[]): Survivors {
  const longest = new Map<string, Longest>();
  for (const { rounds, generated } of cases) {
    const last = rounds.at(-1);
    if (last === undefined) continue;
    const matched = new Set(last.matched);
    for (const row of generated?.values ?? []) {
      const text = "value" in row ? row.value : "";
      const known = longest.get(row.field);
      if (known !== undefined && isWithin(text, known)) continue;
      if (!matched.has(row.entry === "" ? row.field : `${row.field} ${row.entry}`)) continue;
      longest.set(row.field, {
        characters: Math.max(known?.characters ?? 0, lengthInCodePoints(text)),
        bytes: Math.max(known?.bytes ?? 0, lengthInBytes(text)),
      });
    }
    for (const key of matched) {
      const space = key.indexOf(" ");
      const field = space < 0 ? key : key.slice(0, space);
      if (!longest.has(field)) longest.set(field, { characters: 0, bytes: 0 });
    }
  }
  return longest;
}

/**
 * Limits that what arrived does not refute. "Too long, so left empty" needs a shorter value of the same
 * field that arrived, and none as long; then it explains more than "never arrives" (faults.md, look-alikes).
 * A limit in bytes is none where more bytes than that arrived.
 */
export function judgeLength(
  hypotheses: readonly Hypothesis[],
  survivors: Survivors,
  { field, source }: Difference,
): readonly Hypothesis[] {
  const longest = survivors.get(field);
  const lost = lengthInCodePoints(source ?? "");
  return hypotheses.flatMap((hypothesis) => {
    const [atom] = hypothesis.atoms;
    if (atom?.id === "TRUNCATE-BYTES") {
      const { bytes } = atom.params;
      return typeof bytes === "number" && (longest?.bytes ?? 0) > bytes ? [] : [hypothesis];
    }
    if (atom?.id !== "OVERFLOW-BLANK") return [hypothesis];
    if (lost <= Math.max(longest?.characters ?? 0, 7)) return [];
    // A field that never arrives is too long only where other fields say so.
    if (longest === undefined) return [{ ...hypothesis, cost: 0.9 }];
    const why = `Too long, so nothing was kept: ${lost} characters were sent, and the longest that arrived has ${longest.characters}.`;
    return [{ ...hypothesis, cost: 0.3, why }];
  });
}
