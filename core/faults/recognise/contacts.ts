import type { FieldId } from "../../catalogue/field.ts";
import { quoted } from "./recogniser.ts";
import type { Recogniser } from "./recogniser.ts";

const extension = /\s*(?:[;,]?\s*(?:ext\.?|extension|x|#)|;ext=)\s*:?\s*(\d{1,8})\s*$/iu;

const nameParts = ["family", "given", "middle", "suffix", "prefix", "further-given"].map(
  // Ids of the catalogue by their own naming; one that has no row simply has no value.
  (part) => `patient.name.${part}` as FieldId,
);

/** What is longer is no number, and the pattern would look at it from each of its places. */
function withoutExtension(text: string): string {
  return text.length > 200 ? text : text.replace(extension, "");
}

function digits(text: string): string {
  return text.replace(/\D/gu, "");
}

/** The words beside a number: "(daughter, after 5)". */
function letters(text: string): string {
  return text.replace(/\P{L}/gu, "");
}

/** What may be lost of a number, as the digits that are left. */
const phoneLosses: Readonly<Record<string, (text: string) => string>> = {
  form: digits,
  extension: (text) => digits(withoutExtension(text)),
  country: (text) => withoutCountry(digits(text)),
  "country and extension": (text) => withoutCountry(digits(withoutExtension(text))),
  "first digit": (text) => digits(text).slice(1),
  "all but the last ten digits": (text) => digits(text).slice(-10),
  "all but the first ten digits": (text) => digits(text).slice(0, 10),
  "all but the last seven digits": (text) => digits(withoutExtension(text)).slice(-7),
};

function withoutCountry(number: string): string {
  return number.replace(/^1(?=\d{10})/u, "");
}

/** Words of a text, one after the other. */
function said(text: string): string {
  return text.trim().split(/\s+/u).join(" ");
}

export const contactRecognisers: readonly Recogniser[] = [
  {
    id: "PHONE-MANGLE",
    cost: 0.8,
    agree: [],
    applies: (field) => field.form === "phone",
    propose: ({ source, target }) =>
      /^[\d\s().+\-/x#;=ext]+$/iu.test(target) || letters(source).includes(letters(target))
        ? [
            ...Object.keys(phoneLosses).map((lost) => ({ lost })),
            { lost: "nothing, a country was added" },
          ]
        : [],
    simulate: ({ lost }, source, { target }) => {
      const left = phoneLosses[String(lost)]?.(source) ?? `1${digits(source)}`;
      return left !== "" && left === digits(target) ? target : null;
    },
    why: ({ lost }, source, target) =>
      lost === "form"
        ? `The phone number is written otherwise: ${quoted(source)} became ${quoted(target)}.`
        : `The phone number lost ${String(lost)}: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "NAME-RESHUFFLE",
    cost: 1,
    agree: [],
    applies: (field) => nameParts.includes(field.id),
    propose: ({ field, source, target, sourceSibling, targetSibling }) => {
      // The same words in the same box: what stands between them changed.
      if (said(source) === said(target)) return [];
      const all = (sibling: (id: FieldId) => string | null): string =>
        nameParts
          .flatMap((id) => (sibling(id) ?? "").split(/\s+/u))
          .filter((word) => word !== "")
          .toSorted()
          .join(" ");
      if (all(sourceSibling) === "" || all(sourceSibling) !== all(targetSibling)) return [];
      const others = nameParts.filter((id) => id !== field.id);
      const from = others.filter((id) =>
        target.split(/\s+/u).some((word) => (sourceSibling(id) ?? "").split(/\s+/u).includes(word)),
      );
      const words = from.map((id) => id.replace("patient.name.", "")).join(" and ");
      return [{ with: words === "" ? "another part" : words }];
    },
    simulate: (_params, _source, { target }) => target,
    why: (params, source, target) =>
      `The parts of the name moved (with ${String(params["with"])}): ${quoted(source)} became ${quoted(target)}.`,
  },
];
