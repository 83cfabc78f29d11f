import { hostileTexts } from "./damage.ts";
import { dice, oneOf, type Dice } from "./dice.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Tree = { list: Tree[] } | { members: [key: string, value: Tree][] } | { token: string };

const tokens: readonly string[] = [
  "null",
  "true",
  "7",
  "-0.0",
  "1e999",
  "0.10",
  "123456789012345678901234567890",
  "[]",
  "{}",
  '"\\ud800"',
  '"\\udc00\\ud800"',
  ...hostileTexts.map((text) => JSON.stringify(text)),
];

/**
 * An endless row of documents that are JSON but no longer what they should be: values of another kind,
 * renamed, doubled and hostile keys, parts of one document in another.
 */
export function* damagedJson(seeds: readonly string[], seed: number): Generator<Uint8Array, never> {
  const roll = dice(seed);
  // Seeds are JSON that an encoder of ours has written.
  const trees = seeds.map((text) => treeOf(JSON.parse(text) as Json));
  const pool = trees.flatMap((tree) => [...partsOf(tree)]);
  const keys = pool.flatMap((tree) => ("members" in tree ? tree.members.map(([key]) => key) : []));
  for (;;) {
    let tree = oneOf(roll, trees);
    for (let i = roll(6); i >= 0; i--) tree = changed(tree, { pool, keys, roll }, 0);
    yield new TextEncoder().encode(textOf(tree));
  }
}

interface Change {
  readonly pool: readonly Tree[];
  readonly keys: readonly string[];
  readonly roll: Dice;
}

/** A copy with one change at a place that is drawn on the way down. */
function changed(tree: Tree, change: Change, depth: number): Tree {
  const { pool, keys, roll } = change;
  const stay = depth > 0 && roll(5) === 0;
  if ("list" in tree && tree.list.length > 0 && !stay) {
    const at = roll(tree.list.length);
    return { list: tree.list.map((one, i) => (i === at ? changed(one, change, depth + 1) : one)) };
  }
  if ("members" in tree && tree.members.length > 0 && !stay) {
    const at = roll(tree.members.length);
    const members = tree.members.map(([key, value], i): [string, Tree] =>
      i === at ? [key, changed(value, change, depth + 1)] : [key, value],
    );
    if (roll(6) === 0) members[at] = [oneOf(roll, [...keys, ...hostileTexts]), oneOf(roll, pool)];
    if (roll(12) === 0) members.splice(at, 0, [members[at]?.[0] ?? "", oneOf(roll, pool)]);
    if (roll(12) === 0) members.splice(at, 1);
    return { members };
  }
  switch (roll(6)) {
    case 0:
      return { token: oneOf(roll, tokens) };
    case 1:
      return { list: [tree] };
    case 2:
      return { list: Array<Tree>(roll(5)).fill(tree) };
    case 3:
      return { members: [[oneOf(roll, keys), tree]] };
    case 4:
      return { list: [{ token: "null" }, tree, { token: "null" }] };
    default:
      return oneOf(roll, pool);
  }
}

function treeOf(json: Json): Tree {
  if (json === null || typeof json !== "object") return { token: JSON.stringify(json) };
  if (isList(json)) return { list: json.map(treeOf) };
  return { members: Object.entries(json).map(([key, value]) => [key, treeOf(value)]) };
}

// Array.isArray does not narrow a readonly array away.
const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

function* partsOf(tree: Tree): Generator<Tree> {
  yield tree;
  if ("list" in tree) for (const one of tree.list) yield* partsOf(one);
  if ("members" in tree) for (const [, one] of tree.members) yield* partsOf(one);
}

function textOf(tree: Tree): string {
  if ("token" in tree) return tree.token;
  if ("list" in tree) return `[${tree.list.map(textOf).join(",")}]`;
  return `{${tree.members.map(([key, value]) => `${JSON.stringify(key)}:${textOf(value)}`).join(",")}}`;
}
