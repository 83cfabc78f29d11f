import type { Place } from "../../catalogue/chart.ts";
import { plainText } from "./likeness.ts";
import { pairAlike } from "./pair-alike.ts";
import { holdsReadValue, leavesOf } from "./raw-node.ts";
import type { RawGroup, RawLeaf, RawNode, RawRecord } from "./raw-node.ts";

/** A difference in something that no field of the catalogue holds. */
export interface RawDifference {
  /** `Observation.component.valueQuantity.value`, without the numbers of list items. */
  readonly element: string;
  /** The record it stands in, as the source calls it, else the target. */
  readonly record: string;
  readonly verdict: "delta" | "missing" | "extra" | "not-compared";
  readonly source?: string;
  readonly target?: string;
  readonly at: Place;
  /** What a name can be told by, beside the texts. */
  readonly kind: {
    readonly isNumber: boolean;
    readonly of: "record" | "list" | null;
    /** A reference to another record, which no text names. */
    readonly isReference: boolean;
  };
}

/** Less alike than this, two records are not the same one changed. */
const leastRecord = 0.3;
/** A list item that has anything in common with another may be the same one. */
const leastItem = 0.05;

/**
 * Compares what no field of the catalogue holds in the records of one person in two files of one format.
 * Values that a field holds are left to it. A record that is not there is told by its fields where it has any.
 */
export function compareRaw(
  source: readonly RawRecord[],
  target: readonly RawRecord[],
): readonly RawDifference[] {
  const kinds = new Set([...source, ...target].map(({ kind }) => kind));
  const all = [...kinds].map((kind) =>
    pairAlike(
      source.filter((each) => each.kind === kind),
      target.filter((each) => each.kind === kind),
      ({ root }) => root,
      leastRecord,
      ({ id }) => id,
    ),
  );
  const partners = new Map(
    all.flatMap(({ pairs }) => pairs.map(([a, b]) => [a.id, b.id] as const)),
  );
  const met = new Set(partners.values());
  const into: RawDifference[] = [];
  for (const { pairs, missing, extra } of all) {
    for (const [a, b] of pairs) {
      const sameRecord = (from: RawLeaf, to: RawLeaf): "same" | "other" | "unknown" => {
        const [one, other] = [from.leadsTo, to.leadsTo];
        if (one !== null && other !== null) {
          if (partners.get(one) === other) return "same";
          // Records of another person are compared with that person.
          return partners.has(one) || met.has(other) ? "other" : "unknown";
        }
        if (from.text === to.text && one === other) return "same";
        // The record that it leads to on the one side is there on the other: it could lead to it.
        const isBroken = (one !== null && partners.has(one)) || (other !== null && met.has(other));
        return isBroken || (a.id === b.id && one === other) ? "other" : "unknown";
      };
      diffGroups(a.root, b.root, `${a.kind}${a.joint ?? "."}`, { record: a.id, into, sameRecord });
    }
    for (const [records, verdict] of [
      [missing, "missing"],
      [extra, "extra"],
    ] as const) {
      for (const each of records) alone(each, verdict, into);
    }
  }
  return into;
}

interface Diffing {
  readonly record: string;
  readonly into: RawDifference[];
  readonly sameRecord: (from: RawLeaf, to: RawLeaf) => "same" | "other" | "unknown";
}

/** What surrounds the records of a document or a message, as a Bundle does; a collection has none. */
const envelopes: ReadonlySet<string> = new Set(["Composition", "MessageHeader"]);

/** A record of one side only. */
function alone(
  { kind, id, root, at }: RawRecord,
  verdict: "missing" | "extra",
  into: RawDifference[],
): void {
  const leaves = [...leavesOf(root, "")].map(([, leaf]) => leaf);
  if (leaves.some(({ isRead }) => isRead)) return;
  const side = verdict === "missing" ? "source" : "target";
  const how = envelopes.has(kind) ? "not-compared" : verdict;
  const said = { [side]: wordsOf(root), at: at() };
  const whole = { isNumber: false, of: "record", isReference: false } as const;
  into.push({ element: kind, record: id, verdict: how, ...said, kind: whole });
}

