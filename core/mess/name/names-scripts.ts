import { family, fromLists, given, named } from "./name-carriers.ts";
import { type Acting, carrier, change, type MessChange, type MessOperator } from "../operator.ts";
import { operator, survive } from "../operator.ts";

const alias = "patient.name.alias";
const use = "patient.name.use";
const entry = "alias-1";

/** A second name of the person, with its sentinel as a word of its own. */
function alsoKnownAs(acting: Acting, name: string): MessChange {
  return change(alias, entry, `${name} ${acting.token(alias, entry)}`);
}

/** Family B, scripts: names that were not written in Latin letters, or only partly. */
export const scriptNameOperators: readonly MessOperator[] = [
  operator("name", {
    id: "name-mixed-script",
    introduced: 121,
    layer: "form",
    targets: [family, given],
    any: [survive],
    exposes: "CHARSET-QMARK CONFUSABLE DUP-CREATE",
    source: "S-1 S-3",
    says: "A name in Cyrillic letters, or with one that looks like a Latin letter.",
    example: "Иван Smith · Mаria with Cyrillic а (U+0430)",
    share: 0.002,
    apply: fromLists({
      family: ["Иванов-Núñez", "Sm\u0456th-Núñez"],
      given: { female: ["M\u0430rié-Inés", "Ольг-Inés"], male: ["Иван-José", "Iv\u0430n-José"] },
    }),
  }),
  operator("name", {
    id: "name-arabic",
    introduced: 122,
    layer: "form",
    targets: [family],
    beside: [given, alias, use],
    any: [survive],
    exposes: "NAME-RESHUFFLE CHARSET-QMARK CARDINALITY",
    source: "S-1",
    says: "An Arabic name in Latin letters, and once more in Arabic ones.",
    example: "Abd al-Rahman bin Yusuf · عبد الرحمن",
    share: 0.01,
    apply: (acting) => [
      ...named(acting, family, ["bin Yusuf", "al-Masri", "bin Khalil"]),
      ...named(
        acting,
        given,
        acting.making.sex === "female" ? ["Amat al-Karim"] : ["Abd al-Rahman"],
      ),
      alsoKnownAs(acting, acting.making.sex === "female" ? "أمة الكريم" : "عبد الرحمن"),
      change(use, entry, "usual"),
    ],
  }),
  operator("name", {
    id: "name-chinese",
    introduced: 123,
    layer: "form",
    targets: [family],
    beside: [given, alias, use],
    any: [survive],
    exposes: "CHARSET-U8-1252 CHARSET-QMARK CHARSET-DROP NAME-RESHUFFLE DROP-REPETITION",
    source: "S-1",
    says: "A Chinese name in Latin letters, and once more in Chinese signs, family name first.",
    example: "Ou-Yang · 欧阳小明",
    share: 0.01,
    apply: (acting) => [
      ...named(acting, family, ["Ou-Yang", "Si-Tu-Ng", "Zhu-Ge-Ng"]),
      ...named(acting, given, ["Xiaoming", "Xiaofeng"]),
      alsoKnownAs(acting, carrier(["欧阳小明", "司徒小风", "诸葛小明"], acting.variant)),
      change(use, entry, "usual"),
    ],
  }),
  operator("name", {
    id: "name-astral",
    introduced: 124,
    layer: "form",
    targets: [alias],
    beside: [use],
    any: [survive],
    exposes: "TRUNCATE-BYTES CHARSET-WIDE CHARSET-QMARK",
    source: "S-1",
    says: "A sign that many programs count as two characters.",
    example: "𠮷野 (U+20BB7)",
    apply: (acting) => [
      alsoKnownAs(
        acting,
        carrier(["\u{20bb7}野é", "\u{20bb7}田é", "\u{2a3ed}木é"], acting.variant),
      ),
      change(use, entry, "usual"),
    ],
  }),
  operator("name", {
    id: "name-7bit-trap",
    introduced: 125,
    layer: "form",
    targets: [family, given],
    any: [survive],
    exposes: "CHARSET-7BIT DELIM-SPLIT",
    source: "S-1",
    says: "A letter that becomes a sign of the message itself where its highest bit is lost.",
    example: "Müller → M|ller, Þór → ^sr, Ægir → Fgir",
    share: 0.003,
    apply: fromLists({
      family: ["Müller", "Þórsson", "Ægirsson"],
      given: { female: ["Gülsüm", "Þórdís"], male: ["Þór", "Ægir", "Jürgen"] },
    }),
  }),
  operator("name", {
    id: "name-accent-nbsp-trap",
    introduced: 126,
    layer: "space",
    targets: [given],
    any: [survive],
    exposes: "CHARSET-U8-1252 TRIM",
    source: "S-1",
    says: "A first name that ends in à: misread, it ends in a blank, which is then cut off.",
    example: "Nicolà",
    share: 0.002,
    // The sentinel stands in front, so that the à stays at the very end.
    apply: (acting) => {
      const token = acting.token(given);
      const name = acting.making.sex === "female" ? ["Mariellà", "Desolinà"] : ["Nicolà", "Andreà"];
      const first = token.charAt(0).toUpperCase() + token.slice(1);
      return [change(given, "", `${first}-${carrier(name, acting.variant)}`)];
    },
  }),
];
