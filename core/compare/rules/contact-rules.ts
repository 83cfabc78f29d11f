import { foldEmailDomain } from "../forms/canonical.ts";
import { samePhone } from "../forms/phone.ts";
import { collapseSpaces } from "../forms/text.ts";
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

function postal(text: string): string {
  return collapseSpaces(text.toUpperCase().replace(/[.,]/gu, ""))
    .split(" ")
    .map((word) => postalWords[word] ?? word)
    .join(" ");
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
    equal: (source, target) =>
      postal(source) === postal(target) ||
      (/^\d{5}$/u.test(source) && new RegExp(`^${source}-?\\d{4}$`, "u").test(target)),
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
    equal: (source, target, { declared }) =>
      source === "" && (declared?.pairs?.some(([, to]) => to === target) ?? false),
  },
];
