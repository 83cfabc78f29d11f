import { decodeUtf8 } from "../../text/utf8.ts";
import { isText, quoted } from "./recogniser.ts";
import type { Recogniser } from "./recogniser.ts";

/** Spellings of a sign as web code. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  "&": ["&amp;", "&#38;", "&#x26;"],
  "<": ["&lt;", "&#60;", "&#x3C;"],
  ">": ["&gt;", "&#62;", "&#x3E;"],
  '"': ["&quot;", "&#34;", "&#x22;"],
  "'": ["&#39;", "&#x27;", "&apos;", "&#039;"],
  "/": ["&#x2F;", "&#47;"],
};

/** Web code read once. */
function readEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/giu,
    (whole, decimal: string | undefined, hex: string | undefined) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      if (code <= 0x10ffff) return String.fromCodePoint(code);
      const lower = whole.toLowerCase();
      return Object.keys(spellings).find((sign) => spellings[sign]?.includes(lower)) ?? whole;
    },
  );
}

type Escape = (text: string) => string;

/** Each sign of the text as the other text spells it; signs that it leaves alone stay. */
function spelledAs(text: string, other: string): string {
  const lower = other.toLowerCase();
  return Array.from(text, (each) => {
    const code = each.codePointAt(0) ?? 0;
    const own = spellings[each] ?? (code > 0x7e ? [`&#${code};`, `&#x${code.toString(16)};`] : []);
    return own.find((spelling) => lower.includes(spelling.toLowerCase())) ?? each;
  }).join("");
}

const hl7: readonly (readonly [string, string])[] = [
  ["\\", "\\E\\"],
  ["|", "\\F\\"],
  ["^", "\\S\\"],
  ["&", "\\T\\"],
  ["~", "\\R\\"],
];

const escapeForms: Readonly<Record<string, Escape>> = {
  hl7: (text) =>
    Array.from(text, (each) => hl7.find(([sign]) => sign === each)?.[1] ?? each).join(""),
  percent: (text) =>
    Array.from(text, (each) => (/[\w.~-]/u.test(each) ? each : percent(each))).join(""),
  unicode: (text) =>
    Array.from(text, (each) =>
      (each.codePointAt(0) ?? 0) > 0x7e
        ? Array.from(
            { length: each.length },
            (_, i) => `\\u${each.charCodeAt(i).toString(16).padStart(4, "0")}`,
          ).join("")
        : each,
    ).join(""),
};

const hl7Letters: ReadonlyMap<string, string> = new Map([
  ...hl7.map(([sign, escaped]): [string, string] => [escaped.slice(1, -1), sign]),
  [".br", "\n"],
]);

/** Reads HL7's escapes once, from left to right (v2.5.1 2.7); those that are unknown stay as they are. */
function readHl7(text: string): string {
  return text.replace(/\\([FSTRE]|\.br|X(?:[\dA-Fa-f]{2})+)\\/gu, (_whole, inner: string) => {
    const pairs = inner.slice(1).match(/../gu) ?? [];
    const bytes = Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
    return hl7Letters.get(inner) ?? decodeUtf8(bytes).text;
  });
}

/** Which line end an escape stands for is nowhere written down. */
function isSameText(a: string, b: string): boolean {
  return a.replace(/\r\n?/gu, "\n") === b.replace(/\r\n?/gu, "\n");
}

function percent(character: string): string {
  // Half of a character has no bytes.
  if (/\p{Cs}/u.test(character)) return character;
  return encodeURIComponent(character).replaceAll("'", "%27");
}

export const escapeRecognisers: readonly Recogniser[] = [
  {
    id: "ENTITY-LEAK",
    cost: 0.8,
    agree: [],
    applies: isText,
    propose: ({ target, source }) =>
      /&[#\w]+;/u.test(target) || /&[#\w]+;/u.test(source)
        ? [{ times: 1 }, { times: 2 }, { times: -1 }]
        : [],
    simulate: ({ times }, source, { target }) => {
      if (times === -1) return spelledAs(target, source) === source ? target : null;
      if (times === 2)
        return spelledAs(source, target.replaceAll("&amp;", "&")).replaceAll("&", "&amp;");
      return spelledAs(source, target);
    },
    first: [],
    undo: (target) => readEntities(target),
    why: (_params, source, target) =>
      `Web code stands in the text: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "ESCAPE-LEAK",
    cost: 0.9,
    agree: ["form"],
    applies: isText,
    propose: ({ target }) =>
      /\\[A-Z.]|%[0-9A-F]{2}|\\u[0-9a-f]{4}/u.test(target)
        ? Object.keys(escapeForms).map((form) => ({ form }))
        : [],
    simulate: ({ form }, source, { target }) =>
      form === "hl7" && isSameText(readHl7(target), source)
        ? target
        : (escapeForms[String(form)]?.(source) ?? null),
    first: Object.keys(escapeForms).map((form) => ({ form })),
    undo: (target) => readHl7(target),
    why: (_params, source, target) =>
      `Code marks stand in the text: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "ESCAPE-DOUBLE",
    cost: 1.2,
    agree: ["form"],
    applies: isText,
    propose: ({ source, target }) =>
      source.includes("\\") || target.includes("\\")
        ? [
            { form: "hl7", times: 2 },
            { form: "hl7", times: -1 },
          ]
        : [],
    simulate: ({ times }, source, { target }) => {
      if (times === -1) return isSameText(readHl7(source), target) ? target : null;
      const once = readHl7(target);
      return isSameText(readHl7(once), source) && !isSameText(once, source) ? target : null;
    },
    undo: (target) => readHl7(readHl7(target)),
    why: () => "Code marks were doubled, or text that only looked like them was read as them.",
  },
  {
    id: "DELIM-SPLIT",
    cost: 1.55,
    agree: [],
    applies: (field) => isText(field) && field.form !== "status" && field.form !== "code",
    propose: ({ source, target }) => {
      const sign = source.slice(target.length, target.length + 1);
      return target !== "" && source.startsWith(target) && /[|^&~\r,;]/u.test(sign)
        ? [{ sign }]
        : [];
    },
    simulate: ({ sign }, source) => source.split(String(sign))[0] ?? null,
    why: ({ sign }) => `The text broke at the sign ${String(sign)}; the rest is gone or elsewhere.`,
  },
];
