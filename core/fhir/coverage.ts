import { id } from "./chart-values.ts";
import { child, codesOf, items } from "./cursor.ts";
import { concept } from "./concept.ts";
import { list, listAt, map, mapAt, text } from "./out.ts";
import { neededBy } from "./not-recorded.ts";
import type { Pick } from "./path.ts";
import { readPrimitive } from "./primitive.ts";
import { contained, through } from "./reference.ts";
import { always, entryIdentifier, otherIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, patientReference, primitive, required } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

const classOf = (code: string): Pick => ({
  is: (found) => codesOf(child(found, "type")).includes(code),
  make: () => map({ type: map({ coding: list(map({ system: systems.coverageClass, code })) }) }),
});
const group = classOf("group");
const plan = classOf("plan");

const payerRecord = through(["payor", 0], contained("Organization", "payer"), [
  primitive("coverage.payer-id", [
    "identifier",
    { is: () => true, make: () => map({ system: identifierSystems.payer }) },
    "value",
  ]),
  primitive("coverage.payer-name", "name"),
]);

const payerName = id("coverage.payer-name");

/** Of a payer that is no record the words shown for it are the name. */
const payer: Slot = {
  ...payerRecord,
  read(at, entry, to) {
    const shown = items(child(at, "payor"))[0];
    if (to.resolve(shown) === undefined) to.emit(payerName, entry, readPrimitive(shown, "display"));
    else payerRecord.read(at, entry, to);
  },
};

const subscriber = through(["subscriber"], contained("RelatedPerson", "subscriber"), [
  constant((target, { patient }) => {
    mapAt(target, "patient").members.set("reference", text(patient));
  }),
  primitive("coverage.subscriber-name", ["name", 0, "family"]),
  primitive("coverage.subscriber-dob", "birthDate"),
]);

/** Coverage (R4 13.1). */
export const coverageShape: ResourceShape = {
  type: "Coverage",
  list: "coverage",
  identifier: "coverage.identifier",
  is: always,
  subjects: subjectAt("beneficiary"),
  slots: [
    // Contained resources stand first in the resource, though their references come later.
    constant((target) => void listAt(target, "contained")),
    entryIdentifier("coverage.identifier"),
    otherIdentifier("coverage.policy-number", identifierSystems.policy),
    required("coverage.status", "status", "active"),
    concept("coverage.type", "type", systems.actCode),
    subscriber,
    primitive("coverage.member-id", "subscriberId"),
    patientReference("beneficiary"),
    concept("coverage.relationship", "relationship", systems.subscriberRelationship),
    primitive("coverage.start", "period.start"),
    primitive("coverage.end", "period.end"),
    payer,
    neededBy("payor", "list"),
    primitive("coverage.group-number", ["class", group, "value"]),
    primitive("coverage.group-name", ["class", group, "name"]),
    primitive("coverage.plan-id", ["class", plan, "value"]),
    primitive("coverage.payer-order", "order", "number"),
  ],
};
