import { dateText } from "../people/civil-date.ts";
import { carrier, change, flag, type MessOperator, operator, survive } from "./operator.ts";

const entry = "cov-1";

/** Family I: coverage. */
export const insuranceOperators: readonly MessOperator[] = [
  operator("insurance", {
    id: "cov-weird-payer",
    introduced: 34,
    targets: ["coverage.payer-name"],
    beside: ["coverage.payer-id"],
    any: [survive, flag],
    exposes: "DELIM-SPLIT CODE-REMAP TEXT-FOR-CODE LEADING-ZERO",
    source: "S-13",
    says: "An insurer that stands in no list, with signs that messages use.",
    example: 'Workers\' Comp – J&J/Acme (TPA: "Test-Wick"), 0000',
    share: 0.03,
    apply: (acting) => [
      change(
        "coverage.payer-name",
        entry,
        `Workers' Comp – J&J/Acme (TPA: "Test-Wick") ${acting.token("coverage.payer-name", entry)}`,
      ),
      change("coverage.payer-id", entry, carrier(["0000", "00417"], acting.variant)),
    ],
  }),
  operator("insurance", {
    id: "cov-expired",
    introduced: 60,
    targets: ["coverage.end"],
    any: [survive],
    note: "as expired",
    exposes: "STATUS-FLATTEN LOST-UPDATE DROP-ELEMENT",
    source: "S-12",
    says: "A cover that ended before the visit.",
    example: "end date before the visit",
    share: 0.05,
    // Days 154 to 158 before the reference date belong to no other date of the person.
    apply: (acting) => [
      change(
        "coverage.end",
        entry,
        dateText(acting.making.numbers.today - 154 - acting.draw("day").below(4)),
      ),
    ],
  }),
  operator("insurance", {
    id: "cov-group-long",
    introduced: 61,
    layer: "length",
    targets: ["coverage.group-name"],
    any: [survive],
    exposes: "TRUNCATE DELIM-SPLIT",
    source: "S-11",
    says: "A group name of 60 characters with an &.",
    example: "Amalgamated Orchard & Cannery Workers …",
    share: 0.02,
    apply: (acting) => {
      const token = acting.token("coverage.group-name", entry);
      const text = `${token} Orchard & Cannery Workers of the Upper Valley`.slice(0, 50);
      return [change("coverage.group-name", entry, `${text.padEnd(50, "x")} ${token}`)];
    },
  }),
  operator("insurance", {
    id: "cov-member-suffix",
    introduced: 62,
    layer: "structure",
    targets: ["coverage.member-id"],
    any: [survive],
    exposes: "TRUNCATE LEADING-ZERO CONCAT",
    source: "S-4",
    says: "A member number with the two digits of the family member.",
    example: "ZZT12345678901",
    share: 0.1,
    apply: (acting) => {
      const member = acting.text("coverage.member-id", entry);
      return member === null
        ? []
        : [
            change(
              "coverage.member-id",
              entry,
              `${member}${carrier(["01", "02", "03"], acting.variant)}`,
            ),
          ];
    },
  }),
];
