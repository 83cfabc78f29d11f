import type { Design } from "./design.ts";
import {
  recordFaults,
  sameAgain,
  shownByAnyChange,
  structureDesigns,
  updateFaults,
} from "./designs/again.ts";
import { characterDesigns } from "./designs/characters.ts";
import { dateDesigns } from "./designs/dates.ts";
import { lengthDesigns } from "./designs/lengths.ts";
import { numberDesigns } from "./designs/numbers.ts";

const all: readonly Design[] = [
  ...lengthDesigns,
  ...characterDesigns,
  ...dateDesigns,
  ...numberDesigns,
  ...structureDesigns,
];

const byFault: ReadonlyMap<string, Design> = new Map(
  all.flatMap((design) => design.faults.map((fault) => [fault, design] as const)),
);

/** The design of a fault: its own, else the same values again on clean people. */
export function designOf(fault: string): Design {
  const own = byFault.get(fault);
  if (own !== undefined) return own;
  if (recordFaults.includes(fault)) return { ...sameAgain, record: true };
  if (!updateFaults.includes(fault)) return sameAgain;
  const update = { ...sameAgain, update: true } as const;
  return shownByAnyChange.includes(fault) ? update : { ...update, weak: true };
}
