import type { Field, Form } from "../catalogue/field.ts";

/** What a spreadsheet does to a value when somebody opens and saves the file, and how it can be told. */
export interface SpreadsheetTrace {
  readonly kind: string;
  /** A sentence for a person; the value stands before it. */
  readonly says: string;
  found(text: string, field: Field): boolean;
}

const numbered: ReadonlySet<Form> = new Set<Form>(["identifier", "phone", "code", "reference"]);
const dated: ReadonlySet<Form> = new Set<Form>(["date", "instant"]);
const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const shortDate = new RegExp(`^(?:\\d{1,2}-(?:${months})|(?:${months})-\\d{2,4})$`, "i");
/** What `4/5` became. */
const slashedDate = /^\d{1,2}\/\d{1,2}\/\d{2,4}$/;
const localDate = new RegExp(
  `^(?:\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{1,2}-(?:${months})-\\d{2,4})(?: .*)?$`,
  "i",
);
/** An instant without its `T` and its offset. */
const spacedTime = /^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}(?::\d{2})?$/;

/** Digits that an identifier of a fixed length must have. */
const fixedDigits: ReadonlyMap<string, number> = new Map([
  ["patient.address.postal-code", 5],
  ["patient.address.mailing-postal-code", 5],
  ["patient.identifier.ssn", 9],
  ["provider.npi", 10],
]);

/**
 * Data as it is typed can look the same, so a trace is a remark with a place: the value is read as it
 * stands. Blind spots: a code whose zeros are gone and whose length is free, a decimal that lost its
 * last zero, a date of the right form that was read in the wrong order.
 */
export const spreadsheetTraces: readonly SpreadsheetTrace[] = [
  {
    kind: "spreadsheet-number",
    says: "looks like a long number that a spreadsheet shortened to powers of ten",
    found: (text, { form }) => form !== "text.note" && /^\d(?:[.,]\d+)?E\+?\d+$/i.test(text),
  },
  {
    kind: "spreadsheet-rounded",
    says: "looks like a number whose digits after the fifteenth a spreadsheet made zeros",
    found: (text, { form }) => numbered.has(form) && /^[1-9]\d{14}0+$/.test(text),
  },
  {
    kind: "spreadsheet-leading-zero",
    says: "has too few digits; a spreadsheet may have taken off leading zeros",
    found(text, { id }) {
      const digits = fixedDigits.get(id);
      return digits !== undefined && /^\d{3,}$/.test(text) && text.length < digits;
    },
  },
  {
    kind: "spreadsheet-date",
    says: "looks like something that a spreadsheet took for a date",
    found: (text, { form }) =>
      (numbered.has(form) || form === "quantity") &&
      (shortDate.test(text) || slashedDate.test(text)),
  },
  {
    kind: "spreadsheet-date-format",
    says: "is a date in the way a spreadsheet writes dates, not YYYY-MM-DD",
    found: (text, { form }) =>
      dated.has(form) &&
      (localDate.test(text) || spacedTime.test(text) || /^[1-7]\d{4}(?:[.,]\d+)?$/.test(text)),
  },
  {
    kind: "spreadsheet-boolean",
    says: "is in capitals, as a spreadsheet writes it",
    found: (text, { form }) => form === "boolean" && /^(?:TRUE|FALSE)$/.test(text),
  },
  {
    kind: "spreadsheet-decimal-comma",
    says: "has a decimal comma, as a spreadsheet of another country writes it",
    found: (text, { form }) => form === "decimal" && /^-?\d+,\d+$/.test(text),
  },
  {
    kind: "spreadsheet-error",
    says: "is the error of a formula that a spreadsheet ran, or a column that was too narrow",
    found: (text) => /^(?:#(?:NAME\?|REF!|VALUE!|DIV\/0!|N\/A|NUM!|NULL!)|#{3,})$/.test(text),
  },
  {
    kind: "formula-guard",
    says: "begins with an apostrophe that somebody put there so that no formula runs",
    found: (text) => /^'[=+\-@\t\r]/.test(text),
  },
];
