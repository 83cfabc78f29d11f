import { carrier, change, type MessOperator, operator, reject, survive } from "../operator.ts";
import { rulerText } from "../ruler.ts";

const note = "result.note";
const entry = "obs-1";

/** Family J, comments: long ones, many of them, and the signs that end a line. */
export const noteOperators: readonly MessOperator[] = [
  operator("clinical", {
    id: "note-raw-cr",
    introduced: 254,
    layer: "structure",
    targets: [note],
    any: [survive, reject],
    note: "escaped on its way, or refused",
    exposes: "DELIM-SPLIT DROP-SEGMENT",
    source: "S-9",
    says: "A bare carriage return inside a comment: messages end their segments with it.",
    example: "line one␍OBX|2|ST|…",
    apply: (acting) => [
      change(note, entry, `Line one\rOBX|2|ST|X^Trap\rline three ${acting.token(note, entry)}`),
    ],
  }),
  operator("clinical", {
    id: "note-long",
    introduced: 255,
    layer: "length",
    targets: [note],
    any: [survive, reject],
    note: "whole up to a declared limit, else refused; never cut",
    exposes: "TRUNCATE TRUNCATE-MID DROP-SEGMENT",
    source: "S-9 S-11",
    says: "A comment of thousands of characters, which measures itself.",
    example: "4001, 32768, 65537 characters",
    apply: (acting) => {
      const length = [4001, 32768, 65537][acting.variant % 3] ?? 4001;
      return [change(note, entry, rulerText(length, acting.token(note, entry)))];
    },
  }),
  operator("clinical", {
    id: "note-nte-many",
    introduced: 256,
    layer: "structure",
    targets: [note],
    any: [survive],
    note: "all of them, in order",
    exposes: "DROP-SEGMENT LIST-REORDER CONCAT",
    source: "S-9",
    says: "Forty comments on one result, numbered.",
    example: "line 1 of 40 …",
    share: 0.02,
    apply: (acting) => [
      change(note, entry, `Line 1 of 40 ${acting.token(note, entry)}`),
      ...Array.from({ length: 39 }, (_, at) =>
        change(
          note,
          `${entry}/note-${String(at + 2)}`,
          `Line ${String(at + 2)} of 40 for test person ${String(acting.making.index + 1)}`,
        ),
      ),
    ],
  }),
  operator("clinical", {
    id: "note-emoji",
    introduced: 257,
    layer: "form",
    targets: [note],
    any: [survive],
    exposes: "CHARSET-WIDE CHARSET-QMARK TRUNCATE-BYTES",
    source: "S-9",
    says: "Small pictures in a comment, some of several characters each.",
    example: "👍🏽 👩‍⚕️ ✅ é",
    share: 0.01,
    apply: (acting) => {
      const pictures = carrier(
        ["\u{1f44d}\u{1f3fd} ok é", "\u{1f469}\u200d\u2695\ufe0f é", "\u2705 \u{1f489} é"],
        acting.variant,
      );
      return [change(note, entry, `${pictures} ${acting.token(note, entry)}`)];
    },
  }),
];
