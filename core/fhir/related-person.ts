import { child, codesOf } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { conceptItem } from "./concept.ts";
import { list, listAt, map } from "./out.ts";
import type { Pick } from "./path.ts";
import { ownIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, eachChosen, patientReference, primitive } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { systems } from "./systems.ts";

/** Who somebody is for the patient: the code that we write, and those by which it is recognised. */
interface Kind {
  readonly list: string;
  /** v3 RoleCode. */
  readonly code: string;
  /** Of v3 RoleCode and RoleClass and of HL7 table 0063. */
  readonly codes: readonly string[];
  /** Where other resources name such a person, for those that carry no code. */
  readonly roles: readonly string[];
}

const guardian: Kind = {
  list: "guardian",
  code: "GUARD",
  codes: ["GUARD", "GUADLTM", "GRD"],
  roles: ["Consent.performer"],
};
const proxy: Kind = {
  list: "proxy",
  code: "DELEGATEE",
  codes: ["DELEGATEE", "POWATT", "DPOWATT", "HPOWATT", "SPOWATT", "AGNT"],
  roles: ["Consent.provision.actor"],
};
const guarantor: Kind = {
  list: "guarantor",
  code: "GT",
  codes: ["GT", "GUAR"],
  roles: ["Account.guarantor"],
};
const kinds = [guarantor, guardian, proxy];

/** The codes of a guardian and a proxy also stand in the consents that are about them. */
export const guardianRole = guardian.code;
export const proxyRole = proxy.code;

/** By the code of the relationship; where it has none of these codes, by who names the person. */
function isKind(kind: Kind): ResourceShape["is"] {
  return (person, roles) => {
    const codes = codesOf(child(person, "relationship"));
    const coded = kinds.find((one) => one.codes.some((code) => codes.includes(code)));
    const named = kinds.find((one) => one.roles.some((role) => roles.has(role)));
    return (coded ?? named) === kind;
  };
}

const isKindCode = (concept: Cursor): boolean =>
  codesOf(concept).some((code) => kinds.some((kind) => kind.codes.includes(code)));

/** How somebody is related, apart from the code that says for what. */
const kinship: Pick = { is: (found) => !isKindCode(found), make: () => map() };

/** RelatedPerson (R4 8.5). */
function personShape(kind: Kind, more: readonly Slot[]): ResourceShape {
  return {
    type: "RelatedPerson",
    list: kind.list,
    identifier: "uuid",
    is: isKind(kind),
    subjects: subjectAt("patient"),
    slots: [
      ownIdentifier,
      patientReference("patient"),
      constant((target) => {
        const coding = list(map({ system: systems.roleCode, code: kind.code }));
        listAt(target, "relationship").items.push(map({ coding }));
      }),
      ...more,
      primitive(`${kind.list}.name`, ["name", 0, "family"]),
    ],
  };
}

export const guardianShape = personShape(guardian, []);
export const proxyShape = personShape(proxy, []);
export const guarantorShape = personShape(guarantor, [
  eachChosen("relationship", kinship, [conceptItem("guarantor.relationship", systems.roleCode)]),
]);
