import { isObject, listOf, scalarText, stringOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";

/** One searchable value: for a token `extra` is its system, for a date the end of its range. */
export interface IndexRow {
  readonly param: string;
  readonly value: string;
  readonly extra: string;
}

export type SearchKind = "token" | "string" | "date" | "reference";

export interface SearchParameter {
  readonly name: string;
  readonly kind: SearchKind;
  /** Dotted element names; lists are walked through. */
  readonly paths: readonly string[];
}

function parameter(name: string, kind: SearchKind, ...paths: string[]): SearchParameter {
  return { name, kind, paths };
}

const shared: readonly SearchParameter[] = [
  parameter("_tag", "token", "meta.tag"),
  parameter("identifier", "token", "identifier"),
];
const subject: readonly SearchParameter[] = [
  parameter("patient", "reference", "subject"),
  parameter("subject", "reference", "subject"),
];

/** Search parameters by resource type, after the R4 search registry. */
const byType: Readonly<Record<string, readonly SearchParameter[]>> = {
  Patient: [
    parameter("name", "string", "name"),
    parameter("family", "string", "name.family"),
    parameter("given", "string", "name.given"),
    parameter("birthdate", "date", "birthDate"),
    parameter("gender", "token", "gender"),
    parameter("active", "token", "active"),
    parameter("phone", "token", "telecom"),
    parameter("email", "token", "telecom"),
    parameter("telecom", "token", "telecom"),
  ],
  AllergyIntolerance: [
    parameter("patient", "reference", "patient"),
    parameter("clinical-status", "token", "clinicalStatus"),
    parameter("code", "token", "code"),
  ],
  MedicationRequest: [
    ...subject,
    parameter("status", "token", "status"),
    parameter("code", "token", "medicationCodeableConcept"),
  ],
  Condition: [
    ...subject,
    parameter("clinical-status", "token", "clinicalStatus"),
    parameter("code", "token", "code"),
  ],
  Coverage: [
    parameter("patient", "reference", "beneficiary"),
    parameter("beneficiary", "reference", "beneficiary"),
    parameter("status", "token", "status"),
  ],
  Encounter: [
    ...subject,
    parameter("status", "token", "status"),
    parameter("date", "date", "period"),
  ],
  Appointment: [
    parameter("patient", "reference", "participant.actor"),
    parameter("actor", "reference", "participant.actor"),
    parameter("status", "token", "status"),
    parameter("date", "date", "start"),
  ],
  Observation: [
    ...subject,
    parameter("code", "token", "code"),
    parameter("status", "token", "status"),
    parameter("date", "date", "effectiveDateTime"),
  ],
  Immunization: [
    parameter("patient", "reference", "patient"),
    parameter("status", "token", "status"),
    parameter("vaccine-code", "token", "vaccineCode"),
    parameter("date", "date", "occurrenceDateTime"),
  ],
  ServiceRequest: [
    ...subject,
    parameter("status", "token", "status"),
    parameter("code", "token", "code"),
    parameter("category", "token", "category"),
    parameter("encounter", "reference", "encounter"),
  ],
  DiagnosticReport: [
    ...subject,
    parameter("status", "token", "status"),
    parameter("code", "token", "code"),
    parameter("result", "reference", "result"),
  ],
  DocumentReference: [
    ...subject,
    parameter("status", "token", "status"),
    parameter("type", "token", "type"),
    parameter("date", "date", "date"),
    parameter("encounter", "reference", "context.encounter"),
  ],
  RelatedPerson: [
    parameter("patient", "reference", "patient"),
    parameter("relationship", "token", "relationship"),
    parameter("name", "string", "name"),
  ],
  Consent: [
    parameter("patient", "reference", "patient"),
    parameter("status", "token", "status"),
    parameter("category", "token", "category"),
  ],
  Claim: [
    parameter("patient", "reference", "patient"),
    parameter("status", "token", "status"),
    parameter("encounter", "reference", "item.encounter"),
  ],
  Provenance: [
    parameter("patient", "reference", "target"),
    parameter("target", "reference", "target"),
  ],
  Account: [
    parameter("patient", "reference", "subject"),
    parameter("subject", "reference", "subject"),
  ],
};

/** The parameters that a type can be searched by, `_id` and `_lastUpdated` apart. */
export function searchParametersOf(type: string): readonly SearchParameter[] {
  return [...shared, ...(byType[type] ?? subject)];
}

/** Text as it is compared in a string search: no case, no accents, single spaces (R4 3.1.1.4.10). */
export function foldText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/\s+/gu, " ")
    .trim();
}

/** First and last instant that a FHIR date of any precision can mean, as comparable text. */
export function dateRange(text: string): { from: string; to: string } | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T.+)?)?)?$/.exec(text);
  if (!match) return null;
  const [, year = "", month, day, time] = match;
  if (time !== undefined) {
    const at = Date.parse(text);
    if (Number.isNaN(at)) return null;
    const instant = new Date(at).toISOString();
    return { from: instant, to: instant };
  }
  const from = `${year}-${month ?? "01"}-${day ?? "01"}T00:00:00.000Z`;
  const to = `${year}-${month ?? "12"}-${day ?? "31"}T23:59:59.999Z`;
  return { from, to };
}

/** All searchable values of a resource. */
export function indexRowsOf(type: string, resource: JsonObject): IndexRow[] {
  return searchParametersOf(type).flatMap((row) =>
    row.paths
      .flatMap((path) => valuesAt(resource, path.split(".")))
      .flatMap((value) => rowsOf(row, value)),
  );
}

function valuesAt(at: Json | undefined, path: readonly string[]): Json[] {
  return listOf(at).flatMap((item) => {
    const [name, ...rest] = path;
    if (name === undefined) return [item];
    return isObject(item) ? valuesAt(item[name], rest) : [];
  });
}

function rowsOf(row: SearchParameter, value: Json): IndexRow[] {
  const { name: param, kind } = row;
  if (kind === "string") {
    return textsIn(value).map((text) => ({ param, value: foldText(text), extra: text }));
  }
  if (kind === "date") {
    const period = isObject(value);
    const range = dateRange(stringOf(period ? value["start"] : value) ?? "");
    if (!range) return [];
    const end = period ? dateRange(stringOf(value["end"]) ?? "")?.to : range.to;
    return [{ param, value: range.from, extra: end ?? range.to }];
  }
  if (kind === "reference") {
    const text = isObject(value) ? stringOf(value["reference"]) : null;
    const local = text === null ? null : /([A-Za-z]+\/[A-Za-z0-9\-.]+)$/.exec(text)?.[1];
    return local ? [{ param, value: local, extra: "" }] : [];
  }
  return tokensOf(value, param).map(({ code, system }) => ({ param, value: code, extra: system }));
}

function textsIn(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (!isObject(value)) return [];
  return ["text", "family", "given", "prefix", "suffix"]
    .flatMap((key) => listOf(value[key]))
    .flatMap((item) => (typeof item === "string" ? [item] : []));
}

function tokensOf(value: Json, param: string): { code: string; system: string }[] {
  const plain = scalarText(value);
  if (plain !== null) return [{ code: plain, system: "" }];
  if (!isObject(value)) return [];
  if (value["coding"] !== undefined) {
    return listOf(value["coding"]).flatMap((coding) => tokensOf(coding, param));
  }
  const system = stringOf(value["system"]) ?? "";
  if ((param === "phone" || param === "email") && system !== param) return [];
  const code = scalarText(value["code"] ?? value["value"]);
  return code === null ? [] : [{ code, system }];
}
