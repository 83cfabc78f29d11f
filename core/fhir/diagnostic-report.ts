import { id } from "./chart-values.ts";
import { child, codesOf, items, stringAt } from "./cursor.ts";
import { plainConcept } from "./concept.ts";
import { list, map, text } from "./out.ts";
import type { Pick } from "./path.ts";
import { neededBy } from "./not-recorded.ts";
import { observationCode } from "./observation.ts";
import { identifierType } from "./reference.ts";
import { always, ownIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, patientReference, primitive, required } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

/** The laboratory's number of a report: marked as accession or filler number, else the first that is not ours. */
const accession: Pick = {
  is(found, report) {
    const all = items(child(report, "identifier")).filter(
      (one) => stringAt(one, "system") !== identifierSystems.uuid,
    );
    const marked = all.find((one) =>
      codesOf(child(one, "type")).some((code) => code === "ACSN" || code === "FILL"),
    );
    return found.pointer === (marked ?? all[0])?.pointer;
  },
  make: () =>
    map({
      type: identifierType("ACSN", systems.identifierType),
      system: identifierSystems.accession,
    }),
};

const codeRow = id("result.code");

/** DiagnosticReport (R4 10.3): what a laboratory says of a result as a whole. */
export const reportShape: ResourceShape = {
  type: "DiagnosticReport",
  list: "result",
  identifier: "uuid",
  is: always,
  subjects: subjectAt("subject"),
  part: { name: "report", owners: (report) => items(child(report, "result")) },
  slots: [
    ownIdentifier,
    primitive("result.accession", ["identifier", accession, "value"]),
    required("result.report-status", "status", "unknown"),
    // The code of the report is that of its result; the result is where it is read.
    constant((target, { values }, entry) => {
      const code = values.get(codeRow, entry);
      if (code === undefined || !("value" in code)) return;
      target.members.set("code", plainConcept(code.value, observationCode));
    }),
    neededBy("code", "element"),
    patientReference("subject"),
    primitive("result.reported-time", "issued"),
    constant((target, { refer }, entry) => {
      const address = refer(entry);
      if (address === undefined) return;
      target.members.set("result", list(map({ reference: text(address) })));
    }),
  ],
};
