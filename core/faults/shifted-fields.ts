import type { Chart } from "../catalogue/chart.ts";
import { fields } from "../catalogue/fields.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";

/** Fields in the order in which a message or a file writes them. */
const order: ReadonlyMap<string, number> = new Map(
  fields
    .filter(({ place }) => place === "own")
    .toSorted((a, b) => compareParts(placeOf(a.hl7), placeOf(b.hl7)))
    .map(({ id }, index) => [id, index]),
);

/** Segment, field, component of an HL7 place, without conditions; what has none stands last. */
function placeOf(hl7: string | null): readonly (string | number)[] {
  const [first = ""] = (hl7 ?? "~").split(" | ");
  const [segment = "~", rest = ""] = first.replaceAll(/\[[^\]]*\]/gu, "").split("-");
  return [segment, ...rest.split(".").map(Number)];
}

function compareParts(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

const furthest = 3;

/**
 * Runs of boxes that all hold the value of the box so many places before (faults.md 4.6): two at least, and
 * the ends, where a box was left empty or one more was filled. By difference.
 */
export function shiftedFields(
  differences: readonly Difference[],
  chart: Chart | undefined,
): ReadonlyMap<Difference, Hypothesis> {
  const found = new Map<Difference, Hypothesis>();
  const records = Map.groupBy(differences.filter(isBox), recordOf);
  for (const own of records.values()) {
    if (own.length < 2 || !own.some(({ verdict }) => verdict === "delta")) continue;
    const record = own[0] === undefined ? "" : recordOf(own[0]);
    const boxes = boxesOf(chart, record, own);
    for (let by = -furthest; by <= furthest; by++) {
      if (by !== 0) for (const run of runsOf(boxes, by)) claim(run, by, found);
    }
  }
  return found;
}

interface Box {
  readonly sent: string | null;
  readonly difference: Difference | null;
}

function isBox({ verdict }: Difference): boolean {
  return verdict === "delta" || verdict === "missing" || verdict === "extra";
}

/** The message's group of a field and the entry it stands in. */
function recordOf({ field, entry }: Pick<Difference, "field" | "entry">): string {
  return `${field.split(".").slice(0, -1).join(".")} ${entry}`;
}

function boxesOf(
  chart: Chart | undefined,
  record: string,
  own: readonly Difference[],
): readonly Box[] {
  const sent = new Map<string, string>();
  for (const row of chart?.values ?? []) {
    if ("value" in row && recordOf(row) === record) sent.set(row.field, row.value);
  }
  const byField = new Map<string, Difference>(own.map((each) => [each.field, each]));
  return [...new Set([...sent.keys(), ...byField.keys()])]
    .toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    .map((field) => {
      const difference = byField.get(field) ?? null;
      return { sent: sent.get(field) ?? difference?.source ?? null, difference };
    });
}

/** Stretches of boxes in which each holds what was sent for the box `by` places before. */
function runsOf(boxes: readonly Box[], by: number): readonly (readonly Difference[])[] {
  const runs: Difference[][] = [];
  let run: Difference[] = [];
  let start = 0;
  const end = (after: number): void => {
    const inside = run.filter(({ verdict }) => verdict === "delta");
    const telling = run.filter(({ target }) => (target?.length ?? 0) > 3);
    const emptied = by > 0 ? boxes[start - 1] : boxes[after];
    const left = emptied?.difference;
    // One long value is enough where the box that it left is empty now.
    const enough = left?.verdict === "missing" ? 1 : 2;
    if (run.length >= 2 && inside.length > 0 && telling.length >= enough) {
      runs.push(left?.verdict === "missing" ? [...run, left] : run);
    }
    run = [];
  };
  for (const [at, { difference }] of boxes.entries()) {
    const from = boxes[at - by]?.sent ?? null;
    // A box behind the run is empty where an empty one moved into it.
    const holds =
      difference !== null &&
      (from === null
        ? run.length > 0 && difference.verdict === "missing"
        : difference.target === from);
    if (holds && difference.target !== difference.source) {
      if (run.length === 0) start = at;
      run.push(difference);
    } else end(at);
  }
  end(boxes.length);
  return runs;
}

function claim(run: readonly Difference[], by: number, found: Map<Difference, Hypothesis>): void {
  const places = Math.abs(by) === 1 ? "one box" : `${Math.abs(by)} boxes`;
  const why = `${run.length} boxes in a row moved by ${places}: each holds what belongs ${by > 0 ? "before" : "behind"} it.`;
  for (const difference of run) {
    if (found.has(difference)) continue;
    found.set(difference, { atoms: [atomOf("FIELD-SHIFT", { by })], cost: -0.1, why });
  }
}
