import type { RecordedSex } from "../people/plain-names.ts";
import { type Acting, carrier, change, type MessChange, type MessOperator } from "./operator.ts";
import { normalise, operator, reject, removal, survive } from "./operator.ts";

const family = "patient.name.family";
const given = "patient.name.given";

/** Puts a carrier in the place of the list name; the sentinel stays behind it in the letters. */
function named(acting: Acting, field: string, list: readonly string[]): readonly MessChange[] {
  return [change(field, "", carrier(list, acting.variant) + acting.token(field))];
}

interface NameLists {
  readonly family: readonly string[];
  readonly given?: Readonly<Record<RecordedSex, readonly string[]>>;
}

function fromLists(lists: NameLists): (acting: Acting) => readonly MessChange[] {
  return (acting) =>
    acting.target === given && lists.given !== undefined
      ? named(acting, given, lists.given[acting.making.sex])
      : named(acting, family, lists.family);
}

/** Family B: names and Unicode. No carrier ends in a consonant and a, e or u: that would blur the token. */
export const nameOperators: readonly MessOperator[] = [
  operator("name", {
    id: "name-accent-nfc",
    introduced: 1,
    layer: "form",
    targets: [given, family],
    any: [survive],
    exposes: "CHARSET-U8-1252 CHARSET-1252-U8 CHARSET-QMARK CHARSET-DROP CHARSET-7BIT TRANSLIT",
    source: "S-1",
    says: "A name with an accent, each accented letter one character.",
    example: "Jose → José (004A 006F 0073 00E9)",
    share: 0.06,
    apply: fromLists({
      family: ["Núñez", "García", "Béranger", "Müller", "Dvořák", "Peña"],
      given: {
        female: ["Renée", "Inés", "Zoë", "Begoña"],
        male: ["José", "Andrés", "François", "Jürgen"],
      },
    }),
  }),
  operator("name", {
    id: "name-apostrophe-straight",
    introduced: 2,
    layer: "structure",
    targets: [family],
    any: [survive],
    exposes: "QUOTE PUNCT-STRIP ESCAPE-LEAK NAME-RESHUFFLE",
    source: "S-1",
    says: "A name with a straight apostrophe.",
    example: "O'Brien (U+0027)",
    share: 0.03,
    apply: fromLists({ family: ["O'Brien", "O'Neil", "D'Angelo", "O'Méar"] }),
  }),
  operator("name", {
    id: "name-apostrophe-curly",
    introduced: 7,
    layer: "structure",
    targets: [family],
    any: [normalise("AT-04")],
    note: "a straight apostrophe only where that is agreed",
    exposes: "CHARSET-U8-1252 CHARSET-1252-U8 CHARSET-QMARK CHARSET-DROP QUOTE",
    source: "S-1",
    says: "A name with a curly apostrophe, as word processors and phones type it.",
    example: "O'Méara-D’Lacy (U+2019)",
    share: 0.02,
    // The first carrier holds ', ’ and é together: only so can lost quotes, lost letters and
    // changed quotes be told apart.
    apply: fromLists({ family: ["O'Méara-D’Lacy", "O’Brien", "D’Angelo", "O’Néil"] }),
  }),
  operator("name", {
    id: "name-accent-nfd",
    introduced: 8,
    layer: "form",
    targets: [family, given],
    any: [normalise("AT-01")],
    exposes: "NFC-NFD TRUNCATE-BYTES CHARSET-QMARK DUP-CREATE",
    source: "S-1 S-3",
    says: "A name with an accent as a character of its own behind the letter, looking the same.",
    example: "Béne\u0301dict: the second accent is U+0301",
    share: 0.01,
    apply: fromLists({
      family: ["Béne\u0301dict", "Nún\u0303ez", "Gütie\u0301rrez"],
      given: {
        female: ["Héle\u0301nor", "Zoë-Ine\u0301s"],
        male: ["Béne\u0301dict", "Ángel-Jose\u0301"],
      },
    }),
  }),
  operator("name", {
    id: "name-hyphen",
    introduced: 11,
    layer: "structure",
    targets: [family],
    any: [survive],
    exposes: "PUNCT-STRIP NAME-RESHUFFLE TRUNCATE",
    source: "S-1",
    says: "A double name with a hyphen.",
    example: "Smith-Jones (U+002D)",
    share: 0.04,
    apply: fromLists({ family: ["Smith-Jones", "Ortiz-Walker", "Lee-Grant", "Kaplan-Fox"] }),
  }),
  operator("name", {
    id: "name-particle",
    introduced: 16,
    layer: "structure",
    targets: [family],
    any: [survive],
    exposes: "NAME-RESHUFFLE CASE SPACE",
    source: "S-1 S-19",
    says: "A last name that begins with small words.",
    example: "van der Berg",
    share: 0.02,
    apply: fromLists({ family: ["van der Berg", "de la Cruz", "von Stein", "d'Avalos"] }),
  }),
  operator("name", {
    id: "name-suffix-generational",
    introduced: 17,
    layer: "structure",
    targets: [family],
    beside: ["patient.name.suffix"],
    any: [normalise("AT-21")],
    note: "moved to the suffix only where that is agreed",
    exposes: "NAME-RESHUFFLE DROP-ELEMENT WRONG-MERGE",
    source: "S-1 S-3",
    says: "Jr., Sr or III typed behind the last name instead of in its own box.",
    example: "Hall Jr.",
    share: 0.02,
    apply: (acting) => {
      const name = acting.text(family);
      if (name === null) return [];
      const typed = change(family, "", `${name} ${carrier(["Jr.", "III", "Sr"], acting.variant)}`);
      return acting.text("patient.name.suffix") === null
        ? [typed]
        : [typed, removal("patient.name.suffix", "")];
    },
  }),
  operator("name", {
    id: "name-outer-space",
    introduced: 18,
    layer: "space",
    targets: [given, family],
    any: [normalise("AT-02")],
    exposes: "TRIM DUP-CREATE",
    source: "S-1",
    says: "A blank before and after the name.",
    example: "Anna → ␣Anna␣",
    share: 0.02,
    apply: (acting) => {
      const name = acting.text(acting.target);
      return name === null ? [] : [change(acting.target, "", ` ${name} `)];
    },
  }),
  operator("name", {
    id: "name-nbsp",
    introduced: 19,
    layer: "space",
    targets: [family],
    any: [normalise("AT-06")],
    exposes: "SPACE CHARSET-U8-1252 DUP-CREATE",
    source: "S-1",
    says: "A name with a no-break space, which looks like a blank.",
    example: "De␣La␣Peña with U+00A0",
    share: 0.005,
    apply: fromLists({ family: ["De\u00a0La\u00a0Peña", "Del\u00a0Río", "De\u00a0León"] }),
  }),
  operator("name", {
    id: "name-spanish-two",
    introduced: 20,
    layer: "structure",
    targets: [family],
    any: [survive],
    exposes: "NAME-RESHUFFLE SPACE DUP-CREATE",
    source: "S-1 S-3",
    says: "Two last names, the father's and the mother's.",
    example: "García Márquez",
    share: 0.05,
    apply: fromLists({ family: ["García Márquez", "Ruiz Núñez", "López Peñas"] }),
  }),
  operator("name", {
    id: "name-letter-no-decomp",
    introduced: 21,
    layer: "form",
    targets: [family, given],
    any: [survive],
    exposes: "TRANSLIT CASE CHARSET-QMARK",
    source: "S-1",
    says: "A name with a letter that no accent can be taken off.",
    example: "Sørensen, Łukasz, Weiß",
    share: 0.005,
    apply: fromLists({
      family: ["Sørensen", "Weiß", "Đặng", "Wałęs"],
      given: { female: ["Bjørg", "Małgorzat"], male: ["Łukasz", "Søren"] },
    }),
  }),
  operator("name", {
    id: "name-mc-mac-case",
    introduced: 22,
    layer: "structure",
    targets: [family, given],
    any: [normalise("AT-03")],
    note: "capital letters only where that is agreed",
    exposes: "CASE",
    source: "S-1",
    says: "A capital letter inside the name.",
    example: "McDonald, MacLeod, DeShawn",
    share: 0.03,
    apply: fromLists({
      family: ["McDonald", "MacLeod", "FitzGibbon"],
      given: { female: ["LaKeish", "MaryBeth"], male: ["DeShawn", "LeRoy"] },
    }),
  }),
  operator("name", {
    id: "name-apostrophe-modifier",
    introduced: 38,
    layer: "structure",
    targets: [family],
    any: [survive],
    exposes: "CHARSET-QMARK CONFUSABLE PUNCT-STRIP",
    source: "S-1",
    says: "A Hawaiian okina: a letter that looks like an apostrophe.",
    example: "Hawaiʻi (U+02BB)",
    share: 0.003,
    apply: fromLists({ family: ["Kahoʻi", "Hawaiʻi", "Kauʻil"] }),
  }),
  operator("name", {
    id: "name-dash-unicode",
    introduced: 39,
    layer: "structure",
    targets: [family],
    any: [normalise("AT-05")],
    exposes: "CHARSET-QMARK CONFUSABLE PUNCT-STRIP",
    source: "S-1",
    says: "A double name with a no-break hyphen.",
    example: "Núñez‑Jones (U+2011)",
    share: 0.005,
    apply: fromLists({ family: ["Núñez\u2011Jones", "Ortíz\u2011Walker"] }),
  }),
  operator("name", {
    id: "name-cp1252-hole",
    introduced: 40,
    layer: "form",
    targets: [given, family],
    any: [survive],
    exposes: "CHARSET-U8-1252 DROP-RECORD",
    source: "S-1",
    says: "A letter whose bytes have no meaning in Windows-1252: misread text is lost, not only ugly.",
    example: "Ángel, Íñigo (UTF-8 C3 81, C3 8D)",
    share: 0.01,
    apply: fromLists({
      family: ["Álvarez", "Íñigo"],
      given: { female: ["Ágnes", "Íris"], male: ["Ángel", "Íñigo"] },
    }),
  }),
  operator("name", {
    id: "name-double-barrel-long",
    introduced: 41,
    layer: "length",
    targets: [family],
    any: [survive],
    exposes: "TRUNCATE OVERFLOW-BLANK",
    source: "S-1 S-11",
    says: "A double name of more than 36 letters.",
    example: "Wolfeschlegelstein-Featherstonehaugh",
    share: 0.005,
    apply: fromLists({
      family: ["Wolfeschlegelstein-Featherstonehaugh", "Cholmondeley-Warner-Hetherington"],
    }),
  }),
  operator("name", {
    id: "name-vietnamese",
    introduced: 42,
    layer: "form",
    targets: [family],
    beside: [given, "patient.name.middle"],
    any: [survive],
    exposes: "TRUNCATE-BYTES TRANSLIT NAME-RESHUFFLE",
    source: "S-1",
    says: "A Vietnamese name: stacked accents, a middle name of two words.",
    example: "Nguyễn / Thị Thanh / Hương",
    share: 0.01,
    apply: (acting) => [
      ...named(acting, family, ["Nguyễn", "Trần", "Phạm"]),
      ...named(
        acting,
        given,
        acting.making.sex === "female" ? ["Hương", "Thủy"] : ["Dũng", "Tuấn"],
      ),
      change("patient.name.middle", "", acting.making.sex === "female" ? "Thị Thanh" : "Văn Đức"),
    ],
  }),
  operator("name", {
    id: "name-zero-width",
    introduced: 43,
    layer: "space",
    targets: [family],
    any: [normalise("AT-06")],
    exposes: "INVISIBLE-DROP INVISIBLE-ADD DUP-CREATE",
    source: "S-1 S-3",
    says: "A name with an invisible character that came with copy and paste.",
    example: "Béranger with U+200B behind it",
    share: 0.003,
    apply: fromLists({ family: ["Béranger\u200b", "Núñez\ufeff", "García\u00ad"] }),
  }),
  operator("name", {
    id: "name-single-letter",
    introduced: 44,
    targets: [given],
    any: [survive],
    exposes: "DEFAULT-INJECT OVERFLOW-REJECT DROP-RECORD",
    source: "S-1",
    says: "A first name of one letter.",
    example: "O",
    share: 0.002,
    apply: (acting) => [change(given, "", carrier(["O", "A", "Y"], acting.variant))],
  }),
  operator("name", {
    id: "name-mononym",
    introduced: 45,
    targets: [given],
    beside: ["patient.name.middle"],
    any: [survive, reject],
    note: "never an invented first name",
    exposes: "DEFAULT-INJECT NAME-RESHUFFLE NULL-SEMANTICS",
    source: "S-9",
    says: "A person with one name: there is no first name.",
    example: "Suharto",
    share: 0.003,
    apply: (acting) =>
      acting.text("patient.name.middle") === null
        ? [removal(given, "")]
        : [removal(given, ""), removal("patient.name.middle", "")],
  }),
  operator("name", {
    id: "name-turkish-i",
    introduced: 46,
    layer: "form",
    targets: [family, given],
    any: [survive],
    exposes: "CASE TRUNCATE DUP-CREATE",
    source: "S-1",
    says: "Turkish i with and without a dot: changing case changes the name.",
    example: "İpek Işık",
    share: 0.001,
    apply: fromLists({ family: ["Işık", "Yıldız"], given: { female: ["İpek"], male: ["İlhan"] } }),
  }),
  operator("name", {
    id: "name-reserved-word",
    introduced: 47,
    targets: [family],
    any: [survive],
    exposes: "NULL-SEMANTICS DROP-RECORD OVERFLOW-REJECT",
    source: "S-9 S-11",
    says: "A last name that programs take for “nothing here”.",
    example: "Null, None, Nan, True",
    share: 0.001,
    apply: (acting) => [
      change(family, "", carrier(["Null", "None", "Nan", "True"], acting.variant)),
    ],
  }),
  operator("name", {
    id: "name-html-amp",
    introduced: 48,
    layer: "structure",
    targets: ["coverage.payer-name"],
    any: [survive],
    exposes: "ENTITY-LEAK DELIM-SPLIT ESCAPE-LEAK",
    source: "S-1",
    says: "Signs that web pages and messages take for commands.",
    example: "Smith & Sons <b>Care</b> &amp; Co",
    share: 0.005,
    apply: (acting) => [
      change(
        "coverage.payer-name",
        "cov-1",
        `${carrier(["Smith & Sons <b>Care</b> &amp; Co", "Lee & Co <Plan>"], acting.variant)} ${acting.token("coverage.payer-name", "cov-1")}`,
      ),
    ],
  }),
];
