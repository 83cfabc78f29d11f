import type { Chart } from "../../core/catalogue/chart.ts";
import type { FieldId } from "../../core/catalogue/field.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { Difference, RoundComparison } from "../../core/compare/result.ts";
import type { RuledDifference } from "../../core/compare/rules/propose-rules.ts";
import type { Side } from "../../core/compare/rules/transformation.ts";
import { isPartOfName, sayName } from "../../core/compare/whole-name.ts";

/** A stored difference as rules see it: with what stands beside it on both sides. */
export function ruledDifference(
  difference: Difference,
  { differences, allowed }: RoundComparison,
  chart: Chart,
): RuledDifference | null {
  const field = fieldById(difference.field);
  if (field === undefined) return null;
  const { entry } = difference;
  const others = [...differences, ...allowed];
  const sourceText = (id: string, at: string): string | null => {
    const row = chart.values.find((each) => each.field === id && each.entry === at);
    return row !== undefined && "value" in row ? row.value : null;
  };
  const targetText = (id: string, at: string): string | null => {
    const other = others.find((each) => each.field === id && each.entry === at);
    // What did not differ stands at the target as it was sent.
    return other === undefined ? sourceText(id, at) : (other.target ?? null);
  };
  const nameOn = (side: "source" | "target"): string => {
    const places = new Set([
      ...chart.values.map((row) => `${row.field} ${row.entry}`),
      ...others.map((each) => `${each.field} ${each.entry}`),
    ]);
    const text = side === "source" ? sourceText : targetText;
    return sayName(
      [...places].flatMap((place) => {
        const [id = "", at = ""] = place.split(" ");
        const found = isPartOfName(id) ? text(id, at) : null;
        return found === null ? [] : [{ field: id, text: found }];
      }),
    );
  };
  return {
    field,
    source: sideOf(difference.source),
    target: sideOf(difference.target),
    sourceSibling: (id: FieldId) => sourceText(id, entry),
    targetSibling: (id: FieldId) => targetText(id, entry),
    ...(isPartOfName(field.id) ? { wholeName: nameOn } : {}),
  };
}

/** A stored side: no key = nothing, "" = sent empty, null = an explicit null; a reason was not kept. */
function sideOf(text: string | null | undefined): Side {
  if (text === undefined) return null;
  if (text === null) return { absent: "null" };
  return text === "" ? { absent: "empty" } : { text };
}
