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

/** All parts of the name, one after the other, as they stand on a side. */
export function wholeNameOf(aligned: readonly Aligned[]): (side: "source" | "target") => string {
  return (side) => {
    const texts = parts.flatMap((part) =>
      aligned
        .filter(({ field }) => field.id === part)
        .flatMap((row) => {
          const value = row[side];
          return value !== null && "value" in value ? [value.value] : [];
        }),
    );
    return collapseSpaces(texts.join(" "));
  };
}
