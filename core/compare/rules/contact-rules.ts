import { foldEmailDomain } from "../forms/canonical.ts";
import { samePhone } from "../forms/phone.ts";
import { collapseSpaces } from "../forms/text.ts";
import { isListed } from "./pairs.ts";
import type { Transformation } from "./transformation.ts";

const postalWords: Readonly<Record<string, string>> = {
  STREET: "ST",
  AVENUE: "AVE",
  ROAD: "RD",
  BOULEVARD: "BLVD",
  DRIVE: "DR",
  LANE: "LN",
  COURT: "CT",
  APARTMENT: "APT",
  SUITE: "STE",
  NORTH: "N",
  SOUTH: "S",
  EAST: "E",
  WEST: "W",
};

function bare(text: string): readonly string[] {
  return collapseSpaces(text.replace(/[.,]/gu, "")).split(" ");
}

/** Word by word: as it is, in capitals, or its postal abbreviation; never the other way round. */
function isPostalForm(source: string, target: string): boolean {
  const [from, to] = [bare(source), bare(target)];
  return (
    from.length === to.length &&
    from.every((word, at) => {
      const upper = word.toUpperCase();
      const short = postalWords[upper];
      const became = to[at] ?? "";
      return became === word || became === upper || became.toUpperCase() === short;
    })
  );
}

/** A ZIP code may get its four digits more; what they are nobody can check here. */
function gainsPlusFour(source: string, target: string): boolean {
  return /^\d{5}$/u.test(source) && /^\d{5}-?\d{4}$/u.test(target) && target.startsWith(source);
}

/** Rules on phones, addresses and e-mail. */
export const contactRules: readonly Transformation[] = [
  {
    id: "AT-07",
    text: "A phone number may be written with other punctuation, with or without +1.",
    byDefault: true,
    applies: (field) => field.form === "phone",
    equal: samePhone,
  },
  {
    id: "AT-08",
    text: "Postal abbreviations, capitals and ZIP+4 are allowed.",
    byDefault: false,
    applies: (field) => field.form === "text.address",
    equal: (source, target) => isPostalForm(source, target) || gainsPlusFour(source, target),
  },
  {
    id: "AT-09",
    text: "The part of an e-mail address after the @ may be stored in small letters.",
    byDefault: true,
    applies: (field) => field.form === "email",
    equal: (source, target) => foldEmailDomain(source) === target,
  },
  {
    id: "AT-25",
    text: "A domestic address may get the country's code.",
    byDefault: false,
    applies: (field) => field.id.endsWith(".country"),
    equal: (source, target, { declared }) => source === "" && isListed(declared, "", target),
    equalAbsence: (source, target, { declared }) =>
      (source === null || ("absent" in source && source.absent === "empty")) &&
      target !== null &&
      "text" in target &&
      isListed(declared, "", target.text),
  },
];
