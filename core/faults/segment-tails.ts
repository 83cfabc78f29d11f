import type { Chart } from "../catalogue/chart.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference, RoundComparison } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";
import { comparePaths, wireSpanOf } from "./wire-places.ts";
import type { WireSpan } from "./wire-places.ts";

/**
 * What happened to everything that stands behind one place of a segment (faults.md 4.2 DELIM-SPLIT,
 * 4.6 FIELD-SHIFT): a sign that was not escaped, or a field too many, moves all that follows, and most
 * of it can no longer be read as what it should be. Believed only where nothing behind that place
 * arrived, and whatever stands there instead is exactly what moved there.
 */
export type SegmentTails = ReadonlyMap<Difference, Hypothesis>;

/** A difference, or a value that arrived, at its place of the segment. */
interface Placed {
  readonly field: string;
  readonly span: WireSpan;
  readonly text: string;
  readonly difference: Difference | null;
}

/** What stands in one segment of one record, in the order of the wire. */
interface Line {
  readonly segment: string;
  readonly sent: readonly Placed[];
  readonly disturbed: readonly (Placed & { readonly difference: Difference })[];
}

/** A shift moves this many values at least; fewer are lost for reasons of their own. */
const leastMoved = 3;

export function segmentTails(cases: readonly ComparedCase[]): SegmentTails {
  const found = new Map<Difference, Hypothesis>();
  const lines = cases.flatMap(({ rounds, generated }) =>
    rounds.flatMap((round) => linesOf(round, generated)),
  );
  const elsewhere = travelElsewhere(lines);
  const unproven: { readonly segment: string; readonly tail: readonly Difference[] }[] = [];
  const proven = new Map<string, number>();
  for (const line of lines) {
    if (claimSplit(line, elsewhere, found)) continue;
    const tail = tailOf(line, elsewhere);
    if (tail === null) continue;
    const { segment } = line;
    const by = movedBy(line, tail);
    const own = tail.disturbed.map(({ difference }) => difference);
    if (by === 0) unproven.push({ segment, tail: own });
    if (by === null || by === 0) continue;
    proven.set(segment, by);
    claimShift(own, segment, by, found);
  }
  for (const { segment, tail } of unproven) {
    const by = proven.get(segment);
    if (by === undefined) suspectShift(tail, segment, found);
    else claimShift(tail, segment, by, found);
  }
  return found;
}

/** Fields that arrived in so many disturbed segments, and in all of them, are written elsewhere here. */
const surelyElsewhere = 3;

function travelElsewhere(lines: readonly Line[]): ReadonlySet<string> {
  const arrived = new Map<string, number>();
  for (const { sent } of lines) {
    for (const { field, difference } of sent) {
      const known = arrived.get(field) ?? 0;
      arrived.set(field, difference === null ? known + 1 : Number.NEGATIVE_INFINITY);
    }
  }
  return new Set([...arrived].filter(([, count]) => count >= surelyElsewhere).map(([id]) => id));
}

/** The record that a segment is about: the person, or an entry of a list. */
function recordOf(segment: string, entry: string): string {
  return segment === "PID" ? segment : `${segment} ${entry.split("/", 1)[0] ?? ""}`;
}

/** Only records of which several values are disturbed; mostly there are none. */
function linesOf(round: RoundComparison, chart: Chart | undefined): readonly Line[] {
  const open = round.differences.flatMap((difference) => {
    const span = wireSpanOf(difference.field);
    const { verdict, target, source } = difference;
    const isOpen = verdict === "missing" || verdict === "delta";
    return span === undefined || !isOpen || typeof source !== "string"
      ? []
      : [
          {
            field: difference.field,
            span,
            text: source,
            difference,
            gone: typeof target !== "string" || target === "",
          },
        ];
  });
  const records = Map.groupBy(open, ({ span, difference }) =>
    recordOf(span.segment, difference.entry),
  );
  const concerned = [...records].filter(
    ([, own]) => own.length >= 2 && own.some(({ gone }) => gone),
  );
  if (concerned.length === 0 || chart === undefined) return [];
  const segments = new Set(concerned.map(([, [first]]) => first?.span.segment));
  const there = new Set([...round.matched, ...round.allowed.map(keyOf)]);
  const sent = Map.groupBy(
    chart.values.flatMap((row) => {
      const span = wireSpanOf(row.field);
      if (span === undefined || !segments.has(span.segment) || !("value" in row)) return [];
      return there.has(keyOf(row))
        ? [{ field: row.field, span, entry: row.entry, text: row.value, difference: null }]
        : [];
    }),
    ({ span, entry }) => recordOf(span.segment, entry),
  );
  return concerned.map(([record, disturbed]) => ({
    segment: disturbed[0]?.span.segment ?? "",
    sent: [...(sent.get(record) ?? []), ...disturbed],
    disturbed,
  }));
}

function keyOf({ field, entry }: Pick<Difference, "field" | "entry">): string {
  return entry === "" ? field : `${field} ${entry}`;
}

/** Of the values behind a place, those that are disturbed and those that arrived. */
interface Behind {
  readonly disturbed: Line["disturbed"];
  readonly arrived: readonly string[];
}

