import { isText, quoted } from "./recogniser.ts";
import type { Recogniser } from "./recogniser.ts";

const entities: readonly (readonly [string, string])[] = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
];

type Escape = (text: string) => string;

function asEntities(text: string, apostrophe: string | null): string {
  return Array.from(text, (each) => {
    if (each === "'") return apostrophe ?? each;
    return entities.find(([plain]) => plain === each)?.[1] ?? each;
  }).join("");
}

const entityForms: Readonly<Record<string, Escape>> = {
  html: (text) => asEntities(text, "&#39;"),
  hex: (text) => asEntities(text, "&#x27;"),
  xml: (text) => asEntities(text, "&apos;"),
  padded: (text) => asEntities(text, "&#039;"),
  "no quotes": (text) => asEntities(text, null).replaceAll("&quot;", '"'),
  ampersand: (text) => text.replaceAll("&", "&amp;"),
};

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
  "hl7 lines": (text) => text.replaceAll("\n", "\\.br\\"),
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

function percent(character: string): string {
  return encodeURIComponent(character).replaceAll("'", "%27");
}

export const escapeRecognisers: readonly Recogniser[] = [
  {
    id: "ENTITY-LEAK",
    cost: 0.8,
    agree: [],
    applies: isText,
    propose: ({ target, source }) =>
      (/&[#\w]+;/u.test(target) || /&[#\w]+;/u.test(source)) && source !== target
        ? Object.keys(entityForms).flatMap((form) => [
            { form, times: 1 },
            { form, times: 2 },
            { form, times: -1 },
          ])
        : [],
    simulate: ({ form, times }, source, { target }) => {
      const escape = entityForms[String(form)];
      if (escape === undefined) return null;
      if (times === -1) return escape(target) === source ? target : null;
      return times === 2 ? escape(escape(source)) : escape(source);
    },
    first: [{ form: "html", times: 1 }],
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
    simulate: ({ form }, source) => escapeForms[String(form)]?.(source) ?? null,
    first: [{ form: "hl7" }],
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
      const escape = escapeForms["hl7"];
      if (escape === undefined) return null;
      if (times === -1) return escape(target) === source && source.includes("\\") ? target : null;
      return escape(escape(source));
    },
    why: () => "Code marks were doubled, or text that only looked like them was read as them.",
  },
  {
    id: "DELIM-SPLIT",
    cost: 1.5,
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
