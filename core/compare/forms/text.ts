/** Ordinary spaces collapsed and trimmed; nothing else is touched. */
export function collapseSpaces(text: string): string {
  return withoutEnd(text.replace(/ {2,}/gu, " "), " ").replace(/^ /u, "");
}

/**
 * The text without the run of one letter at its end. A pattern such as / +$/ looks at every run of
 * spaces from each of its places, which takes minutes on a megabyte of them.
 */
export function withoutEnd(text: string, letter: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === letter) end -= 1;
  return text.slice(0, end);
}

const space = /\p{White_Space}/u;

/**
 * The text without white space at its ends, or at one of them. White space as Unicode has it: a
 * byte-order mark, which the platform's `trim` takes as well, is a hidden character and no space.
 */
export function trimSpaces(text: string, only?: "start" | "end"): string {
  let [start, end] = [0, text.length];
  if (only !== "end") while (start < end && space.test(text[start] ?? "")) start += 1;
  if (only !== "start") while (end > start && space.test(text[end - 1] ?? "")) end -= 1;
  return text.slice(start, end);
}

/** CR, CR LF and HL7 `\.br\` as LF; spaces at the end of lines gone. */
export function foldNewlines(text: string): string {
  const lines = text.replace(/\r\n?|\\\.br\\/gu, "\n");
  if (!lines.includes(" \n") && !lines.endsWith(" ")) return lines;
  return lines
    .split("\n")
    .map((line) => withoutEnd(line, " "))
    .join("\n");
}

const joiningScripts =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}]/u;

/** Hidden characters that AT-06 may remove. U+200C and U+200D stay inside scripts that join letters. */
export function dropInvisible(text: string): string {
  return text.replace(/[\u200B\uFEFF\u00AD]/gu, "");
}

/** Every hidden format character removed; never inside words of joining scripts. */
export function dropFormatCharacters(text: string): string {
  const keepJoiners = joiningScripts.test(text);
  return text.replace(/\p{Cf}/gu, (character) =>
    keepJoiners && (character === "\u200C" || character === "\u200D") ? character : "",
  );
}

export function noBreakToSpace(text: string): string {
  return text.replace(/[\u00A0\u202F]/gu, " ");
}

export function lengthInCodePoints(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Bytes that the text takes in UTF-8. */
export function lengthInBytes(text: string): number {
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}

/** The first `count` code points. */
export function firstCodePoints(text: string, count: number): string {
  let end = 0;
  let taken = 0;
  for (const character of text) {
    if (taken === count) break;
    end += character.length;
    taken += 1;
  }
  return text.slice(0, end);
}
