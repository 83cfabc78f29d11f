import { civilDate, dateText, dayNumber, parseCivilDate } from "../../people/civil-date.ts";
import { birthWindowDays, birthWindowStart } from "../../people/identity-values.ts";
import { family, given } from "../name/name-carriers.ts";
import { carrier, change, type MessOperator, removal } from "../operator.ts";
import type { FirstRecord, TwoSpellings } from "../second-record.ts";
import { doubledLetter, lostLetter, neighbourKey, respelt, swappedLetters } from "./typo-slips.ts";
import { otherDigit, type Slip, slipOfName, slipOfStreet, swapDigits } from "./typo-slips.ts";
import { type SpeltTwice, speltTwice, writtenTwice } from "./typo-slips.ts";
import { typo } from "./typo.ts";

const middle = "patient.name.middle";
const birthDate = "patient.birth-date";
const line1 = "patient.address.line1";
const zip = "patient.address.postal-code";
const ssn = "patient.identifier.ssn";
const mobile = "patient.telecom.mobile";

function slip(first: FirstRecord, how: Slip, instead: readonly SpeltTwice[]): TwoSpellings {
  return first.target === line1 ? slipOfStreet(first, how) : slipOfName(first, how, instead);
}

/** The first of the birth dates that swapped or mistyped digits give which is a date before today. */
function otherBirthDate({ text, making }: FirstRecord, forms: readonly string[]): TwoSpellings {
  const before = text(birthDate) ?? "";
  const fits = forms.find((form) => {
    const date = parseCivilDate(form);
    return form !== before && date !== null && dayNumber(date) <= making.numbers.today;
  });
  return writtenTwice(birthDate, before, fits ?? before);
}

