import { fieldsOfKind } from "../fields/field-table.ts";
import { numberParam, textParam } from "./fault.ts";
import type { ParamSpec, PracticeFault } from "./fault.ts";
import { choice, recordFault, valueFault } from "./make-fault.ts";

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
    used += unit === "bytes" ? Buffer.byteLength(char, "utf8") : unit === "units" ? char.length : 1;
    if (used > most) break;
    kept.push(char);
  }
  return kept.join("");
}

/** Cuts at a byte or a UTF-16 unit wherever it falls. */
function cutAnywhere(text: string, most: number, unit: string): string {
  return unit === "units"
    ? Buffer.from(text, "utf16le")
        .subarray(0, 2 * most)
        .toString("utf16le")
    : Buffer.from(text, "utf8").subarray(0, most).toString("utf8");
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
  valueFault(
    {
      id: "TRUNCATE-BYTES",
      family: "length",
      stage: "STORE",
      seen: ["Names with accents are cut shorter than plain ones.", "Núñezmuwex", "Núñezmuw"],
      params: [
        limit(20),
        choice("unit", "what is counted", ["bytes", "units"]),
        choice("edge", "what becomes of a letter that does not fit whole", ["dropped", "broken"]),
      ],
      fields: ["patient.name.*", "patient.address.*", "contact.name"],
    },
    (text, params) => {
      const most = numberParam(params, "limit");
      const unit = textParam(params, "unit");
      if (textParam(params, "edge") === "broken") return cutAnywhere(text, most, unit);
      return cut(text, most, unit);
    },
  ),
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
  recordFault(
    {
      id: "DRIFT",
      family: "lifecycle",
      stage: "STORE",
      seen: [
        "It worked last month; after an update it does not.",
        "1200 Example Street",
        "1200 Example ",
      ],
      params: [
        {
          name: "after",
          says: "messages before the update",
          default: 20,
          least: 0,
          most: 1_000_000,
        },
        limit(13),
      ],
      fields: ["patient.address.line1", "medication.sig"],
    },
    (work, params) => {
      if (work.memory.messages <= numberParam(params, "after")) return;
      for (const place of work.chosen) {
        const after = cut(place.text, numberParam(params, "limit"), "characters");
        if (after !== place.text) work.change(place, after);
      }
    },
  ),
];