/** `path` ends in what stands before the next key. */
function diffGroups(a: RawGroup, b: RawGroup, path: string, to: Diffing): void {
  const keys = new Set([...a.members.keys(), ...b.members.keys()]);
  for (const key of keys) {
    const [from = none, into = none] = [a.members.get(key), b.members.get(key)];
    // Words for a code that is another one are told by the code.
    if (key === "display" && codeDiffers(a, b)) continue;
    diffLists(from, into, `${path}${key}`, to);
  }
}

const none: readonly RawNode[] = [];

function codeDiffers(a: RawGroup, b: RawGroup): boolean {
  const textOf = ({ members }: RawGroup): string | null => {
    const [code] = members.get("code") ?? none;
    return code?.kind === "leaf" && code.isRead ? code.text : null;
  };
  return textOf(a) !== textOf(b);
}

function diffLists(
  from: readonly RawNode[],
  into: readonly RawNode[],
  path: string,
  to: Diffing,
): void {
  const areGroups = [...from, ...into].some(({ kind }) => kind === "group");
  if (!areGroups || (from.length === 1 && into.length === 1)) {
    for (let i = 0; i < Math.max(from.length, into.length); i++) {
      const [a, b] = [from[i], into[i]];
      if (a !== undefined && b !== undefined) diffNodes(a, b, path, to);
      else if (a !== undefined) one(a, "missing", path, to, into.length > 0);
      else if (b !== undefined) one(b, "extra", path, to);
    }
    return;
  }
  const { pairs, missing, extra } = pairAlike(from, into, (each) => each, leastItem);
  for (const [a, b] of pairs) diffNodes(a, b, path, to);
  for (const each of missing) one(each, "missing", path, to, pairs.length > 0);
  for (const each of extra) one(each, "extra", path, to);
}

function diffNodes(a: RawNode, b: RawNode, path: string, to: Diffing): void {
  if (a.kind === "group" && b.kind === "group") {
    diffGroups(a, b, `${path}.`, to);
    return;
  }
  if (a.kind === "group" || b.kind === "group") {
    one(a, "missing", path, to);
    one(b, "extra", path, to);
    return;
  }
  if (a.isRead || b.isRead) return;
  const verdict = judge(a, b, to);
  if (verdict === null) return;
  const kind = {
    isNumber: a.form === "number" && b.form === "number",
    of: null,
    isReference: a.form === "reference",
  };
  const texts = { source: a.text, target: b.text };
  to.into.push({ element: path, record: to.record, verdict, ...texts, at: b.at(), kind });
}

function judge(a: RawLeaf, b: RawLeaf, to: Diffing): RawDifference["verdict"] | null {
  if (a.form === "reference" && b.form === "reference") {
    const found = to.sameRecord(a, b);
    return found === "same" ? null : found === "other" ? "delta" : "not-compared";
  }
  if (a.form === "narrative") return a.text === b.text ? null : "not-compared";
  return plainText(a) === plainText(b) ? null : "delta";
}

/** Something of one side only. What stands beside a value that is gone with it is told by that value. */
function one(
  node: RawNode,
  verdict: "missing" | "extra",
  path: string,
  to: Diffing,
  othersCame = false,
): void {
  const [first, ...further] = untold(node);
  if (first === undefined) return;
  const side = verdict === "missing" ? "source" : "target";
  const isNarrative = [first, ...further].every(({ form }) => form === "narrative");
  to.into.push({
    element: path,
    record: to.record,
    verdict: isNarrative ? "not-compared" : verdict,
    [side]: [first, ...further].map(({ text }) => text).join(" · "),
    at: first.at(),
    kind: { isNumber: false, of: othersCame ? "list" : null, isReference: false },
  });
}

/** The values of a node that neither a field of the catalogue holds nor one beside them tells of. */
function untold(node: RawNode): readonly RawLeaf[] {
  if (node.kind === "leaf") return node.isRead ? [] : [node];
  const all = [...node.members.values()].flat();
  const within = holdsReadValue(node) ? all.filter(({ kind }) => kind === "group") : all;
  return within.flatMap(untold);
}

/** What a group says, shortest way: its values in the order of the wire. */
function wordsOf(group: RawGroup): string {
  return [...leavesOf(group, "")]
    .filter(([, { form }]) => form === "text" || form === "number")
    .map(([, { text }]) => text)
    .join(" · ");
}