/** Family A: slips of the hand, of the eye and of the ear, each in the second record of a person. */
export const typoOperators: readonly MessOperator[] = [
  typo(
    {
      id: "typo-substitute-key",
      introduced: 101,
      targets: [family, given, line1],
      exposes: "DUP-CREATE WRONG-MERGE SILENT-MATCH",
      source: "S-3",
      rate: "59 % of single errors [DAM64]; sub 0.35 per selected name field, 40 % same row / 30 % same column [FEBRL]; cell 1 % × char 10 %, 90 % of typos replace [PP]",
      says: "One letter of the name or street is its neighbour on the keyboard.",
      example: "Martin → Marrin",
    },
    (first) =>
      slip(first, neighbourKey, [
        ["Martin", "Marrin"],
        ["Kaplan", "Kaplsn"],
        ["Bennett", "Benbett"],
      ]),
  ),
  typo(
    {
      id: "typo-delete-char",
      introduced: 102,
      targets: [family, given, line1],
      exposes: "DUP-CREATE SILENT-MATCH",
      source: "S-3",
      rate: "16 % [DAM64]; del 0.15 given / 0.10 surname [FEBRL]",
      says: "One letter of the name or street is missing.",
      example: "Martin → Matin",
    },
    (first) =>
      slip(first, lostLetter, [
        ["Martin", "Matin"],
        ["Kaplan", "Kapln"],
        ["Bennett", "Benett"],
      ]),
  ),
  typo(
    {
      id: "typo-insert-char",
      introduced: 103,
      targets: [family, given],
      exposes: "DUP-CREATE",
      source: "S-3",
      rate: "10 % [DAM64]; ins 0.05 / 0.10 [FEBRL]; 10 % of typos [PP]",
      says: "One letter of the name is typed twice.",
      example: "Martin → Marttin",
    },
    (first) =>
      slip(first, doubledLetter, [
        ["Martin", "Marttin"],
        ["Kaplan", "Kapplan"],
        ["Fisher", "Fishher"],
      ]),
  ),
  typo(
    {
      id: "typo-transpose",
      introduced: 104,
      targets: [family, given, birthDate, ssn, zip],
      exposes: "DUP-CREATE WRONG-MERGE ID-REFORMAT",
      source: "S-3 S-4",
      rate: "2 % [DAM64]; given 0.05, DOB 0.30, SSN 0.40, postcode 0.60 [FEBRL]",
      says: "Two letters or digits next to each other stand in the wrong order.",
      example: "Brian → Brain · 12207 → 12270",
    },
    (first) => {
      const text = first.text(first.target) ?? "";
      if (first.target === birthDate) {
        const [year = "", month = "", day = ""] = text.split("-");
        return otherBirthDate(first, [
          `${year}-${month}-${swapDigits(day)}`,
          `${swapDigits(year)}-${month}-${day}`,
          `${year}-${swapDigits(month)}-${day}`,
          `${year.slice(0, 1)}8${year.slice(1, 2)}${year.slice(3)}-${month}-${day}`,
        ]);
      }
      if (first.target === ssn || first.target === zip)
        return writtenTwice(first.target, text, swapDigits(text));
      return slip(first, swappedLetters, [
        ["Brian", "Brain"],
        ["Lewis", "Lewsi"],
        ["Foster", "Fotser"],
      ]);
    },
  ),
  typo(
    {
      id: "typo-phonetic",
      introduced: 105,
      targets: [family, given],
      exposes: "DUP-CREATE SILENT-MATCH",
      source: "S-3",
      rate: "pho 0.30 of error types [FEBRL]; cell 1 % × token 10 % [PP]",
      says: "The name is written as it sounds.",
      example: "Catherine → Kathrin, Philips → Filips",
    },
    (first) =>
      slip(
        first,
        respelt([
          [/Ph/, "F"],
          [/ph/, "f"],
          [/^C(?=[aou])/, "K"],
          [/th/, "t"],
          [/ck/, "k"],
          [/^Je/, "Ge"],
          [/ie/, "ee"],
          [/ll/, "l"],
          [/y/, "i"],
          [/i/, "y"],
        ]),
        [
          ["Cathryn", "Kathryn"],
          ["Philips", "Filips"],
          ["Christofer", "Kristofer"],
        ],
      ),
  ),
  typo(
    {
      id: "typo-ocr",
      introduced: 106,
      targets: [family, given],
      exposes: "DUP-CREATE LEADING-ZERO",
      source: "S-3",
      rate: "ocr 0.40 of error types [FEBRL]; cell 1 % × token 10 % [PP]",
      says: "A scanner took a letter for one that looks the same.",
      example: "Arnold → Amold, l → 1, O → 0",
    },
    (first) =>
      slip(
        first,
        respelt([
          [/rn/, "m"],
          [/O/, "0"],
          [/l/, "1"],
          [/m/, "rn"],
          [/B/, "8"],
          [/S/, "5"],
          [/o/, "0"],
          [/I/, "l"],
        ]),
        [
          ["Arnold", "Amold"],
          ["Wilson", "Wi1son"],
          ["Ortiz", "0rtiz"],
        ],
      ),
  ),
  typo(
    {
      id: "typo-digit-wrong",
      introduced: 107,
      targets: [ssn, zip, mobile, birthDate],
      exposes: "WRONG-MERGE DUP-CREATE",
      source: "S-3",
      rate: "cell 1 % × digit 10 % [PP]; ZIP digit weights .04 .04 .20 .36 .36 [PP]",
      says: "One digit of a number or date is another one.",
      example: "1984-07-16 → 1984-07-15",
    },
    (first) => {
      const text = first.text(first.target) ?? "";
      if (first.target === birthDate) {
        const wrong = [1, 9, 2, 8].map((by) => otherDigit(text, text.length - 1, by));
        return otherBirthDate(first, wrong);
      }
      const step = 1 + (first.variant % 9);
      return writtenTwice(first.target, text, otherDigit(text, text.length - 1, step));
    },
  ),
  typo(
    {
      id: "typo-space-split",
      introduced: 108,
      targets: [family, line1],
      isHarmless: true,
      exposes: "NAME-RESHUFFLE SPACE DUP-CREATE",
      source: "S-3",
      rate: "spc_ins 0.01 [FEBRL]",
      says: "A blank slipped into a word.",
      example: "Delacruz → De lacruz",
    },
    (first) => {
      const text = first.text(first.target) ?? "";
      // Behind two letters of the name, and before the last three of the street.
      const at = first.target === line1 ? text.length - 3 : 2;
      return writtenTwice(first.target, text, `${text.slice(0, at)} ${text.slice(at)}`);
    },
  ),
  typo(
    {
      id: "typo-space-join",
      introduced: 109,
      targets: [family],
      isHarmless: true,
      exposes: "SPACE DUP-CREATE",
      source: "S-3",
      rate: "spc_del 0.02 [FEBRL]",
      says: "A name of several words, written as one.",
      example: "De La Cruz → Delacruz",
    },
    (first) => {
      const names: readonly SpeltTwice[] = [
        ["De La Cruz", "Delacruz"],
        ["Van Der Berg", "Vanderberg"],
        ["Del Rio", "Delrio"],
        ["Von Stein", "Vonstein"],
      ];
      return speltTwice(first, family, carrier(names, first.variant));
    },
  ),
  typo(
    {
      id: "typo-field-swap",
      introduced: 110,
      targets: [family],
      exposes: "NAME-RESHUFFLE CROSS-FIELD DUP-CREATE",
      source: "S-3",
      rate: "swap given↔surname 0.05 [FEBRL]; first/last swaps ten times the 2007 level [JUST16]",
      says: "First and last name stand in each other's box.",
      example: "Maria / Jose → Jose / Maria",
    },
    (first) => {
      const [last, name] = [first.text(family) ?? "", first.text(given) ?? ""];
      const [lastToken, nameToken] = [first.making.token(family), first.making.token(given)];
      return {
        first: [change(family, "", last), change(given, "", name)],
        // The sentinels stay: they tell this swap from one on the way.
        second: [
          change(family, "", name.replace(nameToken, "") + lastToken),
          change(given, "", last.replace(lastToken, "") + nameToken),
        ],
      };
    },
  ),
  typo(
    {
      id: "typo-nickname",
      introduced: 111,
      targets: [given],
      exposes: "DUP-CREATE SILENT-MATCH",
      source: "S-3",
      rate: "cell 1 % [PP]",
      says: "The name that friends use, in the box for the first name.",
      example: "Elizabeth → Liz",
    },
    (first) => {
      const names: readonly SpeltTwice[] =
        first.making.sex === "female"
          ? [
              ["Elizabeth", "Liz"],
              ["Margaret", "Peg"],
              ["Bethany", "Beth"],
            ]
          : [
              ["Robert", "Bob"],
              ["James", "Jim"],
              ["Charles", "Chuck"],
            ];
      return speltTwice(first, given, carrier(names, first.variant));
    },
  ),
  typo(
    {
      id: "typo-month-day",
      introduced: 112,
      targets: [birthDate],
      exposes: "DUP-CREATE DATE-SWAP",
      source: "S-1 S-3",
      rate: "considered 1 % × swap 10 % [PP]",
      says: "Day and month of birth were swapped when they were typed.",
      example: "1980-03-04 → 1980-04-03",
    },
    (first) => {
      const start = birthWindowStart(first.making);
      const days = Array.from({ length: birthWindowDays }, (_, at) => civilDate(start + at));
      const ambiguous = days.filter(({ month, day }) => day <= 12 && day !== month);
      const born = first.draw("day").pick(ambiguous);
      return writtenTwice(
        birthDate,
        dateText(dayNumber(born)),
        dateText(dayNumber({ ...born, month: born.day, day: born.month })),
      );
    },
  ),
  typo(
    {
      id: "typo-middle-name",
      introduced: 113,
      targets: [middle],
      isHarmless: true,
      exposes: "DUP-CREATE DROP-ELEMENT",
      source: "S-3",
      rate: "middle name differs in 58.3 % of confirmed duplicate pairs, SSN in 53.5 % [JUST16]",
      says: "The middle name is an initial, another one, or not there.",
      example: "Ann → A. · Lee · nothing",
    },
    (first) => {
      const own = first.text(middle) ?? (first.making.sex === "female" ? "Ann" : "Ray");
      const other = [`${own.charAt(0)}.`, "Lee"][first.variant % 3];
      return {
        first: [change(middle, "", own)],
        second: [other === undefined ? removal(middle, "") : change(middle, "", other)],
      };
    },
  ),
];
