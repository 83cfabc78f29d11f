import { collapseSpaces, dropInvisible, foldNewlines, withoutEnd } from "../forms/text.ts";
import { words } from "../tables/synonym-table.ts";
import { sibling, systemBeside } from "./siblings.ts";
import { holdsPlainWords, holdsWords, isClinicalWording } from "./transformation.ts";
import type { Transformation } from "./transformation.ts";

const marks = /\p{M}/gu;

/** U+00A0 alone (faults.md 3.4): a narrow no-break space is another sign. */
function noBreakToSpace(text: string): string {
  return text.replace(/\u00A0/gu, " ");
}

/** Rules on letters, spaces and lines. */
export const textRules: readonly Transformation[] = [
  {
    id: "AT-01",
    text: "Composed and decomposed accents are the same letter; stored composed.",
    byDefault: true,
    applies: holdsPlainWords,
    equal: (source, target) => source.normalize("NFC") === target,
    fold: (source) => source.normalize("NFC"),
  },
  {
    id: "AT-02",
    text: "Spaces at the ends and doubled spaces may go.",
    byDefault: true,
    applies: (field) => field.form === "text.name" || field.form === "text.address",
    equal: (source, target) =>
      target.length < source.length &&
      [
        collapseSpaces(source),
        withoutEnd(source, " ").replace(/^ +/u, ""),
        source.replace(/^ +/u, ""),
        withoutEnd(source, " "),
        source.replace(/ {2,}/gu, " "),
      ].includes(target),
    fold: collapseSpaces,
  },
  {
    id: "AT-03",
    text: "Names and addresses may be stored in capitals.",
    byDefault: false,
    applies: (field) => field.form === "text.name" || field.form === "text.address",
    equal: (source, target) => source.toUpperCase() === target,
    fold: (source) => source.toUpperCase(),
  },
  {
    id: "AT-04",
    text: "A curly apostrophe may become a straight one.",
    byDefault: false,
    applies: holdsWords,
    equal: (source, target) => source.replace(/[\u2018\u2019]/gu, "'") === target,
    fold: (source) => source.replace(/[\u2018\u2019]/gu, "'"),
  },
  {
    id: "AT-05",
    text: "A typographic hyphen may become a plain one.",
    byDefault: false,
    applies: holdsWords,
    equal: (source, target) => source.replace(/[\u2010\u2011]/gu, "-") === target,
    fold: (source) => source.replace(/[\u2010\u2011]/gu, "-"),
  },
  {
    id: "AT-06",
    text: "No-break spaces may become spaces, and hidden characters may go.",
    byDefault: true,
    applies: holdsPlainWords,
    equal: (source, target) =>
      [
        noBreakToSpace(dropInvisible(source)),
        noBreakToSpace(source),
        dropInvisible(source),
      ].includes(target),
    fold: (source) => noBreakToSpace(dropInvisible(source)),
  },
  {
    id: "AT-17",
    text: "The wording shown for a code may differ while the code is the same.",
    byDefault: true,
    applies: (field) => field.form === "text",
    equal: (source, target, context) => {
      const code = sibling(context, "code");
      const system = systemBeside(context);
      if (code.source === null || code.source !== code.target) return false;
      if (system.source !== system.target) return false;
      if (!isClinicalWording(context.field)) return true;
      // Another wording of a drug may be another drug: both must stand beside the code in a loaded table.
      const synonyms = context.declared?.synonyms;
      const known = (text: string): boolean =>
        synonyms !== undefined && words(synonyms, system.source, code.source ?? "", text);
      return known(source) && known(target);
    },
  },
  {
    id: "AT-20",
    text: "Line ends may be written in another form.",
    byDefault: true,
    applies: holdsWords,
    equal: (source, target) => foldNewlines(source) === foldNewlines(target) && source.length !== 0,
    fold: foldNewlines,
  },
  {
    id: "AT-24",
    text: "Accents may be removed (needs privacy and clinical sign-off).",
    byDefault: false,
    applies: holdsWords,
    equal: (source, target) =>
      source.normalize("NFD").replace(marks, "").normalize("NFC") === target,
    fold: (source) => source.normalize("NFD").replace(marks, "").normalize("NFC"),
  },
];
