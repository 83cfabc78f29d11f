import { id } from "./chart-values.ts";
import { child, codesOf, items } from "./cursor.ts";
import { list, listAt, map, text } from "./out.ts";
import type { Pick } from "./path.ts";
import { readPrimitive, writePrimitive } from "./primitive.ts";
import { contained, recordReference, reference, through } from "./reference.ts";
import { always, entryIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, each, eachChosen, patientReference, primitive, required } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

/** Participants with a role of v3 ParticipationType. */
const withRole = (code: string): Pick => ({
  is: (found) => codesOf(child(found, "type")).includes(code),
  make: () =>
    map({ type: list(map({ coding: list(map({ system: systems.participation, code })) })) }),
});

/** The attending one; of others' visits the primary performer, else the one of whom no role is said. */
const attending: Pick = {
  ...withRole("ATND"),
  is(found, visit) {
    const all = items(child(visit, "participant")).map((one) => codesOf(child(one, "type")));
    const own = codesOf(child(found, "type"));
    const role = ["ATND", "PPRF"].find((code) => all.some((codes) => codes.includes(code)));
    return role === undefined ? own.length === 0 : own.includes(role);
  },
};

const participants = (field: string, pick: Pick): Slot =>
  eachChosen("participant", pick, [reference(field, "individual", identifierSystems.provider)]);

const rankRow = id("problem.rank");

/** The order of the diagnoses, which R4 keeps with a visit: the first one of the chart. */
const ranks: Slot = {
  fields: [rankRow],
  write(target, entry, { values, refer }) {
    if (values.entries("encounter")[0] !== entry) return;
    for (const problem of values.entries("problem")) {
      const rank = values.get(rankRow, problem);
      const address = refer(problem);
      if (rank === undefined || address === undefined) continue;
      const made = map({ condition: map({ reference: text(address) }) });
      writePrimitive(made, "rank", rank, "number");
      listAt(target, "diagnosis").items.push(made);
    }
  },
  read(at, _entry, to) {
    for (const diagnosis of items(child(at, "diagnosis"))) {
      const rank = readPrimitive(diagnosis, "rank", "number");
      const problem = to.entryOf(child(diagnosis, "condition"), "problem");
      if (rank === undefined) continue;
      if (problem !== undefined) to.emit(rankRow, problem, rank);
      else
        to.problem("unresolved-reference", "A ranked diagnosis is not in the record.", diagnosis);
    }
  },
};

const account = { list: "", row: "patient.account-number", key: "Patient+account" };

/** Encounter (R4 8.11). */
export const encounterShape: ResourceShape = {
  type: "Encounter",
  list: "encounter",
  identifier: "encounter.number",
  is: always,
  subjects: subjectAt("subject"),
  slots: [
    // Contained resources stand first in the resource, though their references come later.
    constant((target) => void listAt(target, "contained")),
    entryIdentifier("encounter.number"),
    required("encounter.status", "status", "finished"),
    constant((target) => {
      target.members.set("class", map({ system: systems.actCode }));
    }),
    primitive("encounter.class", "class.code"),
    patientReference("subject"),
    participants("provider.rendering", attending),
    through(["participant", attending, "individual"], contained("Practitioner", "attending"), [
      primitive("provider.name", ["name", 0, "family"]),
    ]),
    participants("provider.supervising", withRole("SPRF")),
    participants("provider.referring", withRole("REF")),
    primitive("encounter.start", "period.start"),
    primitive("encounter.end", "period.end"),
    each("reasonCode", [primitive("encounter.reason", "text")]),
    ranks,
    recordReference("encounter.account", ["account", 0], account, identifierSystems.account),
    reference("encounter.location", ["location", 0, "location"], identifierSystems.place),
  ],
};
