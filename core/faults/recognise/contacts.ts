import type { FieldId } from "../../catalogue/field.ts";
import { quoted } from "./recogniser.ts";
import type { Recogniser } from "./recogniser.ts";

const extension = /\s*(?:[;,]?\s*(?:ext\.?|extension|x|#)|;ext=)\s*:?\s*(\d{1,8})\s*$/iu;

const nameParts = ["family", "given", "middle", "suffix", "prefix", "further-given"].map(
  // Ids of the catalogue by their own naming; one that has no row simply has no value.
  (part) => `patient.name.${part}` as FieldId,
);

function digits(text: string): string {
  return text.replace(/\D/gu, "");
}

const phoneLosses: Readonly<Record<string, (text: string) => string>> = {
  extension: (text) => text.replace(extension, ""),
  "extension merged": (text) => text.replace(extension, "$1"),
  "digits only": digits,
  "digits without extension": (text) => digits(text.replace(extension, "")),
  country: (text) => text.replace(/^\+?1[\s.-]*/u, ""),
  "digits without country": (text) => digits(text).replace(/^1(?=\d{10})/u, ""),
  "digits without country and extension": (text) =>
    digits(text.replace(extension, "")).replace(/^1(?=\d{10}$)/u, ""),
  plus: (text) => text.replace(/^\+/u, ""),
  "last ten digits": (text) => digits(text).slice(-10),
  "first ten digits": (text) => digits(text).slice(0, 10),
};

export const contactRecognisers: readonly Recogniser[] = [
  {
    id: "PHONE-MANGLE",
    cost: 0.8,
    agree: [],
    applies: (field) => field.form === "phone",
    propose: ({ source, target }) => {
      const known = Object.keys(phoneLosses).map((lost) => ({ lost }));
      const sameDigits = digits(source) === digits(target) && source !== target;
      return sameDigits ? [...known, { lost: "form" }] : known;
    },
    simulate: ({ lost }, source, { target }) =>
      lost === "form" ? target : (phoneLosses[String(lost)]?.(source) ?? null),
    why: ({ lost }, source, target) =>
      `The phone number was changed (${lost === "form" ? "form" : String(lost)}): ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "NAME-RESHUFFLE",
    cost: 1,
    agree: [],
    applies: (field) => nameParts.includes(field.id),
    propose: ({ field, target, sourceSibling, targetSibling }) => {
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
