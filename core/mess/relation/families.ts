import { dateText } from "../../people/civil-date.ts";
import { phoneKinds } from "../../people/contact-values.ts";
import { type Acting, carrier, change, type MessChange, type MessOperator } from "../operator.ts";
import { operator, survive } from "../operator.ts";

const birthDate = "patient.birth-date";
const marital = "patient.marital-status";
/** What an age below 18 changes beside the date of birth. */
const ofChild = [marital];

/** A child of so many years, with a birthday that nobody else of the block has. */
function aged(acting: Acting, years: number): readonly MessChange[] {
  const { numbers, index } = acting.making;
  const day = numbers.today - years * 366 - numbers.blockSlot(index, "birth-date");
  return [change(birthDate, "", dateText(day)), change(marital, "", "S")];
}

/** Somebody who belongs to the patient, with the sentinel in the name. */
function person(acting: Acting, field: string, entry: string, name: string): MessChange {
  return change(field, entry, name + acting.token(field, entry));
}

/** Family H, families: who signs, who pays, who may look. */
export const familyOperators: readonly MessOperator[] = [
  operator("relation", {
    id: "rel-proxy-adult",
    introduced: 195,
    targets: ["proxy.name"],
    beside: ["proxy.scope"],
    any: [survive],
    note: "and the right people see it",
    exposes: "VISIBILITY DROP-REPETITION CROSS-PATIENT",
    source: "S-13",
    says: "A grown-up daughter who may look at everything for the patient.",
    example: "health-care proxy with portal access",
    share: 0.03,
    apply: (acting) => [
      person(acting, "proxy.name", "proxy-1", carrier(["Ortiz", "Walker"], acting.variant)),
      change("proxy.scope", "proxy-1", "all"),
    ],
  }),
  operator("relation", {
    id: "rel-proxy-expired",
    introduced: 196,
    targets: ["proxy.until"],
    beside: ["proxy.name", "proxy.scope"],
    any: [survive],
    note: "as ended",
    exposes: "LOST-DELETE VISIBILITY",
    source: "S-2 S-13",
    says: "A proxy whose access ended last month.",
    example: "until 2025-12-15",
    share: 0.005,
    apply: (acting) => [
      person(acting, "proxy.name", "proxy-1", carrier(["Fisher", "Grant"], acting.variant)),
      change("proxy.scope", "proxy-1", "all"),
      change("proxy.until", "proxy-1", dateText(acting.making.numbers.today - 31)),
    ],
  }),
  operator("relation", {
    id: "ped-consent",
    introduced: 197,
    targets: ["consent.status"],
    beside: [
      birthDate,
      ...ofChild,
      "consent.scope",
      "consent.category",
      "guardian.name",
      "guardian.consent-authority",
    ],
    any: [survive],
    exposes: "DROP-ELEMENT WRONG-ENCOUNTER",
    source: "S-13",
    rate: "5 % of minors, our own weight",
    says: "A child of eight, for whom the mother alone has signed.",
    example: "born 2017, consent by the mother",
    share: 0.01,
    apply: (acting) => [
      ...aged(acting, 8),
      person(acting, "guardian.name", "guardian-1", carrier(["Lee", "Kaplan"], acting.variant)),
      change("guardian.consent-authority", "guardian-1", "mother"),
      change("consent.status", "consent-1", "active"),
      change("consent.scope", "consent-1", "treatment"),
      change("consent.category", "consent-1", "59284-0"),
    ],
  }),
  operator("relation", {
    id: "ped-adolescent-confidential",
    introduced: 198,
    targets: ["note.confidentiality"],
    beside: [birthDate, ...ofChild, "note.text", "note.type", "note.status"],
    any: [survive],
    note: "and hidden from the parent",
    exposes: "VISIBILITY PLACEMENT",
    source: "S-13",
    rate: "2 % of minors, our own weight",
    says: "A note on a patient of fifteen that the parents must not see.",
    example: "confidential visit",
    share: 0.004,
    apply: (acting) => [
      ...aged(acting, 15),
      change("note.type", "note-1", "11488-4"),
      change("note.text", "note-1", `Spoken in confidence ${acting.token("note.text", "note-1")}`),
      change("note.status", "note-1", "final"),
      change("note.confidentiality", "note-1", "R"),
    ],
  }),
  operator("relation", {
    id: "fam-blended",
    introduced: 199,
    targets: ["contact.name"],
    beside: [
      birthDate,
      ...ofChild,
      "contact.relationship",
      "contact.phone",
      "guarantor.name",
      "guarantor.relationship",
    ],
    any: [survive],
    exposes: "DUP-CREATE CROSS-FIELD DROP-REPETITION",
    source: "S-13",
    rate: "children under 18 duplicated across guardian addresses 5 % default [PP]",
    says: "A child of two households: mother, stepfather and father have three last names, and the grandmother pays.",
    example: "mother Lee, stepfather Khalil, father Ruiz, guarantor Palmer",
    share: 0.01,
    apply: (acting) => {
      const { numbers, index } = acting.making;
      const people = [
        ["Lee", "MTH", "second"],
        ["Khalil", "STPFTH", "third"],
        ["Ruiz", "FTH", "operator"],
      ] as const;
      return [
        ...aged(acting, 8),
        ...people.flatMap(([name, role, phone], at) => {
          const entry = `contact-${String(at + 1)}`;
          return [
            person(acting, "contact.name", entry, name),
            change("contact.relationship", entry, role),
            change("contact.phone", entry, numbers.phone(index, phoneKinds[phone])),
          ];
        }),
        person(acting, "guarantor.name", "guarantor-1", "Palmer"),
        change("guarantor.relationship", "guarantor-1", "GRMTH"),
      ];
    },
  }),
  operator("relation", {
    id: "fam-guarantor-not-parent",
    introduced: 200,
    targets: ["guarantor.name"],
    beside: [birthDate, ...ofChild, "guarantor.relationship"],
    any: [survive],
    exposes: "CROSS-FIELD DEFAULT-INJECT CARDINALITY",
    source: "S-13",
    rate: "3 % of minors, our own weight",
    says: "A child for whom the grandmother pays; the parents do not.",
    example: "guarantor: grandmother",
    share: 0.006,
    apply: (acting) => [
      ...aged(acting, 6),
      person(acting, "guarantor.name", "guarantor-1", carrier(["Palmer", "Ng"], acting.variant)),
      change("guarantor.relationship", "guarantor-1", "GRMTH"),
    ],
  }),
  operator("relation", {
    id: "fam-foster",
    introduced: 201,
    targets: ["guardian.consent-authority"],
    beside: [birthDate, ...ofChild, "guardian.name", "consent.status"],
    any: [survive],
    exposes: "DROP-ELEMENT VISIBILITY",
    source: "S-13",
    rate: "0.5 % of minors, our own weight",
    says: "A foster child: the county, not the foster parent, may sign.",
    example: "foster parent Bennett, consent by the county",
    share: 0.001,
    apply: (acting) => [
      ...aged(acting, 7),
      person(acting, "guardian.name", "guardian-1", carrier(["Bennett", "Morris"], acting.variant)),
      change("guardian.consent-authority", "guardian-1", "county"),
      change("consent.status", "consent-1", "active"),
    ],
  }),
];
