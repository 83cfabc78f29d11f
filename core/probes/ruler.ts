import type { Field } from "../catalogue/field.ts";

const letters = "abcdefghi";

/**
 * A text of exactly `length` letters in which every tenth is a capital (A, B, C …), so that a cut, a gap
 * and a fold of capitals can all be seen. No spaces: a trim must not look like a cut.
 */
export function ruler(length: number): string {
  let text = "";
  for (let at = 1; at <= length; at++) {
    const tens = Math.floor(at / 10) - 1;
    text += at % 10 === 0 ? String.fromCharCode(65 + (tens % 26)) : (letters[(at % 10) - 1] ?? "a");
  }
  return text;
}

/** A probe text inside a value that the field would hold. */
export function around(field: Field, own: string, text: string): string {
  switch (field.form) {
    case "text.name":
      return `Probe${text}name`;
    case "text.address":
      return `12 Probe${text}name Road`;
    case "identifier":
    case "phone":
    case "code":
    case "reference":
      return `${own}${text}`;
    default:
      return `Probe${text}word`;
  }
}

/** Fields that hold words of any length. */
export function holdsFreeText(field: Field): boolean {
  return ["text", "text.name", "text.address", "text.note"].includes(field.form);
}
