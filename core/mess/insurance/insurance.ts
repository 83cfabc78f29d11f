import { dateText, dayNumber, parseCivilDate } from "../../people/civil-date.ts";
import { entryKinds } from "../../people/entry-kinds.ts";
import { ownDigits } from "../own-numbers.ts";
import { type Acting, carrier, change, flag, type MessChange } from "../operator.ts";
import { type MessOperator, normalise, operator, reject, removal, survive } from "../operator.ts";

const entry = "cov-1";

/** What stands on an insurance card. */
const cardFields = [
  "coverage.payer-id",
  "coverage.member-id",
  "coverage.policy-number",
  "coverage.group-number",
  "coverage.group-name",
  "coverage.plan-id",
  "coverage.type",
  "coverage.end",
];

/** What a further cover has, its order apart. */
const furtherCover = [
  "coverage.payer-name",
  "coverage.member-id",
  "coverage.policy-number",
  "coverage.status",
  "coverage.relationship",
  "coverage.identifier",
];

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
      change("coverage.payer-id", entry, carrier(["0000", "00000"], acting.variant)),
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
  operator("insurance", {
    id: "cov-missing-subscriber",
    introduced: 211,
    targets: ["coverage.relationship"],
    beside: ["coverage.subscriber-name", "coverage.subscriber-dob"],
    any: [flag],
    note: "the patient is not taken for the insured person",
    exposes: "DEFAULT-INJECT DROP-RECORD CROSS-FIELD",
    source: "S-12",
    says: "Insured as somebody's child, and nobody wrote down whose.",
    example: "relationship child, no name, no birth date",
    share: 0.03,
    apply: (acting) => [
      change("coverage.relationship", entry, "child"),
      ...["coverage.subscriber-name", "coverage.subscriber-dob"]
        .filter((field) => acting.text(field, entry) !== null)
        .map((field) => removal(field, entry)),
    ],
  }),
  operator("insurance", {
    id: "cov-retro",
    introduced: 212,
    targets: ["coverage.start"],
    any: [survive],
    exposes: "STALE-OVERWRITE OUT-OF-ORDER",
    source: "S-2",
    says: "A cover that was dated back by 60 days.",
    example: "start 60 days before the visit",
    share: 0.01,
    apply: (acting) => {
      const start = parseCivilDate(acting.text("coverage.start", entry) ?? "");
      return start === null
        ? []
        : [change("coverage.start", entry, dateText(dayNumber(start) - 60))];
    },
  }),
  operator("insurance", {
    id: "cov-mbi-test-s",
    introduced: 213,
    targets: ["coverage.member-id"],
    any: [survive, reject],
    note: "refused by a check, or kept; never altered",
    exposes: "OVERFLOW-REJECT CONFUSABLE CODE-DROP",
    source: "S-13",
    says: "A Medicare number with the letter S, which no real one has.",
    example: "1S00XX0XX00",
    apply: (acting) => [change("coverage.member-id", entry, specimen(acting, "S"))],
  }),
  operator("insurance", {
    id: "cov-mbi-dashes",
    introduced: 214,
    layer: "form",
    targets: ["coverage.member-id"],
    any: [normalise("AT-26")],
    exposes: "PUNCT-STRIP TRUNCATE",
    source: "S-19",
    says: "A Medicare number with the dashes that stand on the card alone.",
    example: "1SG4-TE5-MK73",
    share: 0.03,
    apply: (acting) => {
      const number = specimen(acting, "S");
      const dashed = `${number.slice(0, 4)}-${number.slice(4, 7)}-${number.slice(7)}`;
      return [change("coverage.member-id", entry, dashed)];
    },
  }),
  operator("insurance", {
    id: "cov-self-pay",
    introduced: 215,
    // Last, so that no other operator adds to what is not there.
    layer: "length",
    targets: ["coverage.payer-name"],
    beside: cardFields,
    any: [survive],
    note: "no insurance is made up",
    exposes: "DEFAULT-INJECT NULL-SEMANTICS",
    source: "S-9",
    says: "A patient who pays: the words stand where the insurer would.",
    example: "Self-pay, no numbers",
    share: 0.08,
    apply: (acting) => [
      change(
        "coverage.payer-name",
        entry,
        `Self-pay ${acting.token("coverage.payer-name", entry)}`,
      ),
      ...cardFields
        .filter((field) => acting.text(field, entry) !== null)
        .map((field) => removal(field, entry)),
    ],
  }),
  operator("insurance", {
    id: "cov-order-secondary-tertiary",
    introduced: 216,
    layer: "structure",
    targets: ["coverage.payer-order"],
    beside: furtherCover,
    any: [survive],
    note: "each with its order, which is not that of the message",
    exposes: "LIST-REORDER DROP-REPETITION MERGE-LISTS",
    source: "S-12",
    rate: "15 % of people, our own weight two, 1 % three",
    says: "Three insurances, sent in the order two, one, three.",
    example: "2, 1, 3",
    share: 0.15,
    apply: (acting) => [
      change("coverage.payer-order", entry, "2"),
      ...further(acting, 2, "Second Sample Plan", "1"),
      ...further(acting, 3, "Third Sample Plan", "3"),
    ],
  }),
  operator("insurance", {
    id: "cov-same-plan-twice",
    introduced: 217,
    layer: "structure",
    targets: ["coverage.group-number"],
    beside: furtherCover.concat("coverage.payer-order"),
    any: [survive],
    note: "two covers",
    exposes: "MERGE-LISTS DUP-ON-RESEND",
    source: "S-12",
    says: "Two covers with one insurer, by two groups.",
    example: "one payer, two group numbers",
    share: 0.01,
    apply: (acting) => [
      change("coverage.group-number", entry, `ZZT${ownDigits(acting, "member").slice(0, 8)}`),
      change("coverage.group-number", "cov-2", `ZZT${ownDigits(acting, "member").slice(1)}`),
      ...further(acting, 2, samePayer(acting), "2"),
    ],
  }),
];

/** The form of a Medicare number, with the letter that no real one has in its second place. */
function specimen(acting: Acting, letter: string): string {
  const [, a = "", b = "", c = ""] = /^(..)(.)(..)/.exec(ownDigits(acting, "member")) ?? [];
  return `1${letter}${a}XX${b}XX${c}`;
}

/** The insurer of the first cover, without its sentinel. */
function samePayer(acting: Acting): string {
  const payer = acting.text("coverage.payer-name", entry) ?? "";
  return payer.replace(` ${acting.token("coverage.payer-name", entry)}`, "");
}

/** A further cover with numbers of its own. */
function further(acting: Acting, at: number, payer: string, order: string): readonly MessChange[] {
  const { numbers, index } = acting.making;
  const key = `cov-${at}`;
  return [
    change("coverage.payer-name", key, `${payer} ${acting.token("coverage.payer-name", key)}`),
    change("coverage.member-id", key, numbers.cardNumber(index, 28 + at)),
    change("coverage.policy-number", key, numbers.cardNumber(index, 24 + at)),
    change("coverage.payer-order", key, order),
    change("coverage.status", key, "active"),
    change("coverage.relationship", key, "self"),
    change("coverage.identifier", key, numbers.entryId(index, entryKinds.coverage, at)),
  ];
}
