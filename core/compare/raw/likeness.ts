import { readCivil, dayNumber } from "../forms/civil.ts";
import { plainDecimal, readDecimal } from "../forms/decimal.ts";
import { leavesOf } from "./raw-node.ts";
import type { RawLeaf, RawNode } from "./raw-node.ts";

const withZone = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/u;

/** The text by which two raw values are the same: a JSON number by its value, an instant by its moment. */
export function plainText({ text, form }: RawLeaf): string {
  if (form === "reference") return "→";
  if (form === "narrative") return "";
  if (form === "number") {
    const decimal = readDecimal(text);
    return decimal === null ? text : plainDecimal(decimal);
  }
  return withZone.test(text) ? moment(text) : text;
}

function moment(text: string): string {
  const civil = readCivil(text);
  if (civil?.month == null || civil.day === null || civil.offset === null) return text;
  const minutes =
    dayNumber(civil.year, civil.month, civil.day) * 1440 +
    (civil.hour ?? 0) * 60 +
    (civil.minute ?? 0) -
    civil.offset;
  return `@${minutes}:${civil.second ?? 0}.${civil.fraction.replace(/0+$/u, "")}`;
}

const signatures = new WeakMap<RawNode, string>();

/** Alike for two nodes that say the same: keys in any order, groups of a list in any order. */
export function signatureOf(node: RawNode): string {
  const known = signatures.get(node);
  if (known !== undefined) return known;
  const made = sign(node);
  signatures.set(node, made);
  return made;
}

function sign(node: RawNode): string {
  if (node.kind === "leaf") {
    const text = plainText(node);
    return `${text.length}:${text}`;
  }
  const parts = [...node.members].map(([key, list]) => {
    const all = list.map(signatureOf);
    // The order of plain values may say something (given names), that of groups does not.
    if (list.some(({ kind }) => kind === "group")) all.sort();
    return `${key}[${all.join(",")}]`;
  });
  return `{${parts.sort().join(",")}}`;
}

/** The values that fields hold, alike for two nodes as `signatureOf` is; null where there is none. */
export function readSignatureOf(node: RawNode): string | null {
  const read = [...leavesOf(node, "")].filter(([, leaf]) => leaf.isRead);
  return read.length === 0
    ? null
    : read
        .map(([path, leaf]) => `${path}=${plainText(leaf)}`)
        .sort()
        .join("|");
}

const bags = new WeakMap<RawNode, ReadonlyMap<string, number>>();

function bagOf(node: RawNode): ReadonlyMap<string, number> {
  const known = bags.get(node);
  if (known !== undefined) return known;
  const bag = new Map<string, number>();
  for (const [path, leaf] of leavesOf(node, "")) {
    const key = `${path}=${plainText(leaf)}`;
    bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  bags.set(node, bag);
  return bag;
}

/** The values of a node, each with its path. */
export function valuesOf(node: RawNode): Iterable<string> {
  return bagOf(node).keys();
}

/** The share of values that two nodes have in common, 0…1. */
export function likeness(a: RawNode, b: RawNode): number {
  const [left, right] = [bagOf(a), bagOf(b)];
  let common = 0;
  let [sizeA, sizeB] = [0, 0];
  for (const [key, count] of left) {
    sizeA += count;
    common += Math.min(count, right.get(key) ?? 0);
  }
  for (const count of right.values()) sizeB += count;
  const size = Math.max(sizeA, sizeB);
  return size === 0 ? 1 : common / size;
}
