import { id } from "./chart-values.ts";
import { child, codesOf, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { readConcept, writeConcept } from "./concept.ts";
import { map } from "./out.ts";
import type { Pick } from "./path.ts";
import { identifierType } from "./reference.ts";
import { chosen, primitive } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

const typesOf = (found: Cursor): readonly string[] => codesOf(child(found, "type"));
const systemOf = (found: Cursor): string => stringAt(found, "system") ?? "";
const ours: ReadonlySet<string> = new Set(Object.values(identifierSystems));

const bySystem = (system: string): Pick => ({
  is: (found) => systemOf(found) === system,
  make: () => map({ system }),
});

const byType = (code: string): Pick => ({
  is: (found) => typesOf(found).includes(code) && !ours.has(systemOf(found)),
  make: () => map({ type: identifierType(code, systems.identifierType) }),
});

const otherTypes = ["DL", "MA", "MC", "SS"];

/**
 * The chart number: type MR. An official identifier of an unknown type, or one without a type, is taken
 * for it too, unless its system or use says that it is another: losing the type must not look like
 * losing the patient.
 */
const mrn: Pick = {
  is: (found) => {
    const use = stringAt(found, "use");
    if (ours.has(systemOf(found)) || use === "old") return false;
    const types = typesOf(found);
    if (types.length === 0 || types.includes("MR")) return true;
    return use === "official" && !types.some((type) => otherTypes.includes(type));
  },
  make: () => map({ use: "official" }),
};

const typeRow = id("patient.identifier.type");
/** Type of a chart number: what the chart says, else MR. */
const mrnType: Slot = {
  fields: [typeRow],
  write(target, entry, { values }) {
    const value = values.get(typeRow, entry);
    if (value === undefined) {
      target.members.set("type", identifierType("MR", systems.identifierType));
    } else writeConcept(target, "type", value, systems.identifierType);
  },
  read: (at, entry, to) => to.emit(typeRow, entry, readConcept(child(at, "type"))),
};

const otherSite: Pick = {
  is: (found) => systemOf(found) === identifierSystems.otherSite,
  make: () =>
    map({
      type: identifierType("MR", systems.identifierType),
      system: identifierSystems.otherSite,
    }),
};

const legacy: Pick = {
  is: (found) => stringAt(found, "use") === "old" || systemOf(found) === identifierSystems.legacy,
  make: () => map({ use: "old", system: identifierSystems.legacy }),
};

const single = (field: string, pick: Pick): Slot => primitive(field, ["identifier", pick, "value"]);

/** Patient.identifier: one list on the wire, told apart by type, system and use. */
export const identifierSlots: readonly Slot[] = [
  chosen("identifier", mrn, [
    mrnType,
    primitive("patient.identifier.mrn-authority", "system"),
    primitive("patient.identifier.mrn", "value"),
    primitive("patient.identifier.period-end", "period.end"),
  ]),
  chosen("identifier", otherSite, [primitive("patient.identifier.mrn-other-site", "value")]),
  chosen("identifier", legacy, [primitive("patient.identifier.legacy", "value")]),
  single("patient.identifier.ssn", bySystem(identifierSystems.ssn)),
  single("patient.identifier.drivers-license", byType("DL")),
  single("patient.identifier.mbi", bySystem(identifierSystems.mbi)),
  single("patient.identifier.medicaid", byType("MA")),
  single("patient.identifier.synthetic", bySystem(identifierSystems.synthetic)),
];
