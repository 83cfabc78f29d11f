import { wholeFrom } from "./long-value.ts";

/** Characters of one line of a long value. */
const perLine = 100;

/** Where each line of a long value begins, in UTF-16 offsets; no line tears a character apart. */
export function lineStarts(text: string): readonly number[] {
  const starts: number[] = [];
  for (let at = 0; at < text.length; at = wholeFrom(text, at + perLine)) starts.push(at);
  return starts;
}
