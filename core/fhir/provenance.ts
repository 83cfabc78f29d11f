import { child, codesOf, items } from "./cursor.ts";
import { list, listAt, map, text } from "./out.ts";
import type { Pick } from "./path.ts";
import { neededBy } from "./not-recorded.ts";
import { reference } from "./reference.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

/** Who typed it in: the enterer, else the first who is named. */
const enterer: Pick = {
  is(found, provenance) {
    const agents = items(child(provenance, "agent"));
    const typed = agents.find((one) => codesOf(child(one, "type")).includes("enterer"));
    return found.pointer === (typed ?? agents[0])?.pointer;
  },
  make: () => {
    const coding = list(map({ system: systems.provenanceParticipant, code: "enterer" }));
    return map({ type: map({ coding }) });
  },
};

/** Provenance (R4 6.3) of the patient's chart. It has no identifier, so sending it twice makes two. */
export const provenanceShape: ResourceShape = {
  type: "Provenance",
  list: null,
  identifier: "none",
  is: (_provenance, roles) => roles.has("of-patient"),
  subjects: (provenance) => items(child(provenance, "target")),
  part: { name: "provenance", owners: () => [] },
  slots: [
    constant((target, { patient }) => {
      listAt(target, "target").items.push(map({ reference: text(patient) }));
    }),
    neededBy("recorded", "primitive"),
    reference("record.entered-by", ["agent", enterer, "who"], identifierSystems.user),
  ],
};
