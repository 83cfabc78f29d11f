import { isObject, listOf, stringOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { furtherSections } from "./further-sections.ts";
import type { Section } from "./further-sections.ts";
import { conceptAt, nameText, officialName, quantityAt, textAt } from "./read-elements.ts";

const dose = "dosageInstruction";

export const chartSections: readonly Section[] = [
  {
    title: "Allergies",
    type: "AllergyIntolerance",
    none: "No allergies on file.",
    alert: true,
    columns: [
      ["Substance", (item) => conceptAt(item, "code")],
      ["Reaction", (item) => conceptAt(item, "reaction.manifestation")],
      ["How dangerous", (item) => textAt(item, "criticality")],
      ["Status", (item) => conceptAt(item, "clinicalStatus")],
      ["Confirmed", (item) => conceptAt(item, "verificationStatus")],
    ],
  },
  {
    title: "Medicines",
    type: "MedicationRequest",
    none: "No medicines on file.",
    columns: [
      ["Medicine", (item) => conceptAt(item, "medicationCodeableConcept")],
      ["Dose", (item) => quantityAt(item, `${dose}.doseAndRate.doseQuantity`)],
      ["Route", (item) => conceptAt(item, `${dose}.route`)],
      ["How often", (item) => conceptAt(item, `${dose}.timing.code`)],
      ["Directions", (item) => textAt(item, `${dose}.text`)],
      ["As needed", (item) => yesNo(textAt(item, `${dose}.asNeededBoolean`))],
      ["Status", (item) => textAt(item, "status")],
    ],
  },
  {
    title: "Problems",
    type: "Condition",
    none: "No problems on file.",
    columns: [
      ["Diagnosis", (item) => conceptAt(item, "code")],
      ["Since", (item) => textAt(item, "onsetDateTime")],
      ["Status", (item) => conceptAt(item, "clinicalStatus")],
    ],
  },
  {
    title: "Visits",
    type: "Encounter",
    none: "No visits on file.",
    columns: [
      ["Number", (item) => textAt(item, "identifier.value")],
      ["Kind", (item) => textAt(item, "class.code")],
      ["Start", (item) => textAt(item, "period.start")],
      ["Where", (item) => textAt(item, "location.location.display")],
      ["Status", (item) => textAt(item, "status")],
    ],
  },
  {
    title: "Appointments",
    type: "Appointment",
    none: "No appointments on file.",
    columns: [
      ["Time", (item) => textAt(item, "start")],
      ["Minutes", (item) => textAt(item, "minutesDuration")],
      ["Number", (item) => textAt(item, "identifier.value")],
      ["Status", (item) => textAt(item, "status")],
    ],
  },
  {
    title: "Insurance",
    type: "Coverage",
    none: "No insurance on file.",
    columns: [
      ["Order", (item) => textAt(item, "order")],
      ["Company", (item) => payers(item)],
      ["Kind", (item) => conceptAt(item, "type")],
      ["Member number", (item) => textAt(item, "subscriberId")],
      ["Group", (item) => textAt(item, "class.value")],
      ["From", (item) => textAt(item, "period.start")],
      ["Until", (item) => textAt(item, "period.end")],
    ],
  },
  {
    title: "Results",
    type: "Observation",
    none: "No results on file.",
    columns: [
      ["Test", (item) => conceptAt(item, "code")],
      [
        "Result",
        (item) =>
          quantityAt(item, "valueQuantity") ||
          textAt(item, "valueString") ||
          conceptAt(item, "valueCodeableConcept"),
      ],
      ["Flag", (item) => conceptAt(item, "interpretation")],
      ["Time", (item) => textAt(item, "effectiveDateTime")],
      ["Status", (item) => textAt(item, "status")],
      ["Note", (item) => textAt(item, "note.text")],
    ],
  },
  ...furtherSections,
];

function yesNo(text: string): string {
  return text === "true" ? "yes" : text === "false" ? "no" : text;
}

function payers(coverage: JsonObject): string {
  const contained = listOf(coverage["contained"])
    .filter(isObject)
    .filter((item) => item["resourceType"] === "Organization");
  const names = contained.map((item) => textAt(item, "name"));
  return names.length > 0 ? names.join(", ") : textAt(coverage, "payor.display");
}

/** The header of a chart and one table for each kind of record. */
export function chartBody(
  patient: JsonObject,
  recordsOf: (type: string) => readonly JsonObject[],
): Html {
  const facts: readonly (readonly [string, string])[] = [
    ["Chart number (MRN)", numberOf(patient)],
    ["Date of birth", textAt(patient, "birthDate")],
    ["Sex", textAt(patient, "gender")],
    ["Language", conceptAt(patient, "communication.language")],
    ["Deceased", textAt(patient, "deceasedDateTime") || yesNo(textAt(patient, "deceasedBoolean"))],
    ...listOf(patient["telecom"])
      .filter(isObject)
      .map((item) => [contactLabel(item), textAt(item, "value")] as const),
    ...listOf(patient["address"])
      .filter(isObject)
      .map((item) => ["Address", addressText(item)] as const),
    ...listOf(patient["name"])
      .filter(isObject)
      .filter((name) => name["use"] !== "official")
      .map((name) => [`Other name (${textAt(name, "use") || "no use"})`, nameText(name)] as const),
  ];
  const shown = facts.filter(([, value]) => value !== "");
  return html`<section class="banner" aria-label="Patient">
      <h1><bdi>${officialName(patient)}</bdi></h1>
      <dl>
        ${shown.map(
          ([label, value]) =>
            html`<div>
              <dt>${label}</dt>
              <dd><bdi>${value}</bdi></dd>
            </div>`,
        )}
      </dl>
    </section>
    ${chartSections.map((section) => sectionTable(section, recordsOf(section.type)))}`;
}

/** The medical record number, else the first number there is. */
export function numberOf(patient: JsonObject): string {
  const all = listOf(patient["identifier"]).filter(isObject);
  const mr = all.find((item) => textAt(item, "type.coding.code").split(", ").includes("MR"));
  return textAt(mr ?? all[0], "value");
}

function contactLabel(item: JsonObject): string {
  const system = stringOf(item["system"]) ?? "contact";
  const use = stringOf(item["use"]);
  return `${system[0]?.toUpperCase() ?? ""}${system.slice(1)}${use === null ? "" : ` (${use})`}`;
}

function addressText(item: JsonObject): string {
  const town = ["city", "state", "postalCode", "country"]
    .map((key) => textAt(item, key))
    .filter((part) => part !== "");
  const lines: Json[] = listOf(item["line"]);
  return [...lines.flatMap((line) => stringOf(line) ?? []), town.join(" ")].join("\n");
}

function sectionTable(section: Section, records: readonly JsonObject[]): Html {
  const table =
    records.length === 0
      ? html`<p class="none">${section.none}</p>`
      : html`<table>
          <thead>
            <tr>
              ${section.columns.map(([heading]) => html`<th scope="col">${heading}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${records.map(
              (record) =>
                html`<tr>
                  ${section.columns.map(([, cell]) => html`<td><bdi>${cell(record)}</bdi></td>`)}
                </tr>`,
            )}
          </tbody>
        </table>`;
  return html`<section class="${section.alert === true ? "alert" : "plain"}">
    <h2>${section.title}</h2>
    ${table}
  </section>`;
}