/** What stands behind a place, in one field or up to the end of the segment; a value of two places, at either. */
function behind(line: Line, place: readonly number[], within: number | null): Behind {
  const isBehind = (path: readonly number[]): boolean =>
    comparePaths(path, place) > 0 && (within === null || path[0] === within);
  return {
    disturbed: line.disturbed.filter(({ span }) => isBehind(span.last)),
    arrived: line.sent
      .filter(({ span, difference }) => difference === null && isBehind(span.first))
      .map(({ field }) => field),
  };
}

/** An interface may write a few values elsewhere than the standard expects them; not a third of them. */
function isWhole({ disturbed, arrived }: Behind, elsewhere: ReadonlySet<string>): boolean {
  return arrived.filter((field) => !elsewhere.has(field)).length * 3 < disturbed.length;
}

const signs = /[|^~&]/u;

/** A value that broke at a sign, with all that stands behind it up to where the sign ends. */
function claimSplit(
  line: Line,
  elsewhere: ReadonlySet<string>,
  found: Map<Difference, Hypothesis>,
): boolean {
  const broken = line.disturbed.find(({ text, difference: { target } }) => {
    if (typeof target !== "string" || target === "" || !text.startsWith(target)) return false;
    return signs.test(text.slice(target.length, target.length + 1));
  });
  if (broken === undefined) return false;
  const { span, text, difference } = broken;
  const rest = text.slice((difference.target ?? "").length);
  // A field separator moves the rest of the segment, any other sign the rest of the field alone.
  const within = rest.includes("|") ? null : (span.first[0] ?? 0);
  const after = behind(line, span.last, within);
  if (after.disturbed.length === 0 || !isWhole(after, elsewhere)) return false;
  if (within !== null && after.arrived.length > 0) return false;
  const pieces = new Set(rest.split(signs).map((piece) => piece.trim()));
  const sent = new Set(line.sent.map((each) => each.text));
  const isMoved = ({ target }: Difference): boolean =>
    typeof target !== "string" || pieces.has(target.trim()) || sent.has(target);
  if (!after.disturbed.every((each) => isMoved(each.difference))) return false;
  const sign = rest.slice(0, 1);
  const why = `The text broke at the sign ${sign} in ${quoted(text)}; what stands behind it in ${line.segment} is in other boxes or lost.`;
  for (const each of [broken, ...after.disturbed]) {
    found.set(each.difference, { atoms: [atomOf("DELIM-SPLIT", { sign })], cost: -0.1, why });
  }
  return true;
}

/** The longest stretch up to the end of a segment of which hardly anything arrived; null where that is little. */
function tailOf(line: Line, elsewhere: ReadonlySet<string>): Behind | null {
  const places = line.disturbed.map(({ span }) => span.last).toSorted(comparePaths);
  for (const place of places) {
    const before = [...place.slice(0, -1), (place.at(-1) ?? 0) - 0.5];
    const tail = behind(line, before, null);
    if (!isWhole(tail, elsewhere)) continue;
    const fieldCount = new Set(tail.disturbed.map(({ span }) => span.last.join("."))).size;
    return fieldCount >= leastMoved ? tail : null;
  }
  return null;
}

/**
 * By how many fields the values of a tail moved: each that is there holds what was sent so many fields
 * before. 0 where none is there, but something before the tail arrived; null where it is no shift.
 */
function movedBy(line: Line, { disturbed, arrived }: Behind): number | null {
  const there = disturbed.filter(({ difference: { target } }) => (target ?? "") !== "");
  if (there.length === 0) {
    return arrived.length === 0 && line.sent.length > line.disturbed.length ? 0 : null;
  }
  const steps = there.map(({ span, difference: { target } }) => {
    const from = line.sent.filter(({ text }) => text === target);
    const fields = from.map((each) => (span.last[0] ?? 0) - (each.span.last[0] ?? 0));
    return new Set(fields.filter((by) => by > 0));
  });
  const [first = new Set<number>(), ...others] = steps;
  return [...first].find((by) => others.every((each) => each.has(by))) ?? null;
}

function claimShift(
  tail: readonly Difference[],
  segment: string,
  by: number,
  found: Map<Difference, Hypothesis>,
): void {
  const places = by === 1 ? "one field" : `${by} fields`;
  const why = `All that follows in ${segment} moved by ${places}: ${tail.length} values are in other boxes, or cannot be read where they stand now.`;
  for (const each of tail) {
    found.set(each, { atoms: [atomOf("FIELD-SHIFT", { by })], cost: -0.1, why });
  }
}

/** Nothing from one field on is there: it was not kept, or it moved to where nothing can be read. */
function suspectShift(
  tail: readonly Difference[],
  segment: string,
  found: Map<Difference, Hypothesis>,
): void {
  const why = `Nothing from one field of ${segment} on arrived: its ${tail.length} values may have moved.`;
  for (const each of tail) {
    found.set(each, { atoms: [atomOf("FIELD-SHIFT", {})], cost: 0.6, alike: true, why });
  }
}
