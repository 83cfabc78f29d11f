import {
  address,
  asFirst,
  birthDate,
  family,
  given,
  home,
  newborn,
  newbornFields,
  sexIs,
  sexes,
} from "../clusters.ts";
import { change, operator, survive, type MessOperator } from "../operator.ts";

const member = "coverage.member-id";
const cover = "cov-1";

/** A child who has no cover of its own yet. */
export const newbornCoverOperators: readonly MessOperator[] = [
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
];
