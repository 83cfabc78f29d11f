import type { Form } from "../../catalogue/field.ts";
import { readCivil, writeCivil } from "./civil.ts";
import { plainDecimal, readDecimal } from "./decimal.ts";
import { readPhone } from "./phone.ts";
import { collapseSpaces, foldNewlines } from "./text.ts";

// Nearly all values stand in their canonical form already: words of ASCII with single spaces, days, numbers.
const isPlain = /^[!-[\]-~]+(?: [!-[\]-~]+)*$/u;
const isPlainDay = /^\d{4}-\d{2}-\d{2}$/u;
const isPlainNumber = /^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/u;

/**
 * The canonical form of a value (faults.md 3.2), used to find which entries belong together.
 * It never decides a verdict: that is the rules' business.
 */
export function canonicalForm(form: Form, text: string): string {
  switch (form) {
    case "text.name":
    case "text.address":
    case "text":
      return isPlain.test(text) ? text : collapseSpaces(text.normalize("NFC"));
    case "text.note":
      return isPlain.test(text) ? text : foldNewlines(text.normalize("NFC"));
    case "date":
    case "instant": {
      if (isPlainDay.test(text)) return text;
      const civil = readCivil(text);
      return civil === null ? text : writeCivil({ ...civil, format: "iso" });
    }
    case "decimal":
    case "quantity": {
      if (isPlainNumber.test(text)) return text;
      const decimal = readDecimal(text);
      return decimal === null ? text : plainDecimal(decimal);
    }
    case "phone": {
      const phone = readPhone(text);
      return phone === null ? text : `${phone.digits};${phone.extension}`;
    }
    case "email":
      return foldEmailDomain(text);
    default:
      return text;
  }
}

/** Domain in lower case, the local part as it is. */
export function foldEmailDomain(text: string): string {
  const at = text.lastIndexOf("@");
  return at < 0 ? text : text.slice(0, at) + text.slice(at).toLowerCase();
}
