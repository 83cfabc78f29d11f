import { fieldsOfKind } from "../fields/field-table.ts";
import { textParam } from "./fault.ts";
import type { PracticeFault } from "./fault.ts";

const wording = fieldsOfKind("name", "text", "address");
const names = [
  "patient.name.family",
  "patient.name.given",
  "patient.name.middle",
  "patient.name.maiden",
  "patient.name.alias",
  "patient.name.preferred",
  "contact.name",
  "coverage.subscriber-name",
];

function title(text: string): string {
  return text.toLowerCase().replace(/\p{L}+/gu, (word) => {
    const [first = "", ...rest] = Array.from(word);
    return first.toUpperCase() + rest.join("");
  });
}

const quotes: Readonly<Record<string, (text: string) => string>> = {
  double: (text) => text.replaceAll("'", "''"),
  backslash: (text) => text.replaceAll("'", "\\'"),
  curly: (text) => text.replaceAll("'", "’"),
  straight: (text) => text.replace(/[’‘]/g, "'"),
};

/** Faults of cleaning and escaping: capitals, spaces, signs and marks. */
export const wordingFaults: readonly PracticeFault[] = [
  {
    id: "CASE",
    family: "characters",
    stage: "MAP",
    says: "Capitals changed.",
    before: "McDonald",
    after: "MCDONALD",
    params: [
      {
        name: "to",
        says: "how it is written",
        default: "upper",
        choices: ["upper", "lower", "title"],
      },
    ],
    fields: names,
    act: {
      kind: "value",
      change: (text, params) => {
        const to = textParam(params, "to");
        if (to === "title") return title(text);
        return to === "lower" ? text.toLowerCase() : text.toUpperCase();
      },
    },
  },
  {
    id: "SPACE",
    family: "characters",
    stage: "MAP",
    says: "Spaces inside the name changed.",
    before: "De La Cruz",
    after: "DeLaCruz",
    params: [
      {
        name: "which",
        says: "all spaces inside, or only the second of two",
        default: "all",
        choices: ["all", "double"],
      },
    ],
    fields: names,
    act: {
      kind: "value",
      change: (text, params) =>
        textParam(params, "which") === "double"
          ? text.replace(/(?<=\S)( ) +(?=\S)/g, "$1")
          : text.replace(/(?<=\S)\s+(?=\S)/gu, ""),
    },
  },
  {
    id: "TRIM",
    family: "characters",
    stage: "MAP",
    says: "Spaces at the ends were cut off.",
    before: "“ Ortiz ”",
    after: "“Ortiz”",
    params: [],
    fields: wording,
    act: { kind: "value", change: (text) => text.trim() },
  },
  {
    id: "PUNCT-STRIP",
    family: "characters",
    stage: "MAP",
    says: "Signs disappeared from names.",
    before: "Smith-Jones",
    after: "SmithJones",
    params: [
      { name: "chars", says: "the signs that are removed", default: "'-" },
      { name: "with", says: "what stands there instead", default: "" },
    ],
    fields: [...names, "patient.address.*", "patient.name.suffix"],
    act: {
      kind: "value",
      change: (text, params) => {
        const gone = new Set(Array.from(textParam(params, "chars")));
        const instead = textParam(params, "with");
        return Array.from(text, (char) => (gone.has(char) ? instead : char)).join("");
      },
    },
  },
  {
    id: "QUOTE",
    family: "characters",
    stage: "STORE",
    says: "The apostrophe changed.",
    before: "O'Brien",
    after: "O''Brien",
    params: [
      {
        name: "kind",
        says: "what becomes of the apostrophe",
        default: "double",
        choices: Object.keys(quotes),
      },
    ],
    fields: wording,
    act: {
      kind: "value",
      change: (text, params) => quotes[textParam(params, "kind")]?.(text) ?? text,
    },
  },
  {
    id: "ENTITY-LEAK",
    family: "characters",
    stage: "UNESCAPE",
    says: "Code marks appear in the text.",
    before: "Smith & Sons",
    after: "Smith &amp; Sons",
    params: [],
    fields: wording,
    act: {
      kind: "value",
      change: (text) =>
        text
          .replaceAll("&", "&amp;")
          .replaceAll("<", "&lt;")
          .replaceAll(">", "&gt;")
          .replaceAll("'", "&#39;"),
    },
  },
  {
    id: "INVISIBLE-DROP",
    family: "characters",
    stage: "MAP",
    says: "A hidden character was removed, or a special space became a plain one.",
    before: "Ana\u00A0María",
    after: "Ana María",
    params: [],
    fields: wording,
    act: {
      kind: "value",
      change: (text) => text.replace(/\p{Cf}/gu, "").replaceAll("\u00A0", " "),
    },
  },
  {
    id: "NEWLINE-LOSS",
    family: "characters",
    stage: "MAP",
    says: "Lines of the note run together.",
    before: "one⏎two",
    after: "one two",
    params: [],
    fields: wording,
    act: { kind: "value", change: (text) => text.replace(/\r\n|\r|\n/g, " ") },
  },
  {
    id: "PHONE-MANGLE",
    family: "characters",
    stage: "MAP",
    says: "The phone number lost its extension, its country or its first digit.",
    before: "+1 555 555 0134 ext. 12",
    after: "+1 555 555 0134",
    params: [
      {
        name: "drop",
        says: "what gets lost; any: the extension, else the country, else the first digit",
        default: "any",
        choices: ["any", "extension", "country", "leading"],
      },
    ],
    fields: fieldsOfKind("phone"),
    act: {
      kind: "value",
      change: (text, params) => {
        const drop = textParam(params, "drop");
        const short = text.replace(/\s*(?:;ext=|ext\.?|x|#)\s*\d+\s*$/i, "");
        if (short !== text && (drop === "any" || drop === "extension")) return short;
        const local = text.replace(/^\s*(?:\+|00)\d{1,3}[\s.-]*/, "");
        if (local !== text && (drop === "any" || drop === "country")) return local;
        if (drop === "any" || drop === "leading") return text.replace(/\d/, "");
        return text;
      },
    },
  },
];
