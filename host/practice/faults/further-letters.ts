import iconv from "iconv-lite";
import { fieldsOfKind } from "../fields/field-table.ts";
import { textParam } from "./fault.ts";
import { choice, valueFault } from "./make-fault.ts";
import type { PracticeFault } from "./fault.ts";

const wording = fieldsOfKind("name", "text", "address");
const page = choice("page", "the code page of the old console", ["cp437", "cp850", "macroman"]);

/** Real bytes of Windows-1252 with the eighth bit cleared; null where that set has no byte. */
function sevenBit(text: string): string | null {
  const bytes = iconv.encode(text, "win1252");
  if (iconv.decode(bytes, "win1252") !== text) return null;
  return Buffer.from(bytes.map((byte) => byte & 0x7f)).toString("latin1");
}

function lowBytes(text: string): string {
  return text.replace(/[^\0-\xff]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) & 0xff));
}

/** UTF-16 written by one side and read byte by byte, or in the other byte order, by the other. */
const wide: Readonly<Record<string, (text: string) => string>> = {
  cut: (text) => text.slice(0, 1),
  nul: (text) => Buffer.from(text, "utf16le").toString("latin1"),
  swap: (text) => Buffer.from(text, "utf16le").swap16().toString("utf16le"),
};

const cyrillic: Readonly<Record<string, string>> = {
  a: "а",
  c: "с",
  e: "е",
  i: "і",
  o: "о",
  p: "р",
  x: "х",
  A: "А",
  B: "В",
  C: "С",
  E: "Е",
  H: "Н",
  M: "М",
  O: "О",
  P: "Р",
  T: "Т",
};
const greek: Readonly<Record<string, string>> = {
  o: "ο",
  v: "ν",
  A: "Α",
  B: "Β",
  E: "Ε",
  H: "Η",
  K: "Κ",
  M: "Μ",
  N: "Ν",
  O: "Ο",
  P: "Ρ",
  T: "Τ",
};
const latin = Object.fromEntries(
  [...Object.entries(cyrillic), ...Object.entries(greek)].map(([own, twin]) => [twin, own]),
);
const alphabets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cyrillic,
  greek,
  latin,
};

const hidden: Readonly<Record<string, string>> = {
  "zero-width": "\u200B",
  "byte-order-mark": "\uFEFF",
  "soft-hyphen": "\u00AD",
  "left-to-right": "\u200E",
};

function withHidden(text: string, sign: string, where: string): string {
  const chars = Array.from(text);
  const at = where === "start" ? 0 : where === "end" ? chars.length : Math.ceil(chars.length / 2);
  return [...chars.slice(0, at), sign, ...chars.slice(at)].join("");
}

/** Faults of old code pages, of two-byte text, and of letters that look alike or not at all. */
export const furtherLetterFaults: readonly PracticeFault[] = [
  valueFault(
    {
      id: "CHARSET-OEM",
      family: "characters",
      stage: "DECODE",
      seen: ["Accents became boxes or pieces of lines.", "José", "Jos├⌐"],
      params: [page, choice("from", "what was really sent", ["utf8", "win1252"])],
      fields: wording,
      wire: {
        decode: (bytes, params) => {
          const sent = iconv.encode(bytes.toString("utf8"), textParam(params, "from"));
          return iconv.decode(sent, textParam(params, "page"));
        },
      },
    },
    (text, params) => {
      const from = textParam(params, "from");
      const bytes = iconv.encode(text, from);
      if (iconv.decode(bytes, from) !== text) return text;
      return iconv.decode(bytes, textParam(params, "page"));
    },
  ),
  valueFault(
    {
      id: "CHARSET-7BIT",
      family: "characters",
      stage: "DECODE",
      seen: ["Accents became ordinary letters at random.", "Müller", "M|ller"],
      fields: wording,
      wire: {
        encode: (text) => Buffer.from(iconv.encode(text, "win1252").map((byte) => byte & 0x7f)),
      },
    },
    (text) => sevenBit(text) ?? text,
  ),
  valueFault(
    {
      id: "CHARSET-LOWBYTE",
      family: "characters",
      stage: "ENCODE",
      seen: ["Foreign letters became wrong plain letters.", "Łukasz", "Aukasz"],
      fields: wording,
      wire: { encode: (text) => Buffer.from(lowBytes(text), "utf8") },
    },
    lowBytes,
  ),
  valueFault(
    {
      id: "CHARSET-WIDE",
      family: "characters",
      stage: "STORE",
      seen: ["Only the first letter arrived, or blanks between letters.", "José", "J"],
      params: [
        choice("how", "cut at the first NUL, with the NULs, or in the other byte order", [
          "cut",
          "nul",
          "swap",
        ]),
      ],
      fields: ["patient.name.family", "patient.name.given", "contact.name", "problem.text"],
    },
    (text, params) => wide[textParam(params, "how")]?.(text) ?? text,
  ),
  valueFault(
    {
      id: "NFKC-FOLD",
      family: "characters",
      stage: "MAP",
      seen: ["Special forms were simplified.", "½ tablet", "1⁄2 tablet"],
      fields: wording,
    },
    (text) => text.normalize("NFKC"),
  ),
  valueFault(
    {
      id: "CONFUSABLE",
      family: "characters",
      stage: "MAP",
      seen: ["Letters were replaced by twins of another alphabet.", "Pena", "Реnа"],
      params: [choice("to", "the alphabet of the twins", ["cyrillic", "greek", "latin"])],
      fields: ["patient.name.*", "contact.name", "patient.address.city"],
    },
    (text, params) => {
      const twins = alphabets[textParam(params, "to")] ?? {};
      return Array.from(text, (char) => twins[char] ?? char).join("");
    },
  ),
  valueFault(
    {
      id: "INVISIBLE-ADD",
      family: "characters",
      stage: "MAP",
      seen: ["A hidden character was added; a search by name may fail.", "Ana", "Ana and U+200B"],
      params: [
        choice("sign", "which one", [
          "zero-width",
          "byte-order-mark",
          "soft-hyphen",
          "left-to-right",
        ]),
        choice("where", "where it is put", ["end", "start", "middle"]),
      ],
      fields: wording,
    },
    (text, params) =>
      withHidden(text, hidden[textParam(params, "sign")] ?? "", textParam(params, "where")),
  ),
  valueFault(
    {
      id: "PAD",
      family: "characters",
      stage: "STORE",
      seen: ["Blanks were added to fill a fixed column.", "Ana", "“Ana       ”"],
      params: [{ name: "width", says: "of the column", default: 30, least: 1, most: 1000 }],
      fields: ["patient.name.family", "patient.name.given", "patient.address.*", "problem.text"],
    },
    (text, params) => text.padEnd(Number(params["width"])),
  ),
];
