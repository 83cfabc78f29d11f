import type { Chart } from "../catalogue/chart.ts";
import type { Field, FieldId } from "../catalogue/field.ts";
import { fieldById, fields } from "../catalogue/fields.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { comparePaths, wireSpanOf } from "./wire-places.ts";

const last: readonly number[] = [Number.POSITIVE_INFINITY];

/** Fields in the order in which a message or a file writes them; what has no place stands last. */
const order: ReadonlyMap<string, number> = new Map(
  fields
    .filter(({ place }) => place === "own")
    .map(({ id }) => ({ id, span: wireSpanOf(id) }))
    .toSorted((a, b) => {
      const [x, y] = [a.span?.segment ?? "~", b.span?.segment ?? "~"];
      return x === y ? comparePaths(a.span?.first ?? last, b.span?.first ?? last) : x < y ? -1 : 1;
    })
    .map(({ id }, index) => [id, index]),
);

/** The condition on a repetition under which a field stands in it: home addresses, other than mailing ones. */
function kindOf({ hl7 }: Field): string {
  return /\[[^\]]*\]/u.exec(hl7 ?? "")?.[0] ?? "";
}

/** Fields that are parts of one, by group, kind of repetition and number: the columns of an address. */
const columns: ReadonlyMap<string, readonly FieldId[]> = new Map(
  [
    ...Map.groupBy(
      fields.filter(({ place }) => place === "own"),
      columnsOf,
    ),
  ].map(([key, own]) => [key, own.map(({ id }) => id)]),
);

function columnsOf(field: Field): string {
  const number = wireSpanOf(field.id)?.first[0] ?? "";
  return `${field.id.slice(0, field.id.lastIndexOf("."))} ${kindOf(field)} ${number}`;
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
    for (const boxes of boxesOf(chart, record, own)) {
      for (let by = -furthest; by <= furthest; by++) {
        if (by !== 0) for (const run of runsOf(boxes, by)) claim(run, by, found);
      }
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

/** The boxes of a record as a file has them that leaves empty ones out, and as one with columns has them. */
function boxesOf(
  chart: Chart | undefined,
  record: string,
  own: readonly Difference[],
): readonly (readonly Box[])[] {
  const sent = new Map<string, string>();
  for (const row of chart?.values ?? []) {
    if ("value" in row && recordOf(row) === record) sent.set(row.field, row.value);
  }
  const byField = new Map<string, Difference>(own.map((each) => [each.field, each]));
  const filled = [...new Set([...sent.keys(), ...byField.keys()])].toSorted(inOrder);
  const all = withEmptyColumns(filled);
  return (all === filled ? [filled] : [filled, all]).map((ids) =>
    ids.map((field) => {
      const difference = byField.get(field) ?? null;
      return { sent: sent.get(field) ?? difference?.source ?? null, difference };
    }),
  );
}

function inOrder(a: string, b: string): number {
  return (order.get(a) ?? 0) - (order.get(b) ?? 0);
}

/** A column in which nothing was sent is one all the same, where columns on both sides of it are filled. */
function withEmptyColumns(filled: readonly string[]): readonly string[] {
  const all = new Set(filled);
  for (const own of Map.groupBy(filled, (id) => columnKey(id)).values()) {
    const [first = "", end = first] = [own[0], own.at(-1)];
    for (const id of columns.get(columnKey(first)) ?? []) {
      if (inOrder(first, id) < 0 && inOrder(id, end) < 0) all.add(id);
    }
  }
  return all.size === filled.length ? filled : [...all].toSorted(inOrder);
}

function columnKey(id: string): string {
  const field = fieldById(id);
  return field === undefined ? id : columnsOf(field);
}

/** Stretches of boxes in which each holds what was sent for the box `by` places before. */
function runsOf(boxes: readonly Box[], by: number): readonly (readonly Difference[])[] {
  const runs: Difference[][] = [];
  let run: Difference[] = [];
  let start = 0;
  const end = (after: number): void => {
    const inside = run.filter(({ verdict }) => verdict === "delta");
    const telling = run.filter(({ target }) => (target?.length ?? 0) > 3);
    const emptied =
      by > 0 ? boxes.slice(Math.max(0, start - by), start) : boxes.slice(after, after - by);
    const left = emptied.flatMap(({ difference }) =>
      difference?.verdict === "missing" ? [difference] : [],
    );
    // One long value is enough where a box that it left is empty now.
    const enough = left.length > 0 ? 1 : 2;
    if (run.length >= 2 && inside.length > 0 && telling.length >= enough)
      runs.push([...run, ...left]);
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
