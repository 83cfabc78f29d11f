import { numberOfFirst } from "../clusters.ts";
import { family } from "../name/name-carriers.ts";
import { ownDigits } from "../own-numbers.ts";
import { carrier, change, type MessChange, type MessOperator } from "../operator.ts";
import { normalise, operator, survive } from "../operator.ts";

const otherSite = "patient.identifier.mrn-other-site";
const legacy = "patient.identifier.legacy";
const alias = "patient.name.alias";
const use = "patient.name.use";

function atOtherSite(value: string): readonly MessChange[] {
  return [change(otherSite, "site-2", value)];
}

/** Family C: who somebody is. What several people decide together is no matter of one of them. */
export const identityOperators: readonly MessOperator[] = [
  operator("identity", {
    id: "married-name-change",
    introduced: 141,
    layer: "structure",
    targets: [family],
    beside: ["patient.name.maiden", alias, use],
    any: [survive],
    note: "one chart",
    exposes: "DUP-CREATE LOST-UPDATE CARDINALITY",
    source: "S-2 S-3",
    rate: "2 % of people, our own weight a year",
    says: "A last name of marriage beside the old one, which is kept as an old name.",
    example: "Lee → Lee-Park",
    share: 0.02,
    apply: (acting) => {
      const before = acting.text(family);
      if (before === null) return [];
      const old = before.replace(acting.token(family), "");
      const joined = `${old}-${carrier(["Park", "Kim", "Ross"], acting.variant)}`;
      return [
        change(family, "", joined + acting.token(family)),
        change("patient.name.maiden", "", old + acting.token("patient.name.maiden")),
        change(alias, "alias-1", old + acting.token(alias, "alias-1")),
        change(use, "alias-1", "old"),
      ];
    },
  }),
  operator("identity", {
    id: "multi-mrn-active",
    introduced: 142,
    targets: [otherSite],
    any: [survive],
    note: "all of them, each as that of its site",
    exposes: "DROP-REPETITION CARDINALITY ID-REFORMAT",
    source: "S-11",
    says: "Chart numbers of three sites at once, all in use.",
    example: "1001^^^A^MR, 2002^^^B^MR, 3003^^^C^MR",
    share: 0.05,
    apply: (acting) => [
      change(otherSite, "site-2", `ZZT${ownDigits(acting, "otherSite")}`),
      change(otherSite, "site-3", `ZZT${ownDigits(acting, "thirdSite")}`),
    ],
  }),
  operator("identity", {
    id: "mrn-leading-zeros",
    introduced: 143,
    layer: "structure",
    targets: [otherSite],
    any: [survive, normalise("AT-10")],
    note: "as two people; filled up with zeros only to a declared width",
    exposes: "LEADING-ZERO WRONG-MERGE DUP-CREATE",
    source: "S-4",
    says: "A chart number of the other site that begins with zeros; without them it is that of another person.",
    example: "0001234 and 1234, two people",
    share: 0.05,
    cluster: { members: 2, same: false, agrees: "weak" },
    apply: (acting) => {
      const digits = numberOfFirst(acting).slice(3);
      return atOtherSite(acting.member === 0 ? `000${digits}` : digits);
    },
  }),
  operator("identity", {
    id: "mrn-legacy-format",
    introduced: 144,
    layer: "form",
    targets: [legacy],
    any: [survive],
    exposes: "PUNCT-STRIP ID-REFORMAT SPACE",
    source: "S-4",
    says: "A number of the old system, with dots, dashes or blanks.",
    example: "A-00-12-34 · 12.345.678-5 · ZZ 0012",
    share: 0.03,
    apply: (acting) => {
      const [, a = "", b = "", c = ""] =
        /^(...)(...)(...)$/.exec(ownDigits(acting, "legacy")) ?? [];
      const forms = [`A-00-${a}-${b}-${c}`, `00.${a}.${b}.${c}-5`, `ZZ 00 ${a}${b}${c}`];
      return [change(legacy, "old-1", carrier(forms, acting.variant))];
    },
  }),
  operator("identity", {
    id: "mrn-numeric-trap",
    introduced: 145,
    layer: "form",
    targets: [otherSite],
    any: [survive],
    exposes: "SCIENTIFIC BIGINT LEADING-ZERO",
    source: "S-4 S-5",
    says: "A chart number of the other site that programs read as a number, and so as another one.",
    example: "12E3 (read as 12000) · 9007199254740993",
    apply: (acting) => {
      const digits = ownDigits(acting, "otherSite");
      // Above 2^53 an odd number has no place in a binary number of 64 bits.
      const odd = `9007199${digits}${String(1 + 2 * (acting.variant % 5))}`;
      return atOtherSite(acting.variant % 2 === 0 ? `${digits.slice(0, 6)}E3` : odd);
    },
  }),
];
