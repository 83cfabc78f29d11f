import { civilDate, dateText, dayNumber, parseCivilDate } from "../../people/civil-date.ts";
import { birthWindowDays, birthWindowStart } from "../../people/identity-values.ts";
import { family, given, named } from "../name/name-carriers.ts";
import { type Acting, carrier, change, type MessChange } from "../operator.ts";
import { type MessOperator, operator, removal, survive } from "../operator.ts";
import { doubledLetter, lostLetter, neighbourKey, respelt, type Slip } from "./typo-slips.ts";
import { otherDigit, slipOfName, slipOfStreet, swapDigits, swappedLetters } from "./typo-slips.ts";

const middle = "patient.name.middle";
const birthDate = "patient.birth-date";
const line1 = "patient.address.line1";
const zip = "patient.address.postal-code";
const ssn = "patient.identifier.ssn";
const mobile = "patient.telecom.mobile";

/** A slip is legal data: it survives. What a second copy without it leads to is tried by dup-ladder. */
const asPair = "a slip is data like any other; dup-ladder tries what a second copy leads to";

function slip(acting: Acting, how: Slip, carriers: readonly string[]): readonly MessChange[] {
  return acting.target === line1 ? slipOfStreet(acting, how) : slipOfName(acting, how, carriers);
}

/** The birth dates that swapped or mistyped digits give, as far as they are dates before today. */
function otherBirthDate(acting: Acting, forms: readonly string[]): readonly MessChange[] {
  const before = acting.text(birthDate);
  const fits = forms.find((form) => {
    const date = parseCivilDate(form);
    return form !== before && date !== null && dayNumber(date) <= acting.making.numbers.today;
  });
  return fits === undefined ? [] : [change(birthDate, "", fits)];
}

