/** What other systems write for a code of ours, by field: HL7 tables, ISO 5218, US Core, and plain words. */

type Words = Readonly<Record<string, string>>;

const yesAndNo: Words = {
  yes: "true",
  y: "true",
  true: "true",
  t: "true",
  no: "false",
  n: "false",
  false: "false",
  f: "false",
};

/** Keys in lower case. A word that means two things in use has no row: `separated`, `A`. */
const byField: Readonly<Record<string, Words>> = {
  // HL7 table 0001 and FHIR's administrative-gender.
  "patient.sex": {
    m: "male",
    f: "female",
    o: "other",
    u: "unknown",
    male: "male",
    female: "female",
    other: "other",
    unknown: "unknown",
    unk: "unknown",
    man: "male",
    woman: "female",
  },
  "patient.sex-at-birth": {
    m: "M",
    f: "F",
    male: "M",
    female: "F",
    unk: "UNK",
    unknown: "UNK",
    u: "UNK",
  },
  // HL7 table 0002, whose letters FHIR's v3-MaritalStatus has as well.
  "patient.marital-status": {
    single: "S",
    "never married": "S",
    married: "M",
    divorced: "D",
    widowed: "W",
    "domestic partner": "T",
    m: "M",
    s: "S",
    d: "D",
    w: "W",
  },
  // CDC race and ethnicity, as US Core has them.
  "patient.race": {
    "american indian or alaska native": "1002-5",
    asian: "2028-9",
    black: "2054-5",
    "african american": "2054-5",
    "black or african american": "2054-5",
    "native hawaiian or other pacific islander": "2076-8",
    white: "2106-3",
    caucasian: "2106-3",
    "other race": "2131-1",
  },
  // HL7 table 0189.
  "patient.ethnicity": {
    h: "2135-2",
    n: "2186-5",
    hispanic: "2135-2",
    "hispanic or latino": "2135-2",
    "non-hispanic": "2186-5",
    nonhispanic: "2186-5",
    "not hispanic": "2186-5",
    "not hispanic or latino": "2186-5",
    "non-hispanic or latino": "2186-5",
  },
  "patient.language": {
    english: "en",
    eng: "en",
    spanish: "es",
    spa: "es",
    vietnamese: "vi",
    vie: "vi",
    french: "fr",
    fra: "fr",
    fre: "fr",
    german: "de",
    ger: "de",
    deu: "de",
    chinese: "zh",
    zho: "zh",
    chi: "zh",
  },
};

/** ISO 5218; read where a column holds nothing else, since the digits may count something of a system's own. */
const sexDigits: Words = { "0": "unknown", "1": "male", "2": "female", "9": "unknown" };
const digits: Words = { "0": "false", "1": "true" };

/**
 * The code of ours for each word of a column that means one; a word that is ours already, or that nobody knows,
 * has none. `texts` are all words of the column, since the meaning of a digit is told by its neighbours.
 */
export function codeWords(
  field: { readonly id: string; readonly form: string },
  texts: Iterable<string>,
): ReadonlyMap<string, string> {
  const all = new Set(texts);
  const words = byField[field.id] ?? (field.form === "boolean" ? yesAndNo : null);
  const found = new Map<string, string>();
  if (words === null) return found;
  const onlyDigits =
    field.id === "patient.sex" ? sexDigits : field.form === "boolean" ? digits : {};
  const areDigits = [...all].every((text) => Object.hasOwn(onlyDigits, text));
  for (const text of all) {
    const word = text.trim().toLowerCase();
    const table = areDigits ? onlyDigits : words;
    const code = Object.hasOwn(table, word) ? table[word] : undefined;
    if (code !== undefined && code !== text) found.set(text, code);
  }
  return found;
}
