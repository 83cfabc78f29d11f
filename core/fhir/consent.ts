import { child, codesOf, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { concept, conceptItem } from "./concept.ts";
import { list, map, mapAt, text } from "./out.ts";
import { neededBy } from "./not-recorded.ts";
import { observationCode } from "./observation.ts";
import { reference } from "./reference.ts";
import { guardianRole, proxyRole } from "./related-person.ts";
import { entryIdentifier, ownIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, each, patientReference, primitive, required, within } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

const actorsOf = (consent: Cursor): readonly Cursor[] =>
  items(child(child(consent, "provision"), "actor"));

/** A consent that says what a guardian or a proxy may do, not what the patient agreed to. */
const isAbout =
  (role: string) =>
  (consent: Cursor): boolean =>
    actorsOf(consent).some((actor) => codesOf(child(actor, "role")).includes(role));

/** Required are a scope, a category, and a policy (R4 6.2, ppc-1). */
const needed: readonly Slot[] = [
  neededBy("scope", "element"),
  neededBy("category", "list"),
  neededBy("policyRule", "element"),
];

/** Consent (R4 6.2). */
export const consentShape: ResourceShape = {
  type: "Consent",
  list: "consent",
  identifier: "consent.identifier",
  is: (consent) => !isAbout(guardianRole)(consent) && !isAbout(proxyRole)(consent),
  subjects: subjectAt("patient"),
  slots: [
    entryIdentifier("consent.identifier"),
    required("consent.status", "status", "draft"),
    concept("consent.scope", "scope", systems.consentScope),
    each("category", [conceptItem("consent.category", observationCode)]),
    patientReference("patient"),
    primitive("consent.date", "dateTime"),
    ...needed,
  ],
};

/** The consent of another system may also be one of the patient: what is not read of it is said. */
const saidOfOthers: Slot = {
  fields: [],
  write: () => undefined,
  read(at, _entry, to) {
    const isOurs = items(child(at, "identifier")).some(
      (one) => stringAt(one, "system") === identifierSystems.uuid,
    );
    if (isOurs) return;
    const says =
      "The consent is read for what a guardian or proxy may do; its own status, scope and category are not.";
    to.problem("consent-of-another", says, at);
  },
};

/** What is written of every consent about a person: its kind, and whom it is about. */
function about(role: string): readonly Slot[] {
  return [
    ownIdentifier,
    saidOfOthers,
    constant((target) => {
      const scope = list(map({ system: systems.consentScope, code: "patient-privacy" }));
      target.members.set("status", text("active"));
      target.members.set("scope", map({ coding: scope }));
    }),
    ...needed,
    patientReference("patient"),
    constant((target, { refer }, entry) => {
      const roleCode = list(map({ system: systems.roleCode, code: role }));
      const actor = map({ role: map({ coding: roleCode }) });
      const address = refer(entry);
      if (address !== undefined) actor.members.set("reference", map({ reference: text(address) }));
      mapAt(target, "provision").members.set("actor", list(actor));
    }),
  ];
}

const owners =
  (role: string) =>
  (consent: Cursor): readonly Cursor[] =>
    actorsOf(consent)
      .filter((actor) => codesOf(child(actor, "role")).includes(role))
      .flatMap((actor) => child(actor, "reference") ?? []);

/** Who may sign for the patient, beside the guardian. */
export const guardianConsentShape: ResourceShape = {
  type: "Consent",
  list: "guardian",
  identifier: "uuid",
  is: isAbout(guardianRole),
  subjects: subjectAt("patient"),
  part: { name: "consent", owners: owners(guardianRole) },
  slots: [
    ...about(guardianRole),
    each("performer", [reference("guardian.consent-authority", [], identifierSystems.authority)]),
  ],
};

/** What a proxy may see and until when. */
export const proxyConsentShape: ResourceShape = {
  type: "Consent",
  list: "proxy",
  identifier: "uuid",
  is: isAbout(proxyRole),
  subjects: subjectAt("patient"),
  part: { name: "consent", owners: owners(proxyRole) },
  slots: [
    ...about(proxyRole),
    primitive("proxy.until", "provision.period.end"),
    within(["provision", "code", 0], [conceptItem("proxy.scope", () => undefined)]),
  ],
};
