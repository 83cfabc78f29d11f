/**
 * What tells the entries of a list apart (faults.md 3.3), best first. A key is used only where it
 * is there and unique on both sides; its first field must have a value.
 */
const keysOfList: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "identifier.mrn": [
    ["patient.identifier.mrn", "patient.identifier.mrn-authority"],
    ["patient.identifier.mrn"],
    ["patient.identifier.mrn-authority"],
  ],
  "name.alias": [["patient.name.alias", "patient.name.use"], ["patient.name.alias"]],
  address: [["patient.address.line1", "patient.address.city"], ["patient.address.line1"]],
  "mailing-address": [["patient.address.mailing"]],
  contact: [["contact.name", "contact.phone"], ["contact.name"]],
  coverage: [
    ["coverage.identifier"],
    ["coverage.policy-number"],
    ["coverage.payer-name", "coverage.member-id"],
    ["coverage.member-id"],
    ["coverage.payer-name"],
  ],
  allergy: [
    ["allergy.identifier"],
    ["allergy.code", "allergy.code-system"],
    ["allergy.substance"],
    ["allergy.code"],
  ],
  "allergy/reaction": [["allergy.reaction"]],
  medication: [
    ["medication.identifier"],
    ["medication.code", "medication.route", "medication.start"],
    ["medication.name", "medication.route", "medication.start"],
    ["medication.code"],
    ["medication.name"],
  ],
  "medication/step": [["medication.step-sig"], ["medication.step-dose"]],
  problem: [
    ["problem.identifier"],
    ["problem.code", "problem.onset"],
    ["problem.text", "problem.onset"],
    ["problem.code"],
    ["problem.text"],
  ],
  result: [
    ["result.identifier"],
    ["result.code", "result.observed-time", "result.sub-id"],
    ["result.code"],
    ["result.accession"],
  ],
  vital: [["vital.identifier"], ["vital.code", "vital.time"], ["vital.code"]],
  encounter: [["encounter.number"], ["encounter.start"]],
  appointment: [
    ["appointment.identifier"],
    ["appointment.filler-id"],
    ["appointment.start", "appointment.location"],
    ["appointment.start"],
  ],
  order: [["order.placer-number"], ["order.filler-number"], ["order.code"]],
  note: [["note.identifier"], ["note.type", "note.date"], ["note.date"]],
  immunization: [
    ["immunization.identifier"],
    ["immunization.code", "immunization.date"],
    ["immunization.date"],
    ["immunization.code"],
  ],
  consent: [["consent.identifier"], ["consent.scope", "consent.category"], ["consent.category"]],
  guardian: [["guardian.name"]],
  proxy: [["proxy.name"]],
  guarantor: [["guarantor.name"]],
  charge: [["charge.identifier"], ["charge.procedure", "charge.date"]],
  referral: [["referral.identifier"]],
};

/** Keys of a list, best first; empty for a list that has one field, whose value is the key. */
export function keysOf(list: string): readonly (readonly string[])[] {
  return keysOfList[list] ?? [];
}

/** True for a list whose entries are records of their own: one may be dropped as a whole. */
export function isRecordList(list: string): boolean {
  return [
    "allergy",
    "medication",
    "problem",
    "coverage",
    "encounter",
    "appointment",
    "result",
    "vital",
    "order",
    "note",
    "immunization",
    "charge",
    "referral",
    "consent",
    "guardian",
    "proxy",
    "guarantor",
  ].includes(list);
}

/** True for a list whose order says something that no value of its entries says (faults.md 3.3). */
export function isOrderedList(list: string): boolean {
  return ["name.further-given", "medication/step", "charge/modifier", "charge/diagnosis"].includes(
    list,
  );
}
