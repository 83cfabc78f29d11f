import { phoneCell } from "./phone-cell.ts";
import { id } from "../fhir/chart-values.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { always, at, chosen, constant } from "./field-slots.ts";
import { alternate, cell, fixed, readPart, seek, textOfField } from "./segment-slot.ts";
import type { Row, SegmentGroup, Slot } from "./segment-slot.ts";
import { codes, codeSystem, moment } from "./wire-form.ts";

const first = (group: SegmentGroup, name: string, field: number, address = "1"): string =>
  textOfField(group.get(name)?.[0], field, address);

const relationOf = (group: SegmentGroup): string => first(group, "NK1", 3);
const isGuardian = (group: SegmentGroup): boolean => ["GRD", "GUARD"].includes(relationOf(group));
const isProxy = (group: SegmentGroup): boolean => first(group, "NK1", 7) === "PROXY";

/** NK1: persons to call, guardians and those with access; the relationship tells which (v2.5.1 3.4.5). */
const contact: RecordShape = {
  kind: "NK1",
  list: "contact",
  segments: ["NK1"],
  is: (group) => has(group, "NK1") && !isGuardian(group) && !isProxy(group),
  key: () => "",
  slots: [
    at("NK1-2", cell("contact.name", "1.1")),
    at("NK1-3", cell("contact.relationship", "1")),
    at("NK1-4", cell("contact.address", "1.1")),
    chosen("NK1-5", always, "each", [phoneCell("contact.phone")]),
    at("NK1-7", cell("contact.role", "1")),
    at("NK1-9", cell("contact.end", "", moment)),
  ],
};

const guardian: RecordShape = {
  kind: "NK1 guardian",
  list: "guardian",
  segments: ["NK1"],
  is: (group) => has(group, "NK1") && isGuardian(group),
  key: () => "",
  slots: [at("NK1-2", cell("guardian.name", "1.1")), constant("NK1-3", fixed("1", "GRD"))],
};

const proxy: RecordShape = {
  kind: "NK1 proxy",
  list: "proxy",
  segments: ["NK1"],
  is: (group) => has(group, "NK1") && !isGuardian(group) && isProxy(group),
  key: () => "",
  slots: [
    at("NK1-2", cell("proxy.name", "1.1")),
    constant("NK1-7", fixed("1", "PROXY")),
    at("NK1-9", cell("proxy.until", "", moment)),
  ],
};

/** SNOMED CT: no known allergy; no known drug, environmental and food allergy. */
const noneKnownCodes: ReadonlySet<string> = new Set([
  "716186003",
  "409137002",
  "428607008",
  "429625007",
]);
const noneRow = id("allergy.none-known");
const codeRow = id("allergy.code");
/** "No known allergies" is a code of its own: it says both. */
const noneKnown: Row = {
  fields: [noneRow],
  write(target, entry, { values, marked }) {
    const value = values.get(noneRow, entry);
    const code = values.get(codeRow, entry);
    const says = code !== undefined && "value" in code && noneKnownCodes.has(code.value);
    const yes = value !== undefined && "value" in value && value.value === "true";
    const written = target.get("1");
    if (!says || !yes || written === undefined || marked.has(value)) return;
    target.set("1", { ...written, marks: [...written.marks, value] });
    marked.add(value);
  },
  read(found, entry, to) {
    const reading = readPart(seek(found, [1]), to);
    if (reading === undefined || !noneKnownCodes.has(reading.value ?? "")) return;
    to.emit(noneRow, entry, { ...reading, value: "true" });
  },
};

const severity = codes({ high: "SV", low: "MI", "unable-to-assess": "U" });
const category = codes({ medication: "DA", food: "FA", environment: "EA" });

function allergySlots(segment: string, onset: number): readonly Slot[] {
  return [
    at(`${segment}-2`, cell("allergy.category", "1", category)),
    at(
      `${segment}-3`,
      cell("allergy.code", "1"),
      noneKnown,
      cell("allergy.substance", "2"),
      cell("allergy.code-system", "3", codeSystem),
      alternate("allergy.code", "allergy.code-system"),
    ),
    at(`${segment}-4`, cell("allergy.criticality", "1", severity)),
    chosen(`${segment}-5`, always, "entries", [cell("allergy.reaction", "")]),
    at(`${segment}-${String(onset)}`, cell("allergy.onset", "", moment)),
  ];
}

const allergyKey = (segment: string) => (group: SegmentGroup) =>
  ["1", "2", "3"].map((component) => first(group, segment, 3, component)).join("^");

