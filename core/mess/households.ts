import { dateText } from "../people/civil-date.ts";
import {
  address,
  asFirst,
  birthDate,
  bornYearsAgo,
  family,
  given,
  home,
  marital,
  newborn,
  newbornFields,
  sexes,
  sexIs,
  sharedGiven,
} from "./clusters.ts";
import { carrier, change, flag, type MessOperator, operator, survive } from "./operator.ts";

const birthOrder = "patient.birth-order";
const multiple = "patient.multiple-birth";
const suffix = "patient.name.suffix";
const mobile = "patient.telecom.mobile";
const email = "patient.telecom.email";
const member = "coverage.member-id";
const cover = "cov-1";

const personal = [family, birthDate, ...sexes, ...address, home] as const;

/** People who live together and are not one person. */
export const householdOperators: readonly MessOperator[] = [
  operator("identity", {
    id: "twin-same-sex",
    introduced: 301,
    layer: "structure",
    targets: [birthOrder],
    beside: [...personal, given, multiple],
    any: [survive],
    note: "as two charts",
    exposes: "WRONG-MERGE CROSS-PATIENT SILENT-MATCH",
    source: "S-3 S-13",
    says: "Twins of one sex: one last name, birth date, address and phone, and two first names.",
    example: "Maris and Marin, first and second",
    share: 0.0326,
    rate: "32.6 per 1,000 births in 2018 [NCHS351]",
    cluster: { members: 2, same: false, agrees: "strong" },
    apply: (acting) => {
      const female = acting.other(0).making.sex === "female";
      const names = female ? ["Maris", "Marin"] : ["Edwin", "Erwin"];
      const name = names[acting.member] ?? "";
      return [
        ...asFirst(acting, personal),
        change(given, "", name + acting.token(given)),
        change(birthOrder, "", String(acting.member + 1)),
        change(multiple, "", "true"),
      ];
    },
  }),
  operator("identity", {
    id: "twin-temp-name",
    introduced: 302,
    layer: "structure",
    targets: [given],
    beside: [family, birthOrder, multiple, ...newbornFields, ...sexes, ...address, home],
    any: [survive],
    note: "as two charts",
    exposes: "WRONG-MERGE TRUNCATE DUP-CREATE",
    source: "S-3 S-13",
    says: "Twins of yesterday who have no names of their own yet.",
    example: "Babygirl A, Babygirl B",
    share: 0.005,
    rate: "non-distinct names in about 82 % of the NICUs asked [ADEL15]; share of people our own weight",
    cluster: { members: 2, same: false, agrees: "strong" },
    apply: (acting) => [
      ...asFirst(acting, [family, ...address, home]),
      ...sexIs("female"),
      ...newborn(acting, 1, acting.member === 0 ? "04:12" : "04:31"),
      change(given, "", acting.member === 0 ? "Babygirl A" : "Babygirl B"),
      change(birthOrder, "", String(acting.member + 1)),
      change(multiple, "", "true"),
    ],
  }),
  operator("identity", {
    id: "jr-sr-same-address",
    introduced: 303,
    layer: "structure",
    targets: [suffix],
    beside: [...personal, given],
    any: [survive],
    note: "as two charts",
    exposes: "WRONG-MERGE SILENT-MATCH DROP-ELEMENT",
    source: "S-3",
    says: "Father and son of one name at one address; only suffix and birth date tell them apart.",
    example: "Carlos Ruiz Sr, Carlos Ruiz Jr",
    share: 0.01,
    cluster: { members: 2, same: false, agrees: "strong" },
    apply: (acting) => [
      ...asFirst(acting, [family, ...address, home]),
      sharedGiven(acting, ["Robert", "Martin", "Victor"]),
      ...sexIs("male"),
      change(birthDate, "", bornYearsAgo(acting, acting.member === 0 ? 71 : 43)),
      change(suffix, "", acting.member === 0 ? "Sr" : "Jr"),
    ],
  }),
  operator("identity", {
    id: "same-name-same-dob",
    introduced: 304,
    layer: "structure",
    targets: [family],
    beside: [given, birthDate, ...sexes],
    any: [survive, flag],
    note: "as two charts, or marked as not clear",
    exposes: "WRONG-MERGE SILENT-MATCH",
    source: "S-3",
    rate: "0.5 % of people, our own weight; grows with cohort size",
    says: "Two strangers who share first name, last name and date of birth.",
    example: "another address, another social security number",
    share: 0.005,
    cluster: { members: 2, same: false, agrees: "strong" },
    apply: (acting) => asFirst(acting, [family, given, birthDate, ...sexes]),
  }),
  operator("contact", {
    id: "phone-shared",
    introduced: 305,
    layer: "structure",
    targets: [mobile],
    beside: [family, ...address],
    any: [survive],
    note: "as five charts",
    exposes: "WRONG-MERGE SILENT-MATCH",
    source: "S-3",
    says: "A family of five with one address and one cell phone.",
    example: "five charts, one number",
    share: 0.2,
    cluster: { members: 5, same: false, agrees: "weak" },
    apply: (acting) => asFirst(acting, [mobile, family, ...address]),
  }),
  operator("contact", {
    id: "email-shared",
    introduced: 306,
    layer: "structure",
    targets: [email],
    beside: [family],
    any: [survive],
    note: "as three charts",
    exposes: "WRONG-MERGE DUP-CREATE",
    source: "S-3",
    says: "One e-mail address for mother, father and child.",
    example: "three charts, one address",
    share: 0.1,
    cluster: { members: 3, same: false, agrees: "weak" },
    apply: (acting) => asFirst(acting, [email, family]),
  }),
  operator("insurance", {
    id: "cov-newborn-under-mother",
    introduced: 307,
    layer: "structure",
    targets: [member],
    beside: [
      family,
      given,
      "coverage.payer-name",
      "coverage.payer-id",
      "coverage.relationship",
      "coverage.subscriber-name",
      "coverage.subscriber-dob",
      ...newbornFields,
      ...sexes,
      ...address,
      home,
    ],
    any: [survive],
    note: "as two patients",
    exposes: "WRONG-MERGE CROSS-PATIENT CROSS-FIELD",
    source: "S-12 S-13",
    says: "A newborn who is insured under the mother's number for the first month.",
    example: "one member number, two charts",
    share: 0.01,
    rate: "every newborn; share of people our own weight",
    cluster: { members: 2, same: false, agrees: "weak" },
    apply: (acting) => {
      const mother = acting.other(0);
      const number = change(member, cover, mother.text(member, cover) ?? "");
      if (acting.member === 0) return [...sexIs("female"), number];
      const same = ["coverage.payer-name", "coverage.payer-id"].map((field) =>
        change(field, cover, mother.text(field, cover) ?? ""),
      );
      return [
        ...asFirst(acting, [family, ...address, home]),
        ...newborn(acting, 9 + (acting.variant % 14), "02:40"),
        change(given, "", "Babyboy"),
        ...sexIs("male"),
        number,
        ...same,
        change("coverage.relationship", cover, "child"),
        change("coverage.subscriber-name", cover, mother.text(family) ?? ""),
        change("coverage.subscriber-dob", cover, mother.text(birthDate) ?? ""),
      ];
    },
  }),
  operator("identity", {
    id: "newborn-rename",
    introduced: 308,
    layer: "structure",
    targets: [given],
    beside: ["patient.name.alias", "patient.name.use", ...newbornFields],
    any: [survive],
    note: "one chart, before and after",
    exposes: "DUP-CREATE LOST-UPDATE STALE-OVERWRITE DROP-REPETITION",
    source: "S-2 S-3",
    says: "A newborn with a name for the first days, who gets a name by an update.",
    example: "Babyboy → Robert; the old name stays as an old one",
    share: 0.01,
    rate: "every newborn with a temporary name; share of people our own weight",
    apply: (acting) => [
      change(given, "", acting.making.sex === "female" ? "Babygirl" : "Babyboy"),
      ...newborn(acting, 3 + (acting.variant % 4), "05:55"),
    ],
    later: (acting) => {
      const names = acting.making.sex === "female" ? ["Karen", "Ellen"] : ["Robert", "Martin"];
      const alias = "patient.name.alias";
      return [
        change(given, "", carrier(names, acting.variant) + acting.token(given)),
        change(alias, "alias-1", `Babyboy ${acting.token(alias, "alias-1")}`),
        change("patient.name.use", "alias-1", "old"),
      ];
    },
  }),
  operator("relation", {
    id: "ped-turns-18",
    introduced: 309,
    layer: "structure",
    targets: ["proxy.until"],
    beside: [birthDate, marital, "proxy.name", "proxy.scope"],
    any: [survive],
    note: "the parent's access ends that day",
    exposes: "LOST-UPDATE VISIBILITY LATE",
    source: "S-2 S-13",
    says: "A patient who turns 18 tomorrow: from then on the parents may no longer look.",
    example: "access until the birthday",
    apply: (acting) => {
      const birthday = dateText(acting.making.numbers.today + 1);
      const [year = "", month = "", day = ""] = birthday.split("-");
      const born = `${String(Number(year) - 18)}-${month}-${month === "02" && day === "29" ? "28" : day}`;
      const parent = carrier(["Ortiz", "Fisher"], acting.variant);
      return [
        change(birthDate, "", born),
        change(marital, "", "S"),
        change("proxy.name", "proxy-1", parent + acting.token("proxy.name", "proxy-1")),
        change("proxy.scope", "proxy-1", "all"),
        change("proxy.until", "proxy-1", birthday),
      ];
    },
  }),
];
