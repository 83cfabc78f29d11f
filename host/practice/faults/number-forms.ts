import { isObject, stringOf } from "../json/lossless-tree.ts";
import { fieldsOfKind } from "../fields/field-table.ts";
import { numberParam, textParam } from "./fault.ts";
import type { PracticeFault, Work } from "./fault.ts";
import { choice, recordFault, valueFault } from "./make-fault.ts";

const numbers = ["medication.dose-value", "result.value"];
/** Where a number stands in words; a JSON number can be written in one way only. */
const worded = [
  "medication.name",
  "medication.sig",
  "result.value-text",
  "result.reference-range",
  "result.note",
  "order.note",
];

function clipped(text: string, most: number): string {
  return Number(text) > most ? String(most) : text;
}

function noisy(text: string, kind: string): string {
  const value = Number(text);
  const noise = kind === "binary32" ? Math.fround(value) : (value + 0.1) * 3 - 0.3 - value * 2;
  // Only noise is this fault; a zero that a number type drops is another one.
  return noise === value ? text : String(noise);
}

function scientific(text: string): string {
  return Number(text) === 0 ? text : Number(text).toExponential().toUpperCase();
}

/** `<` of a quantity and of a text, a titre's second part, a grade's plus signs. */
function dropComparator(work: Work): void {
  const quantity = work.resource["valueQuantity"];
  if (isObject(quantity)) {
    const comparator = stringOf(quantity["comparator"]);
    if (comparator !== null) {
      work.note("result.comparator", comparator, null);
      delete quantity["comparator"];
    }
  }
  for (const place of work.chosen) {
    const bare = place.text.replace(/^\s*(?:[<>]=?|≤|≥)\s*/, "").replace(/^1:(?=\d)/, "");
    if (bare !== place.text && bare !== "") work.change(place, bare);
  }
}

/** Faults of how a number is held and written. */
export const numberFormFaults: readonly PracticeFault[] = [
  valueFault(
    {
      id: "DIGIT-CLIP",
      family: "length",
      stage: "STORE",
      seen: ["The number was capped.", "1200", "999"],
      params: [
        choice("most", "the largest that the column holds", [
          "999",
          "9",
          "99",
          "9999",
          "32767",
          "65535",
        ]),
      ],
      fields: [...numbers, "charge.amount"],
    },
    (text, params) => clipped(text, Number(textParam(params, "most"))),
  ),
  valueFault(
    {
      id: "DECIMAL-COMMA",
      family: "numbers",
      stage: "MAP",
      seen: ["Comma and point were confused.", "0.5 tablet", "0,5 tablet"],
      fields: worded,
    },
    (text) =>
      text.replace(/(?<![\d.,])(\d+)([.,])(\d+)(?![\d.,])/g, (_, whole, sign, part) =>
        [whole, sign === "." ? "," : ".", part].join(""),
      ),
  ),
  valueFault(
    {
      id: "FLOAT-NOISE",
      family: "numbers",
      stage: "RENDER",
      seen: ["Odd extra digits.", "0.3", "0.30000001192092896"],
      params: [choice("kind", "the arithmetic", ["binary32", "sum"])],
      fields: [...numbers, "charge.amount"],
    },
    (text, params) => noisy(text, textParam(params, "kind")),
  ),
  valueFault(
    {
      id: "NAKED-DECIMAL",
      family: "numbers",
      stage: "RENDER",
      seen: ["The zero before the point was dropped.", "0.5 tablet", ".5 tablet"],
      fields: worded,
    },
    (text) => text.replace(/(?<![\d.,])0\.(?=\d)/g, "."),
  ),
  valueFault(
    {
      id: "SCIENTIFIC",
      family: "numbers",
      stage: "RENDER",
      seen: ["The number is written with an E.", "120", "1.2E+2"],
      fields: numbers,
    },
    scientific,
  ),
  valueFault(
    {
      id: "BIGINT",
      family: "numbers",
      stage: "PARSE",
      seen: ["The last digits of a long number changed.", "9007199254740993", "9007199254740992"],
      fields: fieldsOfKind("identifier"),
    },
    (text) => (/^[1-9]\d{15,30}$/.test(text) ? BigInt(Number(text)).toString() : text),
  ),
  recordFault(
    {
      id: "COMPARATOR-LOSS",
      family: "numbers",
      stage: "MAP",
      seen: ["“Less than 0.01” became “0.01”.", "<0.01", "0.01"],
      fields: ["result.value-text"],
    },
    dropComparator,
  ),
  valueFault(
    {
      id: "COMPUTED-DRIFT",
      family: "numbers",
      stage: "RENDER",
      seen: ["A calculated value differs: the EMR counts a visit's minutes itself.", "15", "20"],
      params: [
        { name: "more", says: "minutes that its formula adds", default: 5, least: -600, most: 600 },
      ],
      fields: ["appointment.duration"],
    },
    (text, params) => String(Number(text) + numberParam(params, "more")),
  ),
];
