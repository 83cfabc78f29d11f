import { child, codesOf, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { concept, conceptItem } from "./concept.ts";
import { list, map, mapAt, text } from "./out.ts";
import type { OutMap } from "./out.ts";
import type { Pick } from "./path.ts";
import { neededBy } from "./not-recorded.ts";
import { observationCode } from "./observation.ts";
import {
  contained,
  identifierType,
  recordReference,
  reference,
  through,
  visit,
} from "./reference.ts";
import { entryIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, each, patientReference, primitive, required } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

/** SNOMED CT: laboratory procedure; patient referral, and those below it that US systems send. */
const laboratory = "108252007";
const referralCodes = ["3457005", "306206005", "308540004"];

const typesOf = (identifier: Cursor): readonly string[] => codesOf(child(identifier, "type"));
const isFiller = (found: Cursor): boolean =>
  typesOf(found).includes("FILL") || stringAt(found, "system") === identifierSystems.filler;

/** The number of who placed the order: marked as such, else ours, else the first that is no filler's. */
const placer: Pick = {
  is(found, resource) {
    const all = items(child(resource, "identifier"));
    const marked =
      all.find((one) => typesOf(one).includes("PLAC")) ??
      all.find((one) => stringAt(one, "system") === identifierSystems.entry) ??
      all.find((one) => !isFiller(one));
    return found.pointer === marked?.pointer;
  },
  make: () => numbered("PLAC", identifierSystems.entry),
};
const filler: Pick = {
  is: isFiller,
  make: () => numbered("FILL", identifierSystems.filler),
};

function numbered(type: string, system: string): OutMap {
  return map({ type: identifierType(type, systems.identifierType), system });
}

const category = (code: string): Slot =>
  constant((target) => {
    const coding = list(map({ system: systems.snomed, code }));
    target.members.set("category", list(map({ coding })));
  });
const intent = constant((target) => target.members.set("intent", text("order")));

/** A referral says so in its category or its code; where that was lost, it has no code of a test. */
function isReferral(request: Cursor): boolean {
  const codes = [...codesOf(child(request, "category")), ...codesOf(child(request, "code"))];
  if (codes.some((code) => referralCodes.includes(code))) return true;
  const words = [...items(child(request, "category")), ...items(child(request, "code"))];
  if (words.some((concept) => /\breferral\b/i.test(stringAt(concept, "text") ?? ""))) return true;
  return codes.length === 0 && child(request, "code") === undefined && hasPerformer(request);
}

const hasPerformer = (request: Cursor): boolean => items(child(request, "performer")).length > 0;

/** ServiceRequest (R4 11.2) for a test or an examination. */
export const orderShape: ResourceShape = {
  type: "ServiceRequest",
  list: "order",
  identifier: "order.placer-number",
  is: (request) => !isReferral(request),
  subjects: subjectAt("subject"),
  slots: [
    primitive("order.placer-number", ["identifier", placer, "value"]),
    primitive("order.filler-number", ["identifier", filler, "value"]),
    required("order.status", "status", "unknown"),
    intent,
    category(laboratory),
    primitive("order.priority", "priority"),
    concept("order.code", "code", observationCode),
    patientReference("subject"),
    recordReference("order.encounter", "encounter", visit),
    reference("order.provider", "requester", identifierSystems.provider),
    each("reasonCode", [conceptItem("order.reason", systems.icd10cm)]),
    each("note", [primitive("order.note", "text")]),
  ],
};

/**
 * The number of an authorization stands in a ClaimResponse that the request names as its insurance
 * (R4 11.2, ServiceRequest.insurance: "pre-authorizations … that may be needed").
 */
const authorization: Slot = (() => {
  const inside = contained("ClaimResponse", "authorization");
  const rows = [
    constant((target, { patient }) => {
      const type = list(map({ system: systems.claimType, code: "professional" }));
      target.members.set("status", text("active"));
      target.members.set("type", map({ coding: type }));
      target.members.set("use", text("preauthorization"));
      mapAt(target, "patient").members.set("reference", text(patient));
    }),
    neededBy("created", "primitive"),
    neededBy("insurer", "element"),
    constant((target) => target.members.set("outcome", text("complete"))),
    primitive("referral.authorization", "preAuthRef"),
  ];
  const first = through(["insurance", 0], inside, rows);
  return {
    ...first,
    read(at, entry, to) {
      const answers = items(child(at, "insurance")).map((one) => to.resolve(one));
      const found = answers.find((one) => stringAt(one, "resourceType") === "ClaimResponse");
      if (found !== undefined) for (const slot of rows) slot.read(found, entry, to);
    },
  };
})();

/** ServiceRequest (R4 11.2) that sends the patient to somebody else. */
export const referralShape: ResourceShape = {
  type: "ServiceRequest",
  list: "referral",
  identifier: "referral.identifier",
  is: isReferral,
  subjects: subjectAt("subject"),
  slots: [
    authorization,
    entryIdentifier("referral.identifier"),
    required("referral.status", "status", "unknown"),
    intent,
    category(referralCodes[0] ?? ""),
    patientReference("subject"),
    reference("referral.from", "requester", identifierSystems.provider),
    each("performer", [reference("referral.to", [], identifierSystems.provider)]),
    each("reasonCode", [primitive("referral.reason", "text")]),
  ],
};
