import type { Place } from "../../catalogue/chart.ts";
import { holdsReadValue, leavesOf } from "./raw-node.ts";
import type { RawGroup, RawLeaf, RawNode, RawRecord } from "./raw-node.ts";

/** An element that no field of the catalogue holds, and how often it stands in the records of one side. */
export interface UnreadElement {
  readonly element: string;
  readonly count: number;
  /** Where it stands first. */
  readonly at: Place;
}

/** Keys that only say how the value beside them is meant. */
const beside = new Set(["system", "version", "display", "use", "url", "userSelected"]);
/** The other way to say a unit, and the kind of a number, where one of them is read. */
const besideRead = new Set(["unit", "code", "type"]);

/** What no field holds in some records, by element, in the order of the wire. Narrative, tags and references are left out. */
export function sumUnread(records: readonly RawRecord[]): readonly UnreadElement[] {
  const found = new Map<string, { count: number; at: Place }>();
  const walk = (group: RawGroup, path: string, isTop: boolean): void => {
    const isRead = !isTop && holdsReadValue(group);
    for (const [key, list] of group.members) {
      if ((isTop && key === "meta") || (isRead && besideRead.has(key))) continue;
      for (const node of list) {
        const element = `${path}.${key}`;
        if (node.kind === "group") walk(node, element, false);
        else if (
          !node.isRead &&
          !beside.has(key) &&
          (node.form === "text" || node.form === "number")
        ) {
          const known = found.get(element);
          if (known === undefined) found.set(element, { count: 1, at: node.at() });
          else known.count += 1;
        }
      }
    }
  };
  const read = readTexts(records);
  for (const record of records) {
    if (record.joint === "-") sumFields(record, read, found);
    else walk(record.root, record.kind, true);
  }
  return [...found].map(([element, { count, at }]) => ({ element, count, at }));
}

/** Texts that were read, by segment and field: each message repeats who the person is. */
function readTexts(records: readonly RawRecord[]): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>();
  for (const { root, kind, joint } of records) {
    if (joint !== "-") continue;
    for (const [key, list] of root.members) {
      const known = read.get(`${kind}-${key}`) ?? new Set();
      read.set(`${kind}-${key}`, known);
      for (const leaf of leavesIn(list)) if (leaf.isRead) known.add(leaf.text);
    }
  }
  return read;
}

function leavesIn(list: readonly RawNode[]): readonly RawLeaf[] {
  return list.flatMap((node) => [...leavesOf(node, "")].map(([, leaf]) => leaf));
}

/** Of a segment by field: its components are parts of one value. */
function sumFields(
  { root, kind }: RawRecord,
  read: ReadonlyMap<string, ReadonlySet<string>>,
  found: Map<string, { count: number; at: Place }>,
): void {
  for (const [key, list] of root.members) {
    const field = `${kind}-${key}`;
    const leaves = leavesIn(list);
    const [first] = leaves;
    const isKnown = leaves.some(
      ({ isRead, text }) => isRead || read.get(field)?.has(text) === true,
    );
    if (first === undefined || isKnown) continue;
    const known = found.get(field);
    if (known === undefined) found.set(field, { count: 1, at: first.at() });
    else known.count += 1;
  }
}
