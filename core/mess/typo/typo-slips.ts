import { change } from "../operator.ts";
import type { FirstRecord, TwoSpellings } from "../second-record.ts";

/** A change of the letters of a list name, null where it has none that could slip. */
export type Slip = (name: string, variant: number) => string | null;

/** Row by row the neighbours of a letter on a QWERTY keyboard, to the left or the right. */
const keyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Positions at which a slip may stand: not the last two letters, which would blur the token behind. */
function place(name: string, variant: number): number | null {
  const most = name.length - 3;
  if (most < 0) return null;
  return most === 0 ? 0 : 1 + (variant % most);
}

function replaceAt(name: string, at: number, letters: string): string {
  return name.slice(0, at) + letters + name.slice(at + 1);
}

/** One letter becomes its neighbour on the keyboard. */
export const neighbourKey: Slip = (name, variant) => {
  const at = place(name, variant);
  if (at === null) return null;
  const letter = name.charAt(at);
  const row = keyRows.find((keys) => keys.includes(letter.toLowerCase()));
  if (row === undefined) return null;
  const here = row.indexOf(letter.toLowerCase());
  const other = row.charAt(here + 1) || row.charAt(here - 1);
  return replaceAt(name, at, letter === letter.toLowerCase() ? other : other.toUpperCase());
};

/** One letter is missing. */
export const lostLetter: Slip = (name, variant) => {
  const at = place(name, variant);
  return at === null || name.length < 4 ? null : replaceAt(name, Math.max(1, at), "");
};

/** One letter is typed twice. */
export const doubledLetter: Slip = (name, variant) => {
  const at = place(name, variant);
  return at === null ? null : replaceAt(name, at, name.charAt(at) + name.charAt(at).toLowerCase());
};

/** Two letters that differ stand in each other's place. */
export const swappedLetters: Slip = (name) => {
  for (let at = 1; at + 1 <= name.length - 3; at++) {
    const [one, two] = [name.charAt(at), name.charAt(at + 1)];
    if (one !== two) return name.slice(0, at) + two + one + name.slice(at + 2);
  }
  return null;
};

/** The first of some spellings that the name holds, in another spelling. */
export function respelt(pairs: readonly (readonly [RegExp, string])[]): Slip {
  return (name) => {
    const front = name.slice(0, -2);
    const pair = pairs.find(([written]) => written.test(front));
    return pair === undefined ? null : front.replace(pair[0], pair[1]) + name.slice(-2);
  };
}

/** A name of a list, and how somebody else wrote it. */
export type SpeltTwice = readonly [clean: string, messy: string];

/** The first record has a name with its sentinel behind, the second one another spelling of it. */
export function speltTwice(
  { making }: FirstRecord,
  field: string,
  [clean, messy]: SpeltTwice,
): TwoSpellings {
  const token = making.token(field);
  return {
    first: [change(field, "", clean + token)],
    second: [change(field, "", messy + token)],
  };
}

/**
 * Lets a slip act on the list name of a first or last name; the sentinel behind it stays whole. A
 * name that cannot slip gives way to one of the pairs.
 */
export function slipOfName(
  first: FirstRecord,
  slip: Slip,
  instead: readonly SpeltTwice[],
): TwoSpellings {
  const field = first.target;
  const token = first.making.token(field);
  const text = first.text(field) ?? "";
  const name = text.endsWith(token) ? text.slice(0, -token.length) : "";
  const slipped = slip(name, first.variant);
  const pair = instead[first.variant % instead.length];
  return speltTwice(first, field, slipped === null && pair ? pair : [name, slipped ?? name]);
}

/** Lets a slip act on the last word of a street line (`Street`, `Avenue`). */
export function slipOfStreet(first: FirstRecord, slip: Slip): TwoSpellings {
  const line = first.text(first.target) ?? "";
  const at = line.lastIndexOf(" ") + 1;
  const word = slip(line.slice(at), first.variant) ?? line.slice(at);
  return writtenTwice(first.target, line, line.slice(0, at) + word);
}

/** A value as it stands, and another one in its place. */
export function writtenTwice(field: string, clean: string, messy: string): TwoSpellings {
  return { first: [change(field, "", clean)], second: [change(field, "", messy)] };
}

/** Swaps the last two neighbouring digits that differ, before the end of the text. */
export function swapDigits(text: string): string {
  for (let at = text.length - 2; at >= 0; at--) {
    const [one, two] = [text.charAt(at), text.charAt(at + 1)];
    if (/\d/.test(one) && /\d/.test(two) && one !== two)
      return text.slice(0, at) + two + one + text.slice(at + 2);
  }
  return text;
}

/** Another digit at one place. */
export function otherDigit(text: string, at: number, step: number): string {
  const digit = (Number(text.charAt(at)) + step) % 10;
  return text.slice(0, at) + String(digit) + text.slice(at + 1);
}
