import { isCodecName } from "./codecs.ts";
import type { CodecName } from "./codecs.ts";
import { written } from "./written-places.ts";

/** Where one element of a FHIR resource stands in HL7 v2.5.1. */
export interface Place {
  readonly path: string;
  readonly segment: string;
  /** The index of the path that counts the segments; null: the first segment. */
  readonly occurrence: number | null;
  readonly field: number;
  /** The index of the path that counts the repetitions; null: the first one. */
  readonly repetition: number | null;
  readonly component: number;
  readonly subcomponent: number;
  readonly codec: CodecName;
  /** Only where OBX-2 says this data type (HL7 v2.5.1, 7.4.2.2). */
  readonly valueType: string | null;
}

/** One kind of record: the segment that begins it, and the segments of it in their order. */
export interface RecordKind {
  readonly type: string;
  /** Null: a kind without a segment of its own; it travels in extension segments alone. */
  readonly main: string | null;
  readonly segments: readonly string[];
  readonly places: readonly Place[];
}

function readPlace(line: string): Place {
  const [path = "", at = "", ...rest] = line.split(" ");
  const match = /^([A-Z0-9]{3})(\([ab]\))?-(\d+)(\[[ab]\])?(?:\.(\d+)(?:\.(\d+))?)?$/.exec(at);
  const [, segment, occurrence, field, repetition, component, subcomponent] = match ?? [];
  if (segment === undefined) throw new Error(`"${line}" is no place.`);
  const order = [...path.matchAll(/\[([ab])\]/g)].map(([, name]) => name);
  const index = (name: string | undefined): number | null =>
    name === undefined ? null : order.indexOf(name.slice(1, 2));
  const codec = rest.find((word) => !word.startsWith("?")) ?? "text";
  if (!isCodecName(codec)) throw new Error(`"${codec}" is no codec.`);
  return {
    path,
    segment,
    occurrence: index(occurrence),
    field: Number(field),
    repetition: index(repetition),
    component: Number(component ?? 1),
    subcomponent: Number(subcomponent ?? 1),
    codec,
    valueType: rest.find((word) => word.startsWith("?"))?.slice(1) ?? null,
  };
}

/** Every kind of record that this interface sends. */
export const recordKinds: ReadonlyMap<string, RecordKind> = new Map(
  Object.entries(written).map(([type, { segments, lines }]) => {
    const ids = segments.split(" ").filter((id) => id !== "");
    const places = lines
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .map(readPlace);
    return [type, { type, main: ids[0] ?? null, segments: ids, places }];
  }),
);
