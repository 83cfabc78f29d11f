import { textOf } from "../catalogue/chart.ts";
import { id } from "./chart-values.ts";
import { child, items, stringAt } from "./cursor.ts";
import { concept, conceptItem } from "./concept.ts";
import { leaf, list, listAt, map, text } from "./out.ts";
import { neededBy } from "./not-recorded.ts";
import { notRecorded } from "./primitive.ts";
import { readBeside, writePrimitive } from "./primitive.ts";
import { quantity } from "./quantity.ts";
import { recordReference, reference, visit } from "./reference.ts";
import { entryIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { below, constant, each, entries, inner, primitive } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

const pointerRow = id("charge.diagnosis-pointer");

/** `item.diagnosisSequence`: a list of numbers, each an entry of its own below the charge. */
const pointers: Slot = {
  fields: [pointerRow],
  write(target, entry, encoding) {
    const cells = inner([pointerRow], entry, encoding).map((path) => {
      const cell = map();
      const value = encoding.values.get(pointerRow, path);
      if (value !== undefined) writePrimitive(cell, "x", value, "number");
      return { plain: cell.members.get("x"), side: cell.members.get("_x") };
    });
    if (cells.length === 0) return;
    target.members.set(
      "diagnosisSequence",
      list(...cells.map(({ plain }) => plain ?? leaf("null"))),
    );
    if (cells.every(({ side }) => side === undefined)) return;
    target.members.set(
      "_diagnosisSequence",
      list(...cells.map(({ side }) => side ?? leaf("null"))),
    );
  },
  read(at, entry, to) {
    const nodes = items(child(at, "diagnosisSequence"));
    const sides = items(child(at, "_diagnosisSequence"));
    for (let i = 0; i < Math.max(nodes.length, sides.length); i++) {
      const side = sides[i]?.node.kind === "null" ? undefined : sides[i];
      to.emit(pointerRow, below(entry, i + 1), readBeside(nodes[i], side, "number"));
    }
  },
};

/** Sequences count from 1 in the order of the list (R4 13.7). */
const numbered = (key: string): Slot =>
  constant(({ members }) => {
    const all = members.get(key);
    if (all?.kind !== "array") return;
    for (const [i, one] of all.items.entries()) {
      if (one.kind === "object") one.members.set("sequence", leaf(String(i + 1)));
    }
  });

const team = (target: ReturnType<typeof map>): number => {
  const all = target.members.get("careTeam");
  return all?.kind === "array" ? all.items.length : 0;
};

const itemRows: readonly Slot[] = [
  pointers,
  concept("charge.procedure", "productOrService", () => undefined),
  neededBy("productOrService", "element"),
  entries("modifier", [conceptItem("charge.modifier", () => undefined)]),
  primitive("charge.date", "servicedDate"),
  concept("charge.place-of-service", "locationCodeableConcept", systems.placeOfService),
  quantity("charge.units", null, "quantity"),
  primitive("charge.amount", "net.value", "number"),
  recordReference("charge.encounter", ["encounter", 0], visit),
];

/** One charge is one item; further ones of a foreign claim are read as entries below it. */
const item: Slot = {
  fields: itemRows.flatMap((slot) => slot.fields),
  write(target, entry, encoding) {
    const made = map();
    listAt(target, "item").items.push(made);
    const members = Array.from({ length: team(target) }, (_, i) => leaf(String(i + 1)));
    if (members.length > 0) made.members.set("careTeamSequence", list(...members));
    for (const slot of itemRows) slot.write(made, entry, encoding);
  },
  read(at, entry, to) {
    for (const [i, found] of items(child(at, "item")).entries()) {
      const path = i === 0 ? entry : below(entry, i + 1);
      for (const slot of itemRows) slot.read(found, path, to);
    }
  },
};

const dateRow = id("charge.date");
const wholeDate = /^\d{4}-\d\d-\d\d$/;

/** What R4 requires of every claim and a charge does not say. */
const claimed: readonly Slot[] = [
  constant((target, { patient, values }, entry) => {
    const coded = (system: string, code: string): ReturnType<typeof map> =>
      map({ coding: list(map({ system, code })) });
    target.members.set("status", text("active"));
    target.members.set("type", coded(systems.claimType, "professional"));
    target.members.set("use", text("claim"));
    target.members.set("patient", map({ reference: text(patient) }));
    const served = values.get(dateRow, entry);
    const date = served === undefined ? null : textOf(served);
    if (date !== null && wholeDate.test(date)) target.members.set("created", text(date));
  }),
  neededBy("created", "primitive"),
  neededBy("provider", "element"),
  constant((target, { values, refer }) => {
    const priority = list(map({ system: systems.processPriority, code: "normal" }));
    target.members.set("priority", map({ coding: priority }));
    const paid = values.entries("coverage").flatMap((entry) => refer(entry) ?? [])[0];
    const coverage = paid === undefined ? notRecorded() : map({ reference: text(paid) });
    const insurance = map({ sequence: leaf("1"), focal: leaf("true"), coverage });
    target.members.set("insurance", list(insurance));
  }),
];

/** Claim (R4 13.7), one per charge. */
export const chargeShape: ResourceShape = {
  type: "Claim",
  list: "charge",
  identifier: "charge.identifier",
  // A question what will be paid, or whether, is no charge.
  is: (claim) => (stringAt(claim, "use") ?? "claim") === "claim",
  subjects: subjectAt("patient"),
  slots: [
    entryIdentifier("charge.identifier"),
    ...claimed,
    each("careTeam", [
      reference("charge.rendering-provider", "provider", identifierSystems.provider),
    ]),
    numbered("careTeam"),
    entries("diagnosis", [
      concept("charge.diagnosis", "diagnosisCodeableConcept", systems.icd10cm),
    ]),
    numbered("diagnosis"),
    item,
    numbered("item"),
  ],
};
