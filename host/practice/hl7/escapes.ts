import { usual } from "./er7.ts";
import type { Delimiters } from "./er7.ts";

/** The escape sequences of the delimiters (HL7 v2.5.1, 2.7.1). */
const letters: readonly (readonly [string, keyof Delimiters])[] = [
  ["F", "field"],
  ["S", "component"],
  ["T", "subcomponent"],
  ["R", "repetition"],
  ["E", "escape"],
];

/**
 * Escapes a text for one subcomponent: delimiters by letter, control characters as hexadecimal
 * (2.7.1, `\Xdd\`), and half of a surrogate pair, which no encoding can say, by a local escape.
 */
export function escapeText(text: string): string {
  const mark = usual.escape;
  // Control characters are what is looked for here.
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[|^~\\&]|[\x00-\x1f\x7f]|\p{Cs}/gu, (found) => {
    const row = letters.find(([, name]) => usual[name] === found);
    if (row) return `${mark}${row[0]}${mark}`;
    const hex = found.charCodeAt(0).toString(16).toUpperCase();
    return found.charCodeAt(0) < 0x80
      ? `${mark}X${hex.padStart(2, "0")}${mark}`
      : `${mark}ZU${hex}${mark}`;
  });
}

/** Reads the escape sequences of a text; those it does not know stay as they are. */
export function unescapeText(text: string, marks: Delimiters): string {
  if (!text.includes(marks.escape)) return text;
  const sign = marks.escape.replace(/[\\^$.|?+()[\]{}*]/g, "\\$&");
  return text.replace(new RegExp(`${sign}([^${sign}]*)${sign}`, "gu"), (whole, inner: string) => {
    const row = letters.find(([letter]) => letter === inner);
    if (row) return marks[row[1]];
    if (inner === ".br") return "\n";
    if (/^X(?:[0-9A-F]{2})+$/i.test(inner)) return Buffer.from(inner.slice(1), "hex").toString();
    if (/^ZU[0-9A-F]{4}$/i.test(inner)) return String.fromCharCode(parseInt(inner.slice(2), 16));
    return whole;
  });
}
