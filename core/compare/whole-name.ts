import type { Aligned } from "./align/align.ts";
import { collapseSpaces } from "./forms/text.ts";

/** The parts of a person's name in the order in which they are said. */
const parts: readonly string[] = [
  "patient.name.given",
  "patient.name.further-given",
  "patient.name.middle",
  "patient.name.family",
  "patient.name.suffix",
];

export function isPartOfName(field: string): boolean {
  return parts.includes(field);
}

/** Parts of a name, given in any order, one after the other as they are said. */
export function sayName(
  rows: readonly { readonly field: string; readonly text: string }[],
): string {
  const texts = parts.flatMap((part) =>
    rows.filter(({ field }) => field === part).map(({ text }) => text),
  );
  return collapseSpaces(texts.join(" "));
}

/** All parts of the name, one after the other, as they stand on a side. */
export function wholeNameOf(aligned: readonly Aligned[]): (side: "source" | "target") => string {
  return (side) =>
    sayName(
      aligned.flatMap((row) => {
        const value = row[side];
        return isPartOfName(row.field.id) && value !== null && "value" in value
          ? [{ field: row.field.id, text: value.value }]
          : [];
      }),
    );
}
