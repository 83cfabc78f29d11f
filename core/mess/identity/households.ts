import {
  address,
  asFirst,
  birthDate,
  bornYearsAgo,
  family,
  given,
  home,
  newborn,
  newbornFields,
  sexes,
  sexIs,
  sharedGiven,
} from "../clusters.ts";
import { carrier, change, flag, type MessOperator, operator, survive } from "../operator.ts";

const birthOrder = "patient.birth-order";
const multiple = "patient.multiple-birth";
const suffix = "patient.name.suffix";

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
];
