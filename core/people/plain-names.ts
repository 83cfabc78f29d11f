import type { Draw } from "./draw.ts";
import { nameSource } from "./locales.ts";

export type RecordedSex = "female" | "male";

/**
 * A list name in plain letters, 3 to 10 of them. Base people carry no accents, hyphens or
 * apostrophes in any locale: such dirt comes from mess operators alone, so that a control is clean.
 */
export function plainFamilyName(locale: string, sex: RecordedSex, draw: Draw): string {
  return plain(() => nameSource(locale).use(draw).person.lastName(sex), draw, spareFamilies);
}

/** As `plainFamilyName`, for a first name of the recorded sex. */
export function plainGivenName(locale: string, sex: RecordedSex, draw: Draw): string {
  return plain(() => nameSource(locale).use(draw).person.firstName(sex), draw, spareGivens[sex]);
}

/** A name with its sentinel written into its letters: one word, at most 20 letters. */
export function withToken(name: string, token: string): string {
  if (name.length + token.length <= 20) return name + token;
  return token.charAt(0).toUpperCase() + token.slice(1);
}

function plain(next: () => string, draw: Draw, spare: readonly string[]): string {
  for (let tries = 0; tries < 40; tries++) {
    const word = (next().split(/[\s'’-]/)[0] ?? "").normalize("NFD").replace(/\p{M}/gu, "");
    if (/^[A-Z][a-z]{2,9}$/.test(word) && !blursToken(word) && !reserved.has(word)) return word;
  }
  return draw.pick(spare);
}

/** A name that ends like a token's beginning would make two readings of the token behind it. */
function blursToken(word: string): boolean {
  return /[bcdfghjklmnprstvwxz][aeu]$/i.test(word);
}

/** Words that a system may take for "nothing here": they belong to an operator. */
const reserved: ReadonlySet<string> = new Set(["Null", "None", "Nan", "True", "False", "Test"]);

const spareFamilies = [
  "Ortiz",
  "Walker",
  "Bennett",
  "Morris",
  "Fisher",
  "Grant",
  "Palmer",
  "Kaplan",
];
const spareGivens: Readonly<Record<RecordedSex, readonly string[]>> = {
  female: ["Ellen", "Karen", "Judith", "Carol", "Helen", "Maria"],
  male: ["Robert", "Carlos", "Martin", "Victor", "Edwin", "Thomas"],
};
