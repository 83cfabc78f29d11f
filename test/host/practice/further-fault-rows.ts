import type { Example } from "./example-person.ts";

export interface Row {
  readonly fault: string;
  readonly person?: Partial<Example>;
  /** JSON text that the EMR must hold somewhere, and text that it must not hold. */
  readonly holds?: readonly string[];
  readonly lacks?: readonly string[];
}

/** Faults that need more than the example person; every-kind-faults.test.ts tries them. */
export const triedOnWholeRecords: readonly string[] = [
  "BIGINT",
  "COMPUTED-DRIFT",
  "DATE-FORMAT-LEAK",
  "DECIMAL-COMMA",
  "DROP-SEGMENT",
  "ENUM-COLLAPSE",
  "INTERNAL-CONFLICT",
  "LIST-REORDER",
  "NAKED-DECIMAL",
  "NEGATION-WIDENED",
  "NULL-SEMANTICS",
  "COMPARATOR-LOSS",
  "WRONG-ENCOUNTER",
  "WRONG-LOCATION",
  "WRONG-PROVIDER",
];

const phones = { home: "555-555-0111", work: "555-555-0122" };

/** One row for each fault that acts on values, as the standards' own bytes and dates would have it. */
export const furtherRows: readonly Row[] = [
  {
    fault: "TRUNCATE-BYTES(limit=12;fields=patient.name.family)",
    holds: ['"family":"O\'Brien-Nú"'],
  },
  {
    fault: "TRUNCATE-BYTES(limit=10;edge=broken;fields=patient.name.family)",
    holds: ['"family":"O\'Brien-N\uFFFD"'],
  },
  {
    fault: "TRUNCATE-BYTES(limit=3;unit=units;fields=patient.name.family)",
    person: { family: "ab𠮷c" },
    holds: ['"family":"ab"'],
  },
  {
    fault: "DRIFT(after=0)",
    holds: ['"line":["1200 Example "]'],
  },
  { fault: "CHARSET-OEM", holds: ['"given":["Jos├⌐","Ana"]'] },
  { fault: "CHARSET-OEM(page=cp850)", holds: ['"given":["Jos├®","Ana"]'] },
  { fault: "CHARSET-OEM(from=win1252)", holds: ['"given":["JosΘ","Ana"]'] },
  { fault: "CHARSET-OEM(page=macroman;from=win1252)", holds: ['"given":["JosÈ","Ana"]'] },
  {
    fault: "CHARSET-7BIT",
    person: { family: "Müller", given: ["José", "Łukasz"] },
    holds: ['"family":"M|ller"', '"given":["Josi","Łukasz"]'],
  },
  {
    fault: "CHARSET-LOWBYTE",
    person: { given: ["José", "Łukasz"] },
    holds: ['"given":["José","Aukasz"]'],
  },
  { fault: "CHARSET-WIDE", person: { family: "Ortiz" }, holds: ['"family":"O"'] },
  {
    fault: "CHARSET-WIDE(nul)",
    person: { family: "AB" },
    holds: ['"family":"A\\u0000B\\u0000"'],
  },
  { fault: "CHARSET-WIDE(swap)", person: { family: "AB" }, holds: ['"family":"\u4100\u4200"'] },
  {
    fault: "NFKC-FOLD",
    person: { given: ["ﬁ", "½ ①"] },
    holds: ['"given":["fi","1⁄2 1"]'],
  },
  {
    fault: "CONFUSABLE",
    person: { family: "Pena" },
    holds: ['"family":"\u0420\u0435n\u0430"'],
    lacks: ['"family":"Pena"'],
  },
  {
    fault: "CONFUSABLE(greek)",
    person: { family: "Nova" },
    holds: ['"family":"\u039D\u03BF\u03BDa"'],
  },
  { fault: "CONFUSABLE(latin)", person: { family: "\u0410na" }, holds: ['"family":"Ana"'] },
  { fault: "INVISIBLE-ADD", person: { family: "Ana" }, holds: ['"family":"Ana\u200B"'] },
  {
    fault: "INVISIBLE-ADD(sign=soft-hyphen;where=middle)",
    person: { family: "Anna" },
    holds: ['"family":"An\u00ADna"'],
  },
  {
    fault: "INVISIBLE-ADD(sign=byte-order-mark;where=start)",
    person: { family: "Ana" },
    holds: ['"family":"\uFEFFAna"'],
  },
  { fault: "PAD(6)", person: { family: "Ana" }, holds: ['"family":"Ana   "'] },
  {
    fault: "ESCAPE-DOUBLE",
    person: { family: "A & B" },
    holds: ['"family":"A \\\\E\\\\T\\\\E\\\\ B"'],
  },
  {
    fault: "ESCAPE-DOUBLE(unescaped)",
    person: { family: "A \\T\\ B" },
    holds: ['"family":"A & B"'],
  },
  { fault: "DELIM-SPLIT", person: { family: "A & B" }, holds: ['"family":"A "'] },
  { fault: "DELIM-SPLIT(^)", person: { family: "A & B^C" }, holds: ['"family":"A & B"'] },
  { fault: "TIME-SHIFT", holds: ['"effectiveDateTime":"2025-03-04T14:30:00-05:00"'] },
  { fault: "TIME-SHIFT(-600)", holds: ['"effectiveDateTime":"2025-03-03T23:30:00-05:00"'] },
  { fault: "EPOCH", person: { birthDate: "2001-09-09" }, holds: ['"birthDate":"1970-01-12"'] },
  { fault: "EPOCH(serial-1904)", holds: ['"birthDate":"1945-03-05"'] },
  { fault: "EPOCH(unsigned)", holds: ['"birthDate":"2077-04-09"'] },
  {
    fault: "DATE-ROLLOVER",
    person: { birthDate: "2000-02-29" },
    holds: ['"birthDate":"2000-03-01"'],
  },
  {
    fault: "DATE-ROLLOVER(previous)",
    person: { birthDate: "2023-02-29" },
    holds: ['"birthDate":"2023-02-28"'],
  },
  { fault: "DIGIT-CLIP(9)", holds: ['"value":2.50,', '"value":9,'], lacks: ['"value":40,'] },
  {
    fault: "FLOAT-NOISE",
    person: { doses: ["0.3", "40"] },
    holds: ['"value":0.30000001192092896,', '"value":40,'],
  },
  { fault: "SCIENTIFIC", person: { doses: ["120"] }, holds: ['"value":1.2E+2,'] },
  { fault: "CODE-BROADEN(category)", holds: ['"code":"E11"'], lacks: ["E11.9"] },
  { fault: "CODE-VERSION", holds: ['"system":"http://hl7.org/fhir/sid/icd-10","code":"E11.9"'] },
  { fault: "TEXT-FOR-CODE", holds: ['"code":"Diabetes"'], lacks: ["E11.9"] },
  { fault: "DISPLAY-DRIFT", holds: ['"code":"E11.9"'], lacks: ['"text":"Diabetes"'] },
  { fault: "NAME-RESHUFFLE", holds: ['"family":"José","given":["O\'Brien-Núñez","Ana"]'] },
  {
    fault: "NAME-RESHUFFLE(middle-lost-to-given)",
    holds: ['"given":["José Ana"]'],
  },
  {
    fault: "NAME-RESHUFFLE(particle-to-middle)",
    person: { family: "de la Cruz" },
    holds: ['"family":"la Cruz","given":["José","Ana","de"]'],
  },
  {
    fault: "NAME-RESHUFFLE(second-surname-to-middle)",
    person: { family: "Ortiz Vega" },
    holds: ['"family":"Ortiz","given":["José","Ana","Vega"]'],
  },
  { fault: "OVERFLOW-SPILL", holds: ['"line":["1200 Example"," Street Apartment 4B"]'] },
  {
    fault: "FIELD-SHIFT",
    holds: ['"line":["1200 Example Street Apartment 4B"],"state":"Town","country":"02139"'],
  },
  {
    fault: "CARDINALITY",
    holds: ['"reaction":[{"manifestation":[{"text":"Hives, Swelling"}]}]'],
  },
  {
    fault: "CARDINALITY",
    person: { phones, morePhones: { home: "555-555-0144", work: "555-555-0155" } },
    holds: [
      '"use":"home","value":"555-555-0111, 555-555-0144"',
      '"use":"work","value":"555-555-0122, 555-555-0155"',
      "p7700001@example.com",
    ],
  },
  {
    fault: "DROP-REPETITION",
    person: { phones, morePhones: { work: "555-555-0155", home: "555-555-0144" } },
    holds: ["555-555-0111", "555-555-0122", "p7700001@example.com"],
    lacks: ["555-555-0144", "555-555-0155"],
  },
  {
    fault: "CARDINALITY(longest)",
    holds: ['"reaction":[{"manifestation":[{"text":"Swelling"}]}]'],
  },
  { fault: "CONCAT(what=name;with= )", holds: ['"given":["José Ana"]'] },
  { fault: "ID-REFORMAT(grouped)", holds: ['"value":"000-12-3456"'] },
  { fault: "ID-REFORMAT(check-digit)", holds: ['"value":"0001234566"'] },
];
