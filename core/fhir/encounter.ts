import { child, codesOf } from "./cursor.ts";
import { list, map } from "./out.ts";
import type { Pick } from "./path.ts";
import { reference } from "./reference.ts";
import { always, entryIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, each, patientReference, primitive, required } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

/** The participant with a role of v3 ParticipationType. */
function participant(field: string, code: string): Slot {
  const pick: Pick = {
    is: (found) => codesOf(child(found, "type")).includes(code),
    make: () =>
      map({ type: list(map({ coding: list(map({ system: systems.participation, code })) })) }),
  };
  return reference(field, ["participant", pick, "individual"], identifierSystems.provider);
}

/** Encounter (R4 8.11). */
export const encounterShape: ResourceShape = {
  type: "Encounter",
  list: "encounter",
  identifier: "encounter.number",
  is: always,
  subjects: subjectAt("subject"),
  slots: [
    entryIdentifier("encounter.number"),
    required("encounter.status", "status", "finished"),
    constant((target) => {
      target.members.set("class", map({ system: systems.actCode }));
    }),
    primitive("encounter.class", "class.code"),
    patientReference("subject"),
    participant("provider.rendering", "ATND"),
    participant("provider.supervising", "SPRF"),
    participant("provider.referring", "REF"),
    primitive("encounter.start", "period.start"),
    primitive("encounter.end", "period.end"),
    each("reasonCode", [primitive("encounter.reason", "text")]),
    reference("encounter.account", ["account", 0], identifierSystems.account),
    reference("encounter.location", ["location", 0, "location"], identifierSystems.place),
  ],
};
