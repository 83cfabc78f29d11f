import { list } from "./out.ts";
import type { Out } from "./out.ts";
import { notRecorded } from "./primitive.ts";
import { constant } from "./slot.ts";
import type { Slot } from "./slot.ts";

/** Fills a required element that no slot before it has filled: `kind` says what stands under the key. */
export function neededBy(key: string, kind: "primitive" | "element" | "list"): Slot {
  return constant(({ members }) => {
    if (hasContent(members.get(key)) || members.has(`_${key}`)) return;
    if (kind === "primitive") members.set(`_${key}`, notRecorded());
    else members.set(key, kind === "element" ? notRecorded() : list(notRecorded()));
  });
}

function hasContent(node: Out | undefined): boolean {
  if (node?.kind === "object") return node.members.size > 0;
  return node?.kind === "array" ? node.items.length > 0 : node !== undefined;
}
