import { fieldsOfKind } from "../fields/field-table.ts";
import { numberParam, textParam } from "./fault.ts";
import type { ParamSpec, PracticeFault } from "./fault.ts";

const limit = (value: number): ParamSpec => ({
  name: "limit",
  says: "how many characters fit",
  default: value,
  least: 1,
  most: 100_000,
});

/** Cuts by code points, or at a byte without leaving half a letter. */
function cut(text: string, most: number, unit: string): string {
  const kept: string[] = [];
  let used = 0;
  for (const char of text) {
    used += unit === "bytes" ? Buffer.byteLength(char, "utf8") : 1;
    if (used > most) break;
    kept.push(char);
  }
  return kept.join("");
}

export const lengthFaults: readonly PracticeFault[] = [
  {
    id: "TRUNCATE",
    family: "length",
    stage: "STORE",
    says: "The end was cut off.",
    before: "1200 Example Street Apartment 4B",
    after: "1200 Example Street Apartment ",
    params: [
      limit(30),
      {
        name: "unit",
        says: "what is counted",
        default: "characters",
        choices: ["characters", "bytes"],
      },
    ],
    fields: ["patient.address.line1", "medication.sig"],
    act: {
      kind: "value",
      change: (text, params) => cut(text, numberParam(params, "limit"), textParam(params, "unit")),
    },
  },
  {
    id: "TRUNCATE-MID",
    family: "length",
    stage: "MAP",
    says: "The middle is missing; beginning and end are there.",
    before: "Take one tablet every morning with food",
    after: "Take one tab…ng with food",
    params: [limit(24)],
    fields: fieldsOfKind("text", "address"),
    act: {
      kind: "value",
      change: (text, params) => {
        const chars = Array.from(text);
        const most = Math.max(7, numberParam(params, "limit"));
        if (chars.length <= most) return text;
        const half = Math.floor((most - 1) / 2);
        return [...chars.slice(0, half), "…", ...chars.slice(chars.length - half)].join("");
      },
    },
  },
  {
    id: "OVERFLOW-BLANK",
    family: "length",
    stage: "VALIDATE",
    says: "Too long, so nothing was kept.",
    before: "1200 Example Street, Apartment 4B, Building C",
    after: "",
    params: [limit(30)],
    fields: ["patient.address.line1", "medication.sig"],
    act: {
      kind: "value",
      change: (text, params) =>
        Array.from(text).length > numberParam(params, "limit") ? null : text,
    },
  },
];
