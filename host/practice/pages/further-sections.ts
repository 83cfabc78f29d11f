import type { JsonObject } from "../json/lossless-tree.ts";
import { conceptAt, elementsAt, quantityAt, textAt } from "./read-elements.ts";

export type Column = readonly [heading: string, cell: (resource: JsonObject) => string];

/** One table of a chart: the records of one type. */
export interface Section {
  readonly title: string;
  readonly type: string;
  readonly none: string;
  readonly alert?: boolean;
  readonly columns: readonly Column[];
}

/** A note's text, which FHIR has as base64 of UTF-8. */
function noteText(document: JsonObject): string {
  return elementsAt(document, "content.attachment")
    .map((attachment) => Buffer.from(textAt(attachment, "data"), "base64").toString("utf8"))
    .join("\n");
}

/** The number or the words by which a reference names its target. */
function namedAt(resource: JsonObject, path: string): string {
  return textAt(resource, `${path}.identifier.value`) || textAt(resource, `${path}.display`);
}

export const furtherSections: readonly Section[] = [
  {
    title: "Laboratory reports",
    type: "DiagnosticReport",
    none: "No reports on file.",
    columns: [
      ["Test", (item) => conceptAt(item, "code")],
      ["Numbers", (item) => textAt(item, "identifier.value")],
      ["Reported", (item) => textAt(item, "issued")],
      ["Status", (item) => textAt(item, "status")],
    ],
  },
  {
    title: "Vaccinations",
    type: "Immunization",
    none: "No vaccinations on file.",
    columns: [
      ["Vaccine", (item) => conceptAt(item, "vaccineCode")],
      ["Given", (item) => textAt(item, "occurrenceDateTime") || textAt(item, "occurrenceString")],
      ["Lot", (item) => textAt(item, "lotNumber")],
      ["Status", (item) => textAt(item, "status")],
    ],
  },
  {
    title: "Orders and referrals",
    type: "ServiceRequest",
    none: "No orders on file.",
    columns: [
      ["What", (item) => conceptAt(item, "code")],
      ["Numbers", (item) => textAt(item, "identifier.value")],
      ["By", (item) => namedAt(item, "requester")],
      ["To", (item) => namedAt(item, "performer")],
      ["Why", (item) => conceptAt(item, "reasonCode")],
      ["Priority", (item) => textAt(item, "priority")],
      ["Status", (item) => textAt(item, "status")],
      ["Note", (item) => textAt(item, "note.text")],
    ],
  },
  {
    title: "Notes",
    type: "DocumentReference",
    none: "No notes on file.",
    columns: [
      ["Kind", (item) => conceptAt(item, "type")],
      ["Text", noteText],
      ["Author", (item) => namedAt(item, "author")],
      ["Date", (item) => textAt(item, "date")],
      ["Signed", (item) => textAt(item, "docStatus")],
      ["For whom", (item) => conceptAt(item, "securityLabel")],
      ["Status", (item) => textAt(item, "status")],
    ],
  },
  {
    title: "People around the patient",
    type: "RelatedPerson",
    none: "Nobody on file.",
    columns: [
      ["Name", (item) => textAt(item, "name.family")],
      ["As", (item) => conceptAt(item, "relationship")],
    ],
  },
  {
    title: "Consents",
    type: "Consent",
    none: "No consents on file.",
    columns: [
      ["Scope", (item) => conceptAt(item, "scope")],
      ["Covers", (item) => conceptAt(item, "category")],
      ["Who may", (item) => namedAt(item, "performer")],
      ["What", (item) => conceptAt(item, "provision.code")],
      ["Signed", (item) => textAt(item, "dateTime")],
      ["Until", (item) => textAt(item, "provision.period.end")],
      ["Status", (item) => textAt(item, "status")],
    ],
  },
  {
    title: "Accounts",
    type: "Account",
    none: "No accounts on file.",
    columns: [
      ["Number", (item) => textAt(item, "identifier.value")],
      ["Status", (item) => textAt(item, "status")],
    ],
  },
  {
    title: "Charges",
    type: "Claim",
    none: "No charges on file.",
    columns: [
      ["Number", (item) => textAt(item, "identifier.value")],
      ["Date", (item) => textAt(item, "item.servicedDate")],
      ["Procedure", (item) => conceptAt(item, "item.productOrService")],
      ["Modifiers", (item) => conceptAt(item, "item.modifier")],
      ["Diagnoses", (item) => conceptAt(item, "diagnosis.diagnosisCodeableConcept")],
      ["Units", (item) => quantityAt(item, "item.quantity")],
      ["Amount", (item) => textAt(item, "item.net.value")],
    ],
  },
];