/** AL1 (v2.5.1 3.4.6): it has neither an identifier nor a status. */
const allergy: RecordShape = {
  kind: "AL1",
  list: "allergy",
  segments: ["AL1"],
  is: (group) => has(group, "AL1"),
  key: allergyKey("AL1"),
  slots: allergySlots("AL1", 6),
};

/** IAM (v2.5.1 3.4.7), in ADT^A60 alone: what AL1 says, with identifier and status. */
const allergyItem: RecordShape = {
  kind: "IAM",
  list: "allergy",
  segments: ["IAM"],
  is: (group) => has(group, "IAM"),
  key: allergyKey("IAM"),
  isGone: (group) => first(group, "IAM", 6) === "D",
  slots: [
    ...allergySlots("IAM", 11),
    constant("IAM-6", fixed("1", "A")),
    at("IAM-7", cell("allergy.identifier", "1")),
    at("IAM-17", cell("allergy.clinical-status", "1", codes({ active: "C", inactive: "I" }))),
  ],
};

const problemCode: readonly Row[] = [
  cell("problem.code", "1"),
  cell("problem.code-system", "3", codeSystem),
  alternate("problem.code", "problem.code-system"),
];
const problemKey = (group: SegmentGroup, segment: string, own: number): string =>
  first(group, segment, own) === ""
    ? `^${first(group, segment, 3)}^${first(group, segment, 3, "3")}`
    : first(group, segment, own);

/** DG1 (v2.5.1 6.5.2): it has no status of the problem. DG1-4 goes before DG1-3.2. */
const diagnosis: RecordShape = {
  kind: "DG1",
  list: "problem",
  segments: ["DG1"],
  is: (group) => has(group, "DG1"),
  key: (group) => problemKey(group, "DG1", 20),
  slots: [
    at("DG1-3", ...problemCode),
    at("DG1-4", cell("problem.text", "")),
    at("DG1-3", cell("problem.text", "2")),
    at("DG1-5", cell("problem.onset", "1", moment)),
    constant("DG1-6", fixed("", "W")),
    at("DG1-15", cell("problem.rank", "")),
    at("DG1-20", cell("problem.identifier", "1")),
  ],
};

/** PRB (v2.5.1 12.3.2): the same problem with its status. */
const problem: RecordShape = {
  kind: "PRB",
  list: "problem",
  segments: ["PRB"],
  is: (group) => has(group, "PRB"),
  key: (group) => problemKey(group, "PRB", 4),
  isGone: (group) => first(group, "PRB", 1) === "DE",
  slots: [
    constant("PRB-1", fixed("", "AD")),
    at("PRB-3", ...problemCode, cell("problem.text", "2")),
    at("PRB-4", cell("problem.identifier", "1")),
    at("PRB-14", cell("problem.clinical-status", "1")),
    at("PRB-16", cell("problem.onset", "1", moment)),
  ],
};

const guarantor: RecordShape = {
  kind: "GT1",
  list: "guarantor",
  segments: ["GT1"],
  is: (group) => has(group, "GT1"),
  key: () => "",
  slots: [
    at("GT1-3", cell("guarantor.name", "1.1")),
    at("GT1-11", cell("guarantor.relationship", "1")),
  ],
};

/** The chart says what the patient is to the insured, IN1-17 what the insured is to the patient. */
const relationship = codes({
  self: "SEL",
  spouse: "SPO",
  child: "PAR",
  parent: "CHD",
  other: "OTH",
});

/** IN1 (v2.5.1 6.5.6). */
const coverage: RecordShape = {
  kind: "IN1",
  list: "coverage",
  segments: ["IN1"],
  is: (group) => has(group, "IN1"),
  key: () => "",
  slots: [
    at("IN1-2", cell("coverage.plan-id", "1")),
    at("IN1-3", cell("coverage.payer-id", "1")),
    at("IN1-4", cell("coverage.payer-name", "1")),
    at("IN1-8", cell("coverage.group-number", "")),
    at("IN1-9", cell("coverage.group-name", "1")),
    at("IN1-12", cell("coverage.start", "", moment)),
    at("IN1-13", cell("coverage.end", "", moment)),
    at("IN1-15", cell("coverage.type", "")),
    at("IN1-16", cell("coverage.subscriber-name", "1.1")),
    at("IN1-17", cell("coverage.relationship", "1", relationship)),
    at("IN1-18", cell("coverage.subscriber-dob", "1", moment)),
    at("IN1-22", cell("coverage.payer-order", "")),
    at("IN1-36", cell("coverage.policy-number", "")),
    at("IN1-49", cell("coverage.member-id", "1")),
  ],
};

/** Records of one segment each. */
export const listShapes = {
  contact,
  guardian,
  proxy,
  allergy,
  allergyItem,
  diagnosis,
  problem,
  guarantor,
  coverage,
} as const;
