import { fieldsOfKind } from "../fields/field-table.ts";
import { escapeText, unescapeText } from "../hl7/escapes.ts";
import { usual } from "../hl7/er7.ts";
import type { Escape, Unescape } from "../hl7/er7.ts";
import { textParam } from "./fault.ts";
import type { Params, PracticeFault } from "./fault.ts";
import { choice, valueFault } from "./make-fault.ts";

const wording = fieldsOfKind("name", "text", "address");
const doubled = choice("way", "escaped once too often, or read once too often", [
  "escaped",
  "unescaped",
]);

/** Only what no line could carry is still escaped: the delimiters go as they are. */
const withoutDelimiters =
  (chars: string) =>
  (honest: Escape): Escape =>
  (text) =>
    Array.from(text, (char) => (chars.includes(char) ? char : honest(char))).join("");

function cutAtDelimiter(text: string, chars: string): string {
  const at = Array.from(text).findIndex((char) => chars.includes(char));
  return at < 0 ? text : Array.from(text).slice(0, at).join("");
}

/** Faults of HL7's escape sequences; on the FHIR route a value goes as if through such a message. */
export const escapingFaults: readonly PracticeFault[] = [
  valueFault(
    {
      id: "ESCAPE-LEAK",
      family: "characters",
      stage: "UNESCAPE",
      seen: ["Escape marks appear in the text.", "salt & water", "salt \\T\\ water"],
      fields: wording,
      wire: { unescape: () => (text) => text },
    },
    (text) => text.replace(/[\\|^&~]/g, (sign) => escapeText(sign)),
  ),
  valueFault(
    {
      id: "ESCAPE-DOUBLE",
      family: "characters",
      stage: "UNESCAPE",
      seen: ["Code marks multiplied.", "salt & water", "salt \\E\\T\\E\\ water"],
      params: [doubled],
      fields: wording,
      wire: {
        escape: (honest, params) =>
          isEscaped(params) ? (text) => honest(honest(honest(text))) : honest,
        unescape: (honest: Unescape, params) =>
          isEscaped(params) ? honest : (text, marks) => honest(honest(text, marks), marks),
      },
    },
    (text, params) => {
      const escaped = (from: string): string =>
        from.replace(/[\\|^&~]/g, (sign) => escapeText(sign));
      return isEscaped(params) ? escaped(escaped(text)) : unescapeText(text, usual);
    },
  ),
  valueFault(
    {
      id: "DELIM-SPLIT",
      family: "characters",
      stage: "PARSE",
      seen: [
        "The text broke at a special sign; the rest is in other boxes or lost.",
        "A & B",
        "A ",
      ],
      params: [{ name: "chars", says: "signs that are not escaped", default: "|^&~" }],
      fields: wording,
      wire: {
        escape: (honest, params) => withoutDelimiters(textParam(params, "chars"))(honest),
      },
    },
    (text, params) => cutAtDelimiter(text, textParam(params, "chars")),
  ),
];

function isEscaped(params: Params): boolean {
  return textParam(params, "way") === "escaped";
}