/** Family A: slips of the hand, of the eye and of the ear. */
export const typoOperators: readonly MessOperator[] = [
  operator("typo", {
    id: "typo-substitute-key",
    introduced: 101,
    targets: [family, given, line1],
    any: [survive],
    note: asPair,
    exposes: "DUP-CREATE WRONG-MERGE SILENT-MATCH",
    source: "S-3",
    rate: "59 % of single errors [DAM64]; sub 0.35 per selected name field, 40 % same row / 30 % same column [FEBRL]; cell 1 % × char 10 %, 90 % of typos replace [PP]",
    says: "One letter of the name or street is its neighbour on the keyboard.",
    example: "Martin → Marrin",
    apply: (acting) => slip(acting, neighbourKey, ["Marrin", "Kaplsn", "Benbett"]),
  }),
  operator("typo", {
    id: "typo-delete-char",
    introduced: 102,
    targets: [family, given, line1],
    any: [survive],
    note: asPair,
    exposes: "DUP-CREATE SILENT-MATCH",
    source: "S-3",
    rate: "16 % [DAM64]; del 0.15 given / 0.10 surname [FEBRL]",
    says: "One letter of the name or street is missing.",
    example: "Martin → Matin",
    apply: (acting) => slip(acting, lostLetter, ["Matin", "Kapln", "Benett"]),
  }),
  operator("typo", {
    id: "typo-insert-char",
    introduced: 103,
    targets: [family, given],
    any: [survive],
    note: asPair,
    exposes: "DUP-CREATE",
    source: "S-3",
    rate: "10 % [DAM64]; ins 0.05 / 0.10 [FEBRL]; 10 % of typos [PP]",
    says: "One letter of the name is typed twice.",
    example: "Martin → Marttin",
    apply: (acting) => slip(acting, doubledLetter, ["Marttin", "Kapplan", "Fishher"]),
  }),
  operator("typo", {
    id: "typo-transpose",
    introduced: 104,
    targets: [family, given, birthDate, ssn, zip],
    any: [survive],
    note: asPair,
    exposes: "DUP-CREATE WRONG-MERGE ID-REFORMAT",
    source: "S-3 S-4",
    rate: "2 % [DAM64]; given 0.05, DOB 0.30, SSN 0.40, postcode 0.60 [FEBRL]",
    says: "Two letters or digits next to each other stand in the wrong order.",
    example: "Brian → Brain · 12207 → 12270",
    apply: (acting) => {
      const text = acting.text(acting.target);
      if (text === null) return [];
      if (acting.target === birthDate) {
        const [year = "", month = "", day = ""] = text.split("-");
        return otherBirthDate(acting, [
          `${year}-${month}-${swapDigits(day)}`,
          `${swapDigits(year)}-${month}-${day}`,
          `${year}-${swapDigits(month)}-${day}`,
          `${year.slice(0, 1)}8${year.slice(1, 2)}${year.slice(3)}-${month}-${day}`,
        ]);
      }
      if (acting.target === ssn || acting.target === zip)
        return [change(acting.target, "", swapDigits(text))];
      return slip(acting, swappedLetters, ["Brain", "Lewsi", "Torster"]);
    },
  }),
  operator("typo", {
    id: "typo-phonetic",
    introduced: 105,
    targets: [family, given],
    any: [survive],
    note: asPair,
    exposes: "DUP-CREATE SILENT-MATCH",
    source: "S-3",
    rate: "pho 0.30 of error types [FEBRL]; cell 1 % × token 10 % [PP]",
    says: "The name is written as it sounds.",
    example: "Catherine → Kathrin, Philips → Filips",
    apply: (acting) =>
      slip(
        acting,
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
        ["Kathryn", "Filips", "Kristofer"],
      ),
  }),
  operator("typo", {
    id: "typo-ocr",
    introduced: 106,
    targets: [family, given],
    any: [survive],
    note: asPair,
    exposes: "DUP-CREATE LEADING-ZERO",
    source: "S-3",
    rate: "ocr 0.40 of error types [FEBRL]; cell 1 % × token 10 % [PP]",
    says: "A scanner took a letter for one that looks the same.",
    example: "Arnold → Amold, l → 1, O → 0",
    apply: (acting) =>
      slip(
        acting,
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
        ["Amold", "Wi1son", "0rtiz"],
      ),
  }),
  operator("typo", {
    id: "typo-digit-wrong",
    introduced: 107,
    targets: [ssn, zip, mobile, birthDate],
    any: [survive],
    note: asPair,
    exposes: "WRONG-MERGE DUP-CREATE",
    source: "S-3",
    rate: "cell 1 % × digit 10 % [PP]; ZIP digit weights .04 .04 .20 .36 .36 [PP]",
    says: "One digit of a number or date is another one.",
    example: "1984-07-16 → 1984-07-15",
    apply: (acting) => {
      const text = acting.text(acting.target);
      if (text === null) return [];
      const step = 1 + (acting.variant % 9);
      if (acting.target !== birthDate)
        return [change(acting.target, "", otherDigit(text, text.length - 1, step))];
      const wrong = [1, 9, 2, 8].map((by) => otherDigit(text, text.length - 1, by));
      return otherBirthDate(acting, wrong);
    },
  }),
  operator("typo", {
    id: "typo-space-split",
    introduced: 108,
    layer: "space",
    targets: [family, line1],
    any: [survive],
    exposes: "NAME-RESHUFFLE SPACE DUP-CREATE",
    source: "S-3",
    rate: "spc_ins 0.01 [FEBRL]",
    says: "A blank slipped into a word.",
    example: "Delacruz → De lacruz",
    apply: (acting) => {
      const text = acting.text(acting.target);
      if (text === null) return [];
      // Behind two letters of the name, and before the last three of the street.
      const at = acting.target === line1 ? text.length - 3 : 2;
      return [change(acting.target, "", `${text.slice(0, at)} ${text.slice(at)}`)];
    },
  }),
  operator("typo", {
    id: "typo-space-join",
    introduced: 109,
    layer: "structure",
    targets: [family],
    any: [survive],
    exposes: "SPACE DUP-CREATE",
    source: "S-3",
    rate: "spc_del 0.02 [FEBRL]",
    says: "A name of several words, written as one.",
    example: "De La Cruz → Delacruz",
    apply: (acting) => named(acting, family, ["Delacruz", "Vanderberg", "Delrio", "Vonstein"]),
  }),
  operator("typo", {
    id: "typo-field-swap",
    introduced: 110,
    targets: [family],
    beside: [given],
    any: [survive],
    note: asPair,
    exposes: "NAME-RESHUFFLE CROSS-FIELD DUP-CREATE",
    source: "S-3",
    rate: "swap given↔surname 0.05 [FEBRL]; first/last swaps ten times the 2007 level [JUST16]",
    says: "First and last name stand in each other's box.",
    example: "Maria / Jose → Jose / Maria",
    apply: (acting) => {
      const [last, first] = [acting.text(family), acting.text(given)];
      if (last === null || first === null) return [];
      const [lastToken, firstToken] = [acting.token(family), acting.token(given)];
      // The sentinels stay: they tell this swap from one on the way.
      return [
        change(family, "", first.replace(firstToken, "") + lastToken),
        change(given, "", last.replace(lastToken, "") + firstToken),
      ];
    },
  }),
  operator("typo", {
    id: "typo-nickname",
    introduced: 111,
    targets: [given],
    any: [survive],
    note: asPair,
    exposes: "DUP-CREATE SILENT-MATCH",
    source: "S-3",
    rate: "cell 1 % [PP]",
    says: "The name that friends use, in the box for the first name.",
    example: "Elizabeth → Liz",
    apply: (acting) =>
      named(
        acting,
        given,
        acting.making.sex === "female" ? ["Liz", "Peg", "Beth"] : ["Bob", "Jim", "Chuck"],
      ),
  }),
  operator("typo", {
    id: "typo-month-day",
    introduced: 112,
    targets: [birthDate],
    any: [survive],
    note: asPair,
    exposes: "DUP-CREATE DATE-SWAP",
    source: "S-1 S-3",
    rate: "considered 1 % × swap 10 % [PP]",
    says: "Day and month of birth were swapped when they were typed.",
    example: "1980-03-04 → 1980-04-03",
    apply: (acting) => {
      const start = birthWindowStart(acting.making);
      const swapped: string[] = [];
      for (let at = start; at < start + birthWindowDays; at++) {
        const { year, month, day } = civilDate(at);
        if (day > 12 || day === month) continue;
        swapped.push(dateText(dayNumber({ year, month: day, day: month })));
      }
      return [change(birthDate, "", acting.draw("day").pick(swapped))];
    },
  }),
  operator("typo", {
    id: "typo-middle-name",
    introduced: 113,
    targets: [middle],
    any: [survive],
    exposes: "DUP-CREATE DROP-ELEMENT",
    source: "S-3",
    rate: "middle name differs in 58.3 % of confirmed duplicate pairs, SSN in 53.5 % [JUST16]",
    says: "The middle name is an initial, another one, or not there.",
    example: "A. · Ann · nothing",
    apply: (acting) => {
      const blank = acting.variant % 3 === 2 && acting.text(middle) !== null;
      if (blank) return [removal(middle, "")];
      const other = acting.making.sex === "female" ? "Ann" : "Lee";
      return [change(middle, "", carrier(["A.", other, "J."], acting.variant))];
    },
  }),
];
