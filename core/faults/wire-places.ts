import type { FieldId } from "../catalogue/field.ts";
import { fields } from "../catalogue/fields.ts";

/** Where a value stands in an HL7 v2 message: the segment, its field, and the components inside. */
export interface WirePlace {
  readonly segment: string;
  /** Field, component, subcomponent; compared one after the other. */
  readonly path: readonly number[];
}

/** All places that the catalogue names for a field, the expected one first. */
function placesOf(hl7: string | null): readonly WirePlace[] {
  return (hl7?.split(" | ") ?? []).flatMap((place) => {
    const parts = /^([A-Z][A-Z0-9]{2})-(\d+(?:\.\d+)*)/u.exec(place.replaceAll(/\[[^\]]*\]/gu, ""));
    const [, segment = "", path = ""] = parts ?? [];
    return parts === null ? [] : [{ segment, path: path.split(".").map(Number) }];
  });
}

/** The first and the last place that a field may have in the segment it is expected in. */
export interface WireSpan {
  readonly segment: string;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const spans: ReadonlyMap<string, WireSpan> = new Map(
  fields.flatMap(({ id, hl7 }) => {
    const [expected, ...others] = placesOf(hl7);
    if (expected === undefined) return [];
    const { segment } = expected;
    const paths = [expected, ...others.filter((each) => each.segment === segment)]
      .map(({ path }) => path)
      .toSorted(comparePaths);
    const [first = expected.path, last = first] = [paths[0], paths.at(-1)];
    return [[id, { segment, first, last }] as const];
  }),
);

/** Where a field travels by HL7 v2; undefined where it cannot. */
export function wireSpanOf(field: FieldId): WireSpan | undefined {
  return spans.get(field);
}

/** Below zero where the first path stands before the second. */
export function comparePaths(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
