import type { Field } from "../../catalogue/field.ts";
import { quoted } from "../../faults/recognise/recogniser.ts";
import { repeatable } from "../repeat-entry.ts";
import type { Design, Sketch } from "../design.ts";
import type { Finding } from "../shot.ts";

const atMost = 3;

/** The different values that the finding struck in the run, on clean people. */
function sameValues({ examples }: Finding, field: Field): readonly Sketch[] {
  const sent = new Map(
    examples.flatMap(({ source, along, field: struck }) =>
      source === null || struck !== field.id ? [] : [[source, along] as const],
    ),
  );
  return [...sent].slice(0, atMost).map(([text, along]) => ({
    says: `${quoted(text)}, which it struck`,
    value: () => text,
    along,
  }));
}

/** The words by which a value is known that nothing was done to. */
export const ownValue = "a clean patient's own value";

/** The person's own value: nothing but a clean record. */
const own: Sketch = { says: ownValue, value: (text) => text };
const control: Sketch = { ...own, part: "control" };

/** Lost or invented whatever the value is: two clean people. */
export const structureDesigns: readonly Design[] = [
  {
    faults: ["DROP-ELEMENT", "DROP-SEGMENT"],
    judging: "gone",
    sketches: () => [own, { ...own, says: "a second clean patient's own value" }],
  },
  {
    faults: ["DROP-REPETITION", "CARDINALITY", "PAGING-LOSS"],
    judging: "count",
    sketches: ({ fault: { params } }, field) => {
      if (!repeatable(field)) return [];
      const keep = typeof params["k"] === "number" ? params["k"] : 1;
      const counts = keep === 1 ? [1, 2, 3] : [keep - 1, keep, keep + 1];
      return counts.map((repeat) => ({
        says: repeat === 1 ? "one entry" : `${repeat} entries`,
        trait: String(repeat),
        value: (text) => (text === "" ? "Probe" : text),
        repeat,
      }));
    },
  },
  // The ladder of people says itself who they are.
  { faults: ["WRONG-MERGE", "SILENT-MATCH"], judging: "joined", sketches: () => [] },
  {
    faults: ["DEFAULT-INJECT"],
    judging: "named",
    sketches: () =>
      ["first", "second", "third"].map((nth) => ({
        says: `a ${nth} patient without the value`,
        value: () => null,
      })),
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

/** Those of them that any change can show; the others need a deletion, a resend, a second writer. */
export const shownByAnyChange: readonly string[] = ["LATE", "LOST-UPDATE", "STALE-OVERWRITE"];

/** Faults of whole records: what their values are does not matter. */
export const recordFaults: readonly string[] = ["DROP-RECORD", "DUP-CREATE", "SPLIT"];

/** What every fault without a design of its own is tried with. */
export const sameAgain: Design = {
  faults: [],
  judging: "named",
  sketches: (finding, field) => {
    const values = sameValues(finding, field);
    return values.length === 0 ? [own] : [...values, control];
  },
};
