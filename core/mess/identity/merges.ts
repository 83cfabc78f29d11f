import { dateText, dayNumber, parseCivilDate } from "../../people/civil-date.ts";
import {
  address,
  asFirst,
  birthDate,
  cards,
  doubledFirstLetter,
  family,
  given,
  home,
  numberOfFirst,
  onePerson,
  sexes,
  ssn,
} from "../clusters.ts";
import { furtherId, wholeVisit, withoutFields } from "../list-entries.ts";
import { type Acting, change, flag, type MessChange, removal } from "../operator.ts";
import { type MessOperator, operator, survive } from "../operator.ts";

const link = "patient.link.replaced-by";
const active = "patient.active";
const otherSite = "patient.identifier.mrn-other-site";
const suffix = "patient.name.suffix";
const middle = "patient.name.middle";
const email = "patient.telecom.email";
const mobile = "patient.telecom.mobile";

/** By what a second record of one person is known as such. */
const samePerson = [...onePerson, ssn, ...cards] as const;

/** The retired chart points to the one that lives on; that one stays as it is. */
function merged(acting: Acting): readonly MessChange[] {
  if (acting.member === 0) return [change(active, "", "true")];
  const survivor = acting.other(0).text("patient.identifier.mrn") ?? "";
  return [
    ...asFirst(acting, samePerson),
    change(active, "", "false"),
    change(link, "link-1", survivor),
  ];
}

const lateResult = [
  "result.code",
  "result.value",
  "result.unit",
  "result.status",
  "result.observed-time",
  "result.identifier",
] as const;

/** What every copy of the ladder has from the first one. */
const ladder = [...samePerson, ...address, home, mobile, email] as const;

/** On each rung one thing differs; the first rung is the person as such. */
const rungs: readonly ((acting: Acting) => readonly MessChange[])[] = [
  () => [],
  (acting) => doubledFirstLetter(acting, given),
  (acting) => doubledFirstLetter(acting, family),
  (acting) => [change(birthDate, "", nextDay(acting.other(0).text(birthDate) ?? ""))],
  (acting) => {
    const other = acting.other(0).text("patient.sex") === "female" ? "male" : "female";
    return [change("patient.sex", "", other)];
  },
  (acting) => own(acting, home),
  (acting) => own(acting, email),
  (acting) => own(acting, ssn),
  (acting) => own(acting, "patient.address.line1"),
  (acting) => [change(suffix, "", acting.other(0).text(suffix) === "III" ? "IV" : "III")],
  (acting) => [change(otherSite, "site-2", `${numberOfFirst(acting)}7`)],
  (acting) => own(acting, mobile),
  (acting) => [change(middle, "", `${acting.other(0).text(middle)?.charAt(0) ?? "Q"}.`)],
];

function own(acting: Acting, field: string): readonly MessChange[] {
  const value = acting.making.draft.text(field);
  return value === null ? [] : [change(field, "", value)];
}

function nextDay(date: string): string {
  const day = parseCivilDate(date);
  return day === null ? date : dateText(dayNumber(day) + 1);
}

/** Charts that were joined, should be joined, or must not be. */
export const mergeOperators: readonly MessOperator[] = [
  operator("identity", {
    id: "merge-a40",
    introduced: 321,
    layer: "structure",
    targets: [link],
    beside: [active, ...samePerson],
    any: [survive],
    note: "the retired number leads to the chart that lives on",
    exposes: "RESURRECT SPLIT WRONG-MERGE LOST-UPDATE",
    source: "S-3 S-12",
    says: "Two charts of one person that were joined: one lives on, the other is retired and points to it.",
    example: "ADT^A40 with the retired number in MRG-1 · Patient.link replaced-by",
    share: 0.005,
    cluster: { members: 2, same: true, agrees: "trusted" },
    apply: merged,
  }),
  operator("identity", {
    id: "merge-then-late-message",
    introduced: 322,
    layer: "structure",
    targets: [link],
    beside: [active, ...samePerson, ...lateResult],
    any: [survive],
    note: "on the chart that lives on",
    exposes: "RESURRECT SPLIT DUP-CREATE",
    source: "S-12",
    says: "A result that comes under the retired number, after the charts were joined.",
    example: "the retired chart must not come to life again",
    cluster: { members: 2, same: true, agrees: "trusted" },
    apply: merged,
    later: (acting) => {
      if (acting.member === 0) return [];
      const entry = "obs-9";
      const day = dateText(acting.making.numbers.today - 1);
      return [
        change("result.code", entry, "2951-2"),
        change("result.value", entry, String(130 + (acting.variant % 20))),
        change("result.unit", entry, "mmol/L"),
        change("result.status", entry, "final"),
        change("result.observed-time", entry, `${day}T06:25:00-05:00`),
        change("result.identifier", entry, furtherId(acting, "result", 9)),
      ];
    },
  }),
  operator("identity", {
    id: "unmerge-a37",
    introduced: 323,
    layer: "structure",
    targets: [link],
    beside: [active, family, given, birthDate, ...sexes],
    any: [survive, flag],
    note: "what can be read afterwards is what counts",
    exposes: "WRONG-MERGE CROSS-PATIENT",
    source: "S-12",
    says: "Two people whose charts were joined by mistake, and taken apart again.",
    example: "joined in the first round, apart in the second (ADT^A37)",
    cluster: { members: 2, same: false, agrees: "strong" },
    apply: (acting) =>
      acting.member === 0
        ? [change(active, "", "true")]
        : [
            ...asFirst(acting, [family, given, birthDate, ...sexes]),
            change(active, "", "false"),
            change(link, "link-1", acting.other(0).text("patient.identifier.mrn") ?? ""),
          ],
    later: (acting) =>
      acting.member === 0 ? [] : [removal(link, "link-1"), change(active, "", "true")],
  }),
  operator("identity", {
    id: "dup-ladder",
    introduced: 324,
    layer: "structure",
    targets: [otherSite],
    beside: [...ladder],
    any: [survive],
    note: "one chart for the person; the field that decided is told",
    exposes: "DUP-CREATE WRONG-MERGE SILENT-MATCH SPLIT",
    source: "S-3",
    says: "One person registered thirteen times; each time one thing differs.",
    example: "first name, last name, birth date, sex, phone, e-mail, number, address …",
    rate: "not counted; a scenario of its own",
    cluster: { members: rungs.length, same: true, agrees: "trusted" },
    apply: (acting) => [
      ...asFirst(acting, ladder),
      change(otherSite, "site-2", numberOfFirst(acting)),
      ...(rungs[acting.member]?.(acting) ?? []),
    ],
  }),
  operator("identity", {
    id: "id-reassigned",
    introduced: 325,
    layer: "structure",
    targets: [otherSite],
    beside: ["patient.deceased", "patient.death-date", ...wholeVisit],
    any: [survive, flag],
    note: "as two people, and marked: never without a word",
    exposes: "WRONG-MERGE CROSS-PATIENT",
    source: "S-4 S-11",
    says: "The other site gave the number of a patient who died to somebody else.",
    example: "one number, two people, one of them dead",
    cluster: { members: 2, same: false, agrees: "trusted" },
    apply: (acting) => {
      const number = change(otherSite, "site-2", numberOfFirst(acting));
      if (acting.member === 1) return [number];
      const day = dateText(acting.making.numbers.today - 1);
      return [
        number,
        change("patient.death-date", "", day, [survive]),
        change("patient.deceased", "", "true", [survive]),
        ...withoutFields(acting, wholeVisit),
      ];
    },
  }),
];
