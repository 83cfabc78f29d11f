import { dice, oneOf, type Dice } from "./dice.ts";

/** What a fuzzed format is made of. */
export interface Grammar {
  /** Whole inputs, which damage starts from. */
  readonly seeds: readonly string[];
  /** Finds the tokens of a seed; what lies between two is a token too. */
  readonly token: RegExp;
  /** What is put in the place of tokens: separators, hostile keys, odd values. */
  readonly hostile: readonly string[];
}

/** Keys and values that have broken programs, whatever the format. */
export const hostileTexts: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "length",
  "",
  "\0",
  "\u0001",
  "\u001c\r",
  "\u000b",
  "\uFEFF",
  "\u2028",
  "\u202E",
  "é",
  "𠮷",
  "\uFFFE",
  "=1+1",
  "-0",
  "1e999",
  "1E-400",
  "99999999999999999999",
  "0.10000000000000000000000000001",
  "2026-02-30",
  "0000-00-00",
  "24:00",
  "%s%n",
  "../../etc/passwd",
  "<!DOCTYPE x>",
];

/** Bytes that are no UTF-8, or only half of it: a lone surrogate, an overlong form, a cut sequence. */
const brokenBytes: readonly (readonly number[])[] = [
  [0xed, 0xa0, 0x80],
  [0xed, 0xb0, 0x80],
  [0xc0, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xc3],
  [0xe2, 0x82],
  [0xf0, 0x9f, 0x98],
  [0xff],
  [0xfe, 0xff],
  [0x00],
  [0x80],
];

/**
 * An endless row of damaged inputs, the same for the same seed: tokens replaced, lost, doubled, moved
 * and taken from another input; bytes cut, flipped and broken; other encodings.
 */
export function* damaged(grammar: Grammar, seed: number): Generator<Uint8Array, never> {
  const roll = dice(seed);
  const tokens = grammar.seeds.map((text) => tokensOf(text, grammar.token));
  const hostile = [...grammar.hostile, ...hostileTexts];
  for (;;) {
    const list = [...oneOf(roll, tokens)];
    for (let i = roll(6); i > 0; i--) damageTokens(list, tokens, hostile, roll);
    const bytes = encode(list.join(""), roll);
    yield roll(3) === 0 ? damageBytes(bytes, roll) : bytes;
  }
}

function tokensOf(text: string, token: RegExp): readonly string[] {
  const list: string[] = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(token)) {
    if (index > from) list.push(text.slice(from, index));
    list.push(found);
    from = index + found.length;
  }
  if (from < text.length) list.push(text.slice(from));
  return list;
}

function damageTokens(
  list: string[],
  others: readonly (readonly string[])[],
  hostile: readonly string[],
  roll: Dice,
): void {
  const at = roll(list.length + 1);
  const some = 1 + roll(8);
  switch (roll(7)) {
    case 0:
      list.splice(at, 1, oneOf(roll, hostile));
      return;
    case 1:
      list.splice(at, 0, oneOf(roll, hostile));
      return;
    case 2:
      list.splice(at, some);
      return;
    case 3:
      list.splice(roll(list.length + 1), 0, ...list.slice(at, at + some));
      return;
    case 4:
      list.splice(roll(list.length + 1), 0, ...list.splice(at, some));
      return;
    case 5: {
      const other = oneOf(roll, others);
      const from = roll(other.length);
      list.splice(at, roll(4), ...other.slice(from, from + some));
      return;
    }
    default:
      // Nested and repeated: one token many times.
      list.splice(at, 0, oneOf(roll, list.length > 0 ? list : hostile).repeat(2 + roll(40)));
  }
}

function encode(text: string, roll: Dice): Uint8Array {
  const utf8 = new TextEncoder().encode(text);
  switch (roll(40)) {
    case 0:
      return Uint8Array.from([...text].flatMap((one) => [one.charCodeAt(0) & 0xff, 0]));
    case 1:
      return Uint8Array.from([0xfe, 0xff, ...[...text].flatMap((one) => [0, one.charCodeAt(0)])]);
    case 2:
      // Latin-1 where UTF-8 is said.
      return Uint8Array.from([...text], (one) => one.charCodeAt(0));
    case 3:
      return Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8]);
    case 4:
      // Encoded twice.
      return new TextEncoder().encode(String.fromCharCode(...utf8));
    default:
      return utf8;
  }
}

function damageBytes(bytes: Uint8Array, roll: Dice): Uint8Array {
  const list = [...bytes];
  for (let i = roll(8); i >= 0; i--) {
    const at = roll(list.length + 1);
    switch (roll(5)) {
      case 0:
        if (at < list.length) list[at] = (list[at] ?? 0) ^ (1 << roll(8));
        break;
      case 1:
        list.splice(at, roll(2), roll(256));
        break;
      case 2:
        list.splice(at, roll(3), ...oneOf(roll, brokenBytes));
        break;
      case 3:
        list.length = at;
        break;
      default:
        list.splice(0, roll(at + 1));
    }
  }
  return Uint8Array.from(list);
}
