/** A phone number as digits with country, and its extension apart. */
export interface Phone {
  readonly digits: string;
  readonly extension: string;
  /** Written with + and a country other than 1: without the + it is another number. */
  readonly abroad: boolean;
}

const extensionMark = /(?:[;,]?\s*(?:ext\.?|extension|x|#)|;ext=)\s*:?\s*(\d{1,8})\s*$/iu;

/** No number is longer, however it is written. */
const longest = 200;

/** Reads a number; null where it holds letters other than those of an extension. */
export function readPhone(text: string): Phone | null {
  if (text.length > longest) return null;
  const bare = text.replace(/^tel:/iu, "");
  const mark = extensionMark.exec(bare);
  const main = mark === null ? bare : bare.slice(0, mark.index);
  if (/[^\d\s().+\-/]/u.test(main)) return null;
  const digits = main.replace(/\D/gu, "");
  if (digits.length < 7) return null;
  const country = main.trimStart().startsWith("+");
  return {
    digits: !country && digits.length === 10 ? `1${digits}` : digits,
    extension: mark?.[1] ?? "",
    abroad: country && !digits.startsWith("1"),
  };
}

/** Same number and extension, whatever the punctuation, with or without +1. */
export function samePhone(a: string, b: string): boolean {
  const left = readPhone(a);
  const right = readPhone(b);
  if (left === null || right === null) return false;
  return (
    left.digits === right.digits &&
    left.extension === right.extension &&
    left.abroad === right.abroad
  );
}
