import type { Field } from "../../catalogue/field.ts";
import type { Design, Sketch } from "../design.ts";
import { around, holdsFreeText } from "../ruler.ts";

/** Texts that are put into a value, with a plain one first: it must arrive whole. */
function inside(texts: readonly (readonly [says: string, text: string])[]) {
  return (_finding: unknown, field: Field): readonly Sketch[] =>
    holdsFreeText(field)
      ? [
          { says: "plain letters", value: (own) => around(field, own, "") },
          ...texts.map(([says, text]) => ({
            says,
            value: (own: string) => around(field, own, text),
          })),
        ]
      : [];
}

/** Each one as it looks. */
const asItIs = (texts: readonly string[]) => inside(texts.map((text) => [text, text] as const));

/** Whole values, as they stand here. */
function values(texts: readonly (readonly [says: string, value: string])[]) {
  return (_finding: unknown, field: Field): readonly Sketch[] =>
    holdsFreeText(field) ? texts.map(([says, value]) => ({ says, value: () => value })) : [];
}

const value = "value" as const;

/** Letters and signs (faults.md 4.2): each alone, beside a value of plain letters. */
export const characterDesigns: readonly Design[] = [
  { faults: ["CHARSET-U8-1252"], judging: value, sketches: asItIs(["é", "’", "Á", "à"]) },
  { faults: ["CHARSET-U8-U8"], judging: value, sketches: asItIs(["é", "’"]) },
  { faults: ["CHARSET-1252-U8"], judging: value, sketches: asItIs(["é", "’"]) },
  { faults: ["CHARSET-QMARK"], judging: value, sketches: asItIs(["é", "€", "Ł", "ễ", "𠮷"]) },
  { faults: ["CHARSET-DROP"], judging: value, sketches: asItIs(["é", "'é", "Ł"]) },
  { faults: ["CHARSET-OEM"], judging: value, sketches: asItIs(["é", "ñ"]) },
  { faults: ["CHARSET-7BIT"], judging: value, sketches: asItIs(["ü", "Þ"]) },
  { faults: ["CHARSET-LOWBYTE"], judging: value, sketches: asItIs(["é", "Ł", "’"]) },
  { faults: ["CHARSET-WIDE"], judging: value, sketches: asItIs(["𠮷"]) },
  { faults: ["TRANSLIT"], judging: value, sketches: asItIs(["é", "Ł", "ß"]) },
  {
    faults: ["NFC-NFD"],
    judging: value,
    sketches: inside([
      ["é as one sign", "\u00E9"],
      ["e with an accent of its own", "e\u0301"],
    ]),
  },
  { faults: ["NFKC-FOLD"], judging: value, sketches: asItIs(["½", "①", "Ｋ", "ﬁ"]) },
  {
    faults: ["CONFUSABLE"],
    judging: value,
    sketches: inside([
      ["Latin a", "a"],
      ["Cyrillic а", "\u0430"],
    ]),
  },
  {
    faults: ["INVISIBLE-DROP", "INVISIBLE-ADD"],
    judging: value,
    sketches: inside([
      ["zero-width space (U+200B)", "\u200B"],
      ["no-break space (U+00A0)", "\u00A0"],
      ["byte-order mark (U+FEFF)", "\uFEFF"],
    ]),
  },
  {
    faults: ["ESCAPE-LEAK", "ESCAPE-DOUBLE"],
    judging: value,
    sketches: asItIs(["&", "|", "^", "~", "\\", "\\T\\"]),
  },
  { faults: ["ENTITY-LEAK"], judging: value, sketches: asItIs(["&", "<", "'", "&#39;"]) },
  { faults: ["DELIM-SPLIT"], judging: value, sketches: asItIs(["|", "^", "&", "~", ",", ";"]) },
  {
    faults: ["NEWLINE-LOSS"],
    judging: value,
    sketches: values([
      ["one line", "Probe line one"],
      ["two lines", "Probe line one\nProbe line two"],
    ]),
  },
  { faults: ["QUOTE"], judging: value, sketches: asItIs(["'", "’", '"', "`"]) },
  {
    faults: ["CASE"],
    judging: value,
    sketches: values([
      ["capitals and small letters", "McProbename"],
      ["small letters alone", "probename"],
      ["capitals alone", "PROBENAME"],
    ]),
  },
  {
    faults: ["TRIM", "SPACE"],
    judging: value,
    sketches: values([
      ["no space", "Probename"],
      ["a space in front", " Probename"],
      ["a space behind", "Probename "],
      ["one space inside", "Probe name"],
      ["two spaces inside", "Probe  name"],
    ]),
  },
  {
    faults: ["PAD"],
    judging: value,
    sketches: values([
      ["three letters", "Pro"],
      ["eight letters", "Probenam"],
    ]),
  },
  {
    faults: ["PUNCT-STRIP"],
    judging: value,
    sketches: asItIs(["'", "-", ".", ",", "#", "/"]),
  },
  {
    faults: ["PHONE-MANGLE"],
    judging: value,
    sketches: (_finding, field) =>
      field.form === "phone"
        ? [
            { says: "the number alone", value: (own) => own },
            { says: "with an extension", value: (own) => `${own} x12` },
            { says: "with words", value: (own) => `${own} after 5 pm` },
          ]
        : [],
  },
];
