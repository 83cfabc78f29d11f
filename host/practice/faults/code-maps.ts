import { isObject, listOf, stringOf } from "../json/lossless-tree.ts";
import { writeValue } from "../fields/change-value.ts";
import { practiceFields } from "../fields/field-table.ts";
import { locateField } from "../fields/locate.ts";
import type { Located } from "../fields/locate.ts";
import { textParam } from "./fault.ts";
import type { PracticeFault, Work } from "./fault.ts";
import { choice, recordFault, valueFault } from "./make-fault.ts";

/** ICD-10-CM: the category in front of the point, or its “unspecified” child. */
function broader(text: string, to: string): string {
  const match = /^([A-TV-Z]\d[0-9A-Z])\.([0-9A-Z]{1,4})$/.exec(text);
  if (!match?.[1] || match[2] === undefined) return text;
  return to === "category" ? match[1] : `${match[1]}.9`;
}

/** Editions that an old table still names. */
const editions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  international: {
    "http://hl7.org/fhir/sid/icd-10-cm": "http://hl7.org/fhir/sid/icd-10",
    "http://snomed.info/sct": "http://snomed.info/sct/900000000000207008",
  },
  dated: {
    "http://hl7.org/fhir/sid/icd-10-cm": "http://hl7.org/fhir/sid/icd-10-cm/2015",
    "http://snomed.info/sct": "http://snomed.info/sct/731000124108/version/20150301",
    "http://www.nlm.nih.gov/research/umls/rxnorm":
      "http://www.nlm.nih.gov/research/umls/rxnorm/2015",
  },
};

/** The wording that belongs to each code, and where it stands. */
const wordingOf: Readonly<Record<string, string>> = {
  "problem.code": "problem.text",
  "allergy.code": "allergy.substance",
  "medication.code": "medication.name",
};

function textForCode(work: Work): void {
  for (const place of work.chosen) {
    const row = practiceFields.find(({ id }) => id === wordingOf[place.field]);
    const words = row && locateField(work.resource, row)[0]?.text;
    if (words !== undefined && words !== "") work.change(place, words);
  }
}

/** The EMR's own dictionary, one line out of step with its codes. */
const dictionary: readonly string[] = [
  "Essential hypertension",
  "Type 2 diabetes mellitus",
  "Hypothyroidism",
  "Asthma",
  "Penicillin",
  "Latex",
  "Peanut",
  "Metformin",
  "Lisinopril",
  "Warfarin",
];

function otherWording(work: Work): void {
  for (const place of work.chosen) {
    const code = practiceFields.find(({ id }) => wordingOf[id] === place.field);
    const value = code && locateField(work.resource, code)[0]?.text;
    if (value === undefined) continue;
    const line = Array.from(value).reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0);
    work.change(place, dictionary[line % dictionary.length] ?? place.text);
  }
}

/** Answers that a short list of the EMR does not tell apart. */
const collapsed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "appointment.status": {
    noshow: "cancelled",
    arrived: "booked",
    pending: "booked",
    fulfilled: "booked",
  },
  "allergy.criticality": { "unable-to-assess": "low", high: "low" },
  "allergy.reaction-severity": { moderate: "mild", severe: "mild" },
  "result.flag": { HH: "H", LL: "L", H: "A", L: "A" },
  "patient.marital-status": { D: "S", W: "S", L: "S", P: "S" },
  "encounter.class": { EMER: "AMB", HH: "AMB", VR: "AMB", IMP: "AMB" },
  "medication.route": { SC: "IM", IV: "IM", SL: "PO", BUC: "PO" },
};

/** SNOMED CT: none known of one kind → none known at all. */
const widened: ReadonlySet<string> = new Set(["409137002", "428607008", "429625007"]);

