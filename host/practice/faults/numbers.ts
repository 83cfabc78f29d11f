import { isObject } from "../json/lossless-tree.ts";
import { valueAt } from "../fields/locate.ts";
import {
  roundHalfUp,
  shiftPoint,
  withTrailingZero,
  withoutPoint,
  withoutTrailingZeros,
} from "./decimal-text.ts";
import { numberParam, textParam } from "./fault.ts";
import type { PracticeFault } from "./fault.ts";

const numbers = ["medication.dose-value", "result.value"];
const units = ["medication.dose-unit", "result.unit"];

/** The same unit in UCUM and as it is shown. */
const writings: readonly (readonly string[])[] = [
  ["mg", "mg"],
  ["ug", "mcg", "µg", "μg"],
  ["g", "g"],
  ["mL", "mL", "ml"],
  ["L", "L", "l"],
];

function writingsOf(unit: string): readonly string[] {
  return writings.find((row) => row.includes(unit)) ?? [unit];
}

export const numberFaults: readonly PracticeFault[] = [
  {
    id: "DECIMAL-LOSS",
    family: "numbers",
    stage: "MAP",
    says: "The number lost its decimal point.",
    before: "2.5 mg",
    after: "25 mg",
    params: [],
    fields: numbers,
    act: { kind: "value", change: withoutPoint },
  },
  {
    id: "DECIMAL-SHIFT",
    family: "numbers",
    stage: "MAP",
    says: "The number is ten times too big or too small.",
    before: "25 mg",
    after: "250 mg",
    params: [{ name: "k", says: "power of ten", default: 1, least: -6, most: 6 }],
    fields: numbers,
    act: { kind: "value", change: (text, params) => shiftPoint(text, numberParam(params, "k")) },
  },
  {
    id: "ROUND",
    family: "numbers",
    stage: "STORE",
    says: "The number was rounded.",
    before: "2.678",
    after: "2.7",
    params: [
      { name: "digits", says: "digits kept after the point", default: 1, least: 0, most: 9 },
    ],
    fields: numbers,
    act: {
      kind: "value",
      change: (text, params) => roundHalfUp(text, numberParam(params, "digits")),
    },
  },
  {
    id: "TRAILING-ZERO",
    family: "numbers",
    stage: "RENDER",
    says: "A zero at the end was dropped or added.",
    before: "2.50",
    after: "2.5",
    params: [
      { name: "way", says: "what happens to the zero", default: "drop", choices: ["drop", "add"] },
    ],
    fields: numbers,
    act: {
      kind: "value",
      change: (text, params) =>
        textParam(params, "way") === "add" ? withTrailingZero(text) : withoutTrailingZeros(text),
    },
  },
  {
    id: "UNIT-CHANGE",
    family: "numbers",
    stage: "MAP",
    says: "The unit changed, the number did not.",
    before: "50 mg",
    after: "50 mcg",
    params: [
      { name: "from", says: "unit that is changed", default: "mg" },
      { name: "to", says: "unit that it becomes", default: "mcg" },
    ],
    fields: units,
    act: {
      kind: "record",
      change: (work, params) => {
        const from = writingsOf(textParam(params, "from"));
        const to = writingsOf(textParam(params, "to"));
        for (const place of work.chosen) {
          if (!from.includes(place.text)) continue;
          const quantity = valueAt(work.resource, place.steps.slice(0, -1));
          work.change(place, to[0] ?? place.text);
          if (isObject(quantity) && typeof quantity["unit"] === "string") {
            quantity["unit"] = to[1] ?? to[0] ?? quantity["unit"];
          }
        }
      },
    },
  },
  {
    id: "UNIT-DROP",
    family: "numbers",
    stage: "MAP",
    says: "The unit is missing.",
    before: "50 mg",
    after: "50",
    params: [],
    fields: units,
    act: {
      kind: "record",
      change: (work) => {
        for (const place of work.chosen) {
          const quantity = valueAt(work.resource, place.steps.slice(0, -1));
          work.change(place, null);
          if (isObject(quantity)) {
            delete quantity["unit"];
            delete quantity["system"];
          }
        }
      },
    },
  },
  {
    id: "LEADING-ZERO",
    family: "numbers",
    stage: "STORE",
    says: "Zeros at the front of a number were lost.",
    before: "00123",
    after: "123",
    params: [],
    fields: [
      "patient.identifier.mrn",
      "patient.identifier.legacy",
      "patient.identifier.ssn",
      "patient.identifier.mbi",
      "patient.identifier.drivers-license",
      "patient.address.postal-code",
      "coverage.payer-id",
      "coverage.member-id",
      "coverage.policy-number",
      "coverage.group-number",
    ],
    act: {
      kind: "value",
      change: (text) => (/^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, "") : text),
    },
  },
];
