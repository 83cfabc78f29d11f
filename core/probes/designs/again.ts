import type { Design, Sketch } from "../design.ts";
import type { Finding } from "../shot.ts";

const atMost = 3;

/** The different values that the finding struck in the run, on clean people. */
function sameValues({ examples }: Finding): readonly Sketch[] {
  const sent = new Map(
    examples.flatMap(({ source, along }) => (source === null ? [] : [[source, along] as const])),
  );
  return [...sent].slice(0, atMost).map(([text, along]) => ({
    says: `the value “${text}” that it struck`,
    value: () => text,
    along,
  }));
}

/** The person's own value: nothing but a clean record. */
const own: Sketch = { says: "a clean patient's own value", value: (text) => text };

/** Lost or invented whatever the value is: two clean people. */
export const structureDesigns: readonly Design[] = [
  {
    faults: ["DROP-ELEMENT", "DROP-SEGMENT"],
    judging: "gone",
    sketches: () => [own, { ...own, says: "a second clean patient's own value" }],
  },
  {
    faults: ["CODE-REMAP", "CODE-BROADEN", "CODE-VERSION", "ENUM-COLLAPSE", "STATUS-FLATTEN"],
    judging: "value",
    sketches: sameValues,
  },
];

/** Faults of time and of whole records: they show again, or not, on clean people. */
export const updateFaults: readonly string[] = [
  "LATE",
  "OUT-OF-ORDER",
  "LOST-UPDATE",
  "STALE-OVERWRITE",
  "LOST-DELETE",
  "RESURRECT",
  "DUP-ON-RESEND",
  "LOST-CONFLICT",
  "NULL-SEMANTICS",
  "WIPE",
];

/** What every fault without a design of its own is tried with. */
export const sameAgain: Design = {
  faults: [],
  judging: "named",
  sketches: (finding) => {
    const values = sameValues(finding);
    return values.length === 0 ? [own] : [...values, own];
  },
};