function widen(work: Work): void {
  for (const concept of [work.resource["code"]]) {
    if (!isObject(concept)) continue;
    for (const coding of listOf(concept["coding"])) {
      const code = isObject(coding) ? stringOf(coding["code"]) : null;
      if (!isObject(coding) || code === null || !widened.has(code)) continue;
      coding["code"] = "716186003";
      if (coding["display"] !== undefined) coding["display"] = "No known allergy";
      work.note("allergy.code", code, "716186003");
    }
    const text = stringOf(concept["text"]);
    if (text !== null && /no known \w+ allerg/i.test(text)) {
      const wide = text.replace(/no known \w+ allerg/i, "No known allerg");
      concept["text"] = wide;
      work.note("allergy.substance", text, wide);
    }
  }
}

/** How often, in words; the coded form stays as it is. */
const otherwise: readonly (readonly [RegExp, string])[] = [
  [/three times daily/i, "once daily"],
  [/four times daily/i, "once daily"],
  [/twice daily/i, "once daily"],
  [/once daily|every day|daily/i, "twice daily"],
  [/every (\d+) hours/i, "once daily"],
];

function contradict(text: string): string {
  const found = otherwise.find(([words]) => words.test(text));
  return found ? text.replace(found[0], found[1]) : text;
}

function systemOf(text: string, edition: string): string {
  return editions[edition]?.[text] ?? text;
}

export const codeMapFaults: readonly PracticeFault[] = [
  valueFault(
    {
      id: "CODE-BROADEN",
      family: "codes",
      stage: "MAP",
      seen: ["A precise diagnosis became “unspecified”.", "M17.12", "M17.9"],
      params: [choice("to", "what is kept of it", ["unspecified", "category"])],
      fields: ["problem.code", "charge.diagnosis", "order.reason"],
    },
    (text, params) => broader(text, textParam(params, "to")),
  ),
  valueFault(
    {
      id: "CODE-VERSION",
      family: "codes",
      stage: "MAP",
      seen: ["An old edition of the code list is named.", "ICD-10-CM", "ICD-10"],
      params: [choice("edition", "which one", ["international", "dated"])],
      fields: ["problem.code-system", "allergy.code-system", "medication.code-system"],
    },
    (text, params) => systemOf(text, textParam(params, "edition")),
  ),
  recordFault(
    {
      id: "TEXT-FOR-CODE",
      family: "codes",
      stage: "MAP",
      seen: ["Words were stored where a code belongs.", "E11.9", "Type 2 diabetes"],
      fields: ["problem.code"],
    },
    textForCode,
  ),
  recordFault(
    {
      id: "DISPLAY-DRIFT",
      family: "codes",
      stage: "RENDER",
      seen: [
        "The wording shown is not the wording of this code.",
        "E11.9 Diabetes",
        "E11.9 Asthma",
      ],
      fields: ["problem.text"],
    },
    otherWording,
  ),
  valueFault(
    {
      id: "ENUM-COLLAPSE",
      family: "codes",
      stage: "MAP",
      seen: ["Two different answers became the same one.", "no-show", "cancelled"],
      fields: Object.keys(collapsed),
    },
    (text, _params, place: Located) => collapsed[place.field]?.[text] ?? text,
  ),
  recordFault(
    {
      id: "NEGATION-WIDENED",
      family: "codes",
      stage: "MAP",
      seen: ["“No known drug allergy” became “no known allergy”.", "409137002", "716186003"],
    },
    (work) => {
      if (work.resource["resourceType"] === "AllergyIntolerance") widen(work);
    },
  ),
  recordFault(
    {
      id: "INTERNAL-CONFLICT",
      family: "codes",
      stage: "MAP",
      seen: [
        "The written and the coded form disagree in the EMR alone.",
        "TID, three times",
        "TID, once",
      ],
      fields: ["medication.sig"],
    },
    (work) => {
      for (const place of work.chosen) {
        const after = contradict(place.text);
        if (after === place.text) continue;
        work.note(place.field, place.text, after);
        writeValue(work.resource, place, after);
      }
    },
  ),
];
