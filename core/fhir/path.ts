import { child, find, item } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { listAt, map, mapAt } from "./out.ts";
import type { OutMap } from "./out.ts";

/** One item of an array, known by what it holds: recognised when read, made with its constants when written. */
export interface Pick {
  readonly is: (item: Cursor, holder: Cursor) => boolean;
  readonly make: () => OutMap;
}

/** A key; after the key of an array, the position or the pick of one of its items. */
export type Step = string | number | Pick;
export type Path = readonly Step[];

/** `a.b.c` as a path; picks and positions stand as steps of their own. */
export function path(...steps: readonly Step[]): Path {
  return steps.flatMap<Step>((step) => (typeof step === "string" ? step.split(".") : [step]));
}

/** The element that a path leads to, undefined where it is not there. */
export function seek(at: Cursor | undefined, steps: Path): Cursor | undefined {
  let here = at;
  for (let i = 0; i < steps.length && here !== undefined; i++) {
    const step = steps[i];
    const next = steps[i + 1];
    if (typeof step !== "string") continue;
    if (next === undefined || typeof next === "string") here = child(here, step);
    else if (typeof next === "number") here = item(child(here, step), next);
    else here = findPick(here, step, next);
  }
  return here;
}

function findPick(holder: Cursor, key: string, pick: Pick): Cursor | undefined {
  return find(holder, key, (found) => pick.is(found, holder));
}

/** Which pick made an object, so that the next slot with the same pick finds it. */
const madeBy = new WeakMap<OutMap, Pick>();

/** The object that a path leads to, made with everything above it where it is not there yet. */
export function ensure(target: OutMap, steps: Path): OutMap {
  let here = target;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    const next = steps[i + 1];
    if (typeof step !== "string") continue;
    if (next === undefined || typeof next === "string") here = mapAt(here, step);
    else here = ensureItem(here, step, next);
  }
  return here;
}

function ensureItem(target: OutMap, key: string, which: number | Pick): OutMap {
  const { items } = listAt(target, key);
  if (typeof which === "number") {
    while (items.length <= which) items.push(map());
    const known = items[which];
    if (known?.kind === "object") return known;
    throw new Error(`The item ${String(which)} of "${key}" is no object.`);
  }
  for (const known of items) {
    if (known.kind === "object" && madeBy.get(known) === which) return known;
  }
  return addItem(target, key, which);
}

/** A further item of an array, made by a pick; the first one is found again by that pick. */
export function addItem(target: OutMap, key: string, pick: Pick): OutMap {
  const made = pick.make();
  madeBy.set(made, pick);
  listAt(target, key).items.push(made);
  return made;
}

/** A path and its last key apart. */
export function splitLast(steps: Path): { above: Path; key: string } {
  const key = steps.at(-1);
  if (typeof key !== "string") throw new Error("A path must end in a key.");
  return { above: steps.slice(0, -1), key };
}
