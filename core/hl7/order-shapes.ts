import { textOf } from "../catalogue/chart.ts";
import { id } from "../fhir/chart-values.ts";
import { cvx, icd10, loinc } from "./code-system.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { always, at, chosen, constant, readOnly } from "./field-slots.ts";
import { cell, firstOf, fixed, put, putValue, readPart, textOfField } from "./segment-slot.ts";
import type { Row, Slot } from "./segment-slot.ts";
import { setField } from "./segment-list.ts";
import { visitReference } from "./visit-reference.ts";
import { codes, moment, orderStatus } from "./wire-form.ts";

/** Table 0485; it has no "urgent". */
const priority = codes({ stat: "S", asap: "A", routine: "R" });

/** ORC-1 (table 0119): the request that goes with a status; NW for a new order. */
export function orderControl(statusField: string, table: ReadonlyMap<string, string>): Row {
  const row = id(statusField);
  return {
    fields: [],
    write(target, entry, encoding) {
      const value = encoding.values.get(row, entry);
      put(target, [], table.get((value && textOf(value)) ?? "") ?? "NW", encoding);
    },
    read: () => undefined,
  };
}

const control = new Map([
  ["revoked", "CA"],
  ["on-hold", "HD"],
]);

/**
 * ORC, OBR and NTE of ORM^O01 (v2.5.1 4.4.1): an order for the laboratory. OMP^O09 has no OBR and orders
 * medicines alone; ORM^O01 has no TQ1, so that the priority stands in OBR-5.
 */
export const orderShape: RecordShape = {
  kind: "OBR order",
  list: "order",
  segments: ["PV1", "ORC", "OBR", "NTE"],
  is: (group) => has(group, "OBR") && !has(group, "OBX"),
  key: (group) =>
    textOfField(group.get("ORC")?.[0], 2) ||
    textOfField(group.get("OBR")?.[0], 2) ||
    textOfField(group.get("ORC")?.[0], 3),
  slots: [
    visitReference("order.encounter"),
    constant("ORC-1", orderControl("order.status", control)),
    at("ORC-2", cell("order.placer-number", "1")),
    at("ORC-3", cell("order.filler-number", "1")),
    at("ORC-5", cell("order.status", "", orderStatus)),
    at("ORC-12", cell("order.provider", "1")),
    constant("OBR-1", fixed("", "1")),
    at("OBR-2", cell("order.placer-number", "1")),
    at("OBR-3", cell("order.filler-number", "1")),
    at("OBR-4", cell("order.code", "1"), loinc("order.code")),
    at("OBR-5", cell("order.priority", "", priority)),
    readOnly(at("TQ1-9", cell("order.priority", "1", priority))),
    at("OBR-16", cell("order.provider", "1")),
    chosen("OBR-31", always, "each", [cell("order.reason", "1"), icd10("order.reason")]),
    chosen("NTE-3", always, "each", [cell("order.note", "", undefined, true)]),
  ],
};

const statusRow = id("immunization.status");
/** RXA-20 (table 0322): complete, or not administered; refused and partly given are read. */
const given = codes({ completed: "CP", "not-done": "NA" }, { RE: "not-done", PA: "completed" });

/** A vaccination that was entered in error is deleted: RXA-21 D (table 0323). */
const completion: Slot = {
  fields: [statusRow],
  from: { name: "RXA", field: 20 },
  write(target, entry, encoding) {
    const value = encoding.values.get(statusRow, entry);
    const isError = value !== undefined && textOf(value) === "entered-in-error";
    const [segment] = target.get("RXA") ?? [];
    if (segment === undefined) return;
    if (value !== undefined) {
      const made = new Map();
      if (isError) {
        put(made, [], "D", encoding, "escaped", [value]);
        encoding.marked.add(value);
      } else putValue(made, [], value, encoding, given);
      segment.fields.set(isError ? 21 : 20, [made]);
    }
    if (!isError) setField(segment, 21, "A", encoding);
  },
  read(group, entry, to) {
    const [segment] = group.get("RXA") ?? [];
    const action = firstOf(segment, 21);
    const isError = textOfField(segment, 21, "") === "D";
    const reading = readPart(isError ? action : firstOf(segment, 20), to, given);
    to.emit(
      statusRow,
      entry,
      isError && reading !== undefined ? { ...reading, value: "entered-in-error" } : reading,
    );
  },
};

/** ORC, RXA and RXR of VXU^V04 (v2.5.1 4.5.1, 4.14.7, 4.14.2). The filler's number is that of the vaccination. */
export const immunizationShape: RecordShape = {
  kind: "RXA",
  list: "immunization",
  segments: ["ORC", "RXA", "RXR"],
  is: (group) => has(group, "RXA"),
  key: (group) => textOfField(group.get("ORC")?.[0], 3) || textOfField(group.get("ORC")?.[0], 2),
  slots: [
    constant("ORC-1", fixed("", "RE")),
    at("ORC-3", cell("immunization.identifier", "1")),
    constant("RXA-1", fixed("", "0")),
    constant("RXA-2", fixed("", "1")),
    at("RXA-3", cell("immunization.date", "1", moment)),
    at("RXA-4", cell("immunization.date", "1", moment)),
    at("RXA-5", cell("immunization.code", "1"), cvx("immunization.code")),
    // The amount is required; 999 says that it is unknown.
    constant("RXA-6", fixed("", "999")),
    at("RXA-15", cell("immunization.lot", "")),
    at("RXA-17", cell("immunization.manufacturer", "1")),
    completion,
    at("RXR-2", cell("immunization.site", "1")),
  ],
};
