import {
  dropFormatCharacters,
  foldNewlines,
  noBreakToSpace,
  trimSpaces,
  withoutEnd,
} from "../../compare/forms/text.ts";
import { isText, quoted } from "./recogniser.ts";
import type { Params, Recogniser } from "./recogniser.ts";

/** Vertical tabs, form feeds and the like are control characters: they are hidden, not spaces. */
const seenSpace = /(?![\u000B\u000C\u0085])\p{White_Space}/gu;

function withoutSpaces(text: string): string {
  return text.replace(seenSpace, "");
}

/** Format characters, and control characters that are no line ends; a zero byte is half of a wide letter. */
const hidden = /[\p{Cf}\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/u;

/** Whether a text is the other one with hidden characters put in, or no-break spaces for spaces. */
function isVeiled(bare: string, veiled: string): boolean {
  let at = 0;
  for (const each of veiled) {
    if (bare.startsWith(each, at)) at += each.length;
    else if (bare[at] === " " && noBreakToSpace(each) === " ") at += 1;
    else if (!hidden.test(each)) return false;
  }
  return at === bare.length;
}

/** Hidden signs that programs put in: zero-width space, byte-order mark, soft hyphen, left to right. */
const usualSigns: readonly string[] = ["\u200B", "\uFEFF", "\u00AD", "\u200E"];

/** What anybody may have typed tells of no hidden sign. */
const ordinary = /^[\p{L}\p{N}\p{Pd} .,'/]$/u;

/** Where one of them was put in before another fault made something that can be seen of it. */
function putIn(source: string, target: string, through: (text: string) => string): Params | null {
  const more = target.length - source.length;
  if (more <= 0) return null;
  let same = 0;
  while (same < source.length && source[same] === target[same]) same += 1;
  for (const hiddenSign of usualSigns) {
    const sign = through(hiddenSign);
    if (sign.length !== more || sign === hiddenSign || ordinary.test(sign)) continue;
    for (let at = same; at >= Math.max(0, same - more); at--) {
      if (source.slice(0, at) + sign + source.slice(at) === target) return { sign, at, kinds: 1 };
    }
  }
  return null;
}

function spacesAtEnds(text: string): number {
  return text.length - trimSpaces(text).length;
}

const spaceModes: Readonly<Record<string, (text: string) => string>> = {
  collapsed: (text) => text.replace(/ {2,}/gu, " "),
  removed: withoutSpaces,
  "no-break to space": noBreakToSpace,
};

/** What stands where a line ended. */
const lineEnds: readonly Params[] = ["nothing", "space", "\\n", ".br", "\\.br\\"].map((put) => ({
  put,
}));

/** So many spaces get to the ends of a value by a slip. */
const mostAdded = 3;

/** What cannot be seen: spaces, hidden characters and line ends (faults.md 4.2). */
export const spaceRecognisers: readonly Recogniser[] = [
  {
    id: "INVISIBLE-DROP",
    cost: 0.6,
    agree: [],
    applies: isText,
    propose: ({ source }) =>
      /[\p{Cf}\u00A0\u202F]/u.test(source) ? [{ mode: "hidden" }, { mode: "all" }] : [],
    simulate: ({ mode }, source) => {
      const bare = dropFormatCharacters(source);
      return mode === "all" ? noBreakToSpace(bare) : bare;
    },
    first: [{ mode: "all" }],
    why: () => "A hidden character was removed.",
  },
  {
    id: "INVISIBLE-ADD",
    cost: 0.8,
    agree: [],
    applies: isText,
    propose: ({ source, target, through }) => {
      const put = through === undefined ? null : putIn(source, target, through);
      if (put !== null) return [put];
      const signs = new Set(target.match(/[\p{Cf}\p{Cc}\u00A0\u202F]/gu) ?? []);
      if (signs.size === 0) return [];
      for (const each of source) signs.delete(each);
      return [{ kinds: Math.max(1, signs.size) }];
    },
    puts: usualSigns,
    // Signs of several kinds are less usual than one that was put in, or than what became of it.
    dear: ({ kinds, sign }) => (Number(kinds) - 1) * 0.4 + (sign === undefined ? 0 : 0.2),
    simulate: ({ sign, at }, source, { target }) => {
      if (sign === undefined) return isVeiled(source, target) ? target : null;
      return source.slice(0, Number(at)) + String(sign) + source.slice(Number(at));
    },
    undo: (target) =>
      Array.from(noBreakToSpace(target))
        .filter((each) => !hidden.test(each))
        .join(""),
    why: () => "A hidden character was added.",
  },
  {
    id: "TRIM",
    cost: 0.5,
    agree: [],
    applies: isText,
    propose: ({ source, target }) => {
      if (trimSpaces(source) !== trimSpaces(target)) return [];
      // Many spaces behind a value fill a field up (PAD).
      if (target.length > source.length + mostAdded) return [];
      return target.length > source.length
        ? [{ end: "added" }]
        : [{ end: "both" }, { end: "start" }, { end: "end" }];
    },
    // Several spaces behind a value may fill a field up as well.
    dear: ({ end }) => (end === "added" ? 0.3 : 0),
    simulate: ({ end }, source, { target }) => {
      if (end === "added") return trimSpaces(source) === trimSpaces(target) ? target : null;
      return trimSpaces(source, end === "both" ? undefined : end === "start" ? "start" : "end");
    },
    first: [{ end: "both" }],
    why: (_params, source, target) =>
      target.length < source.length
        ? "Spaces at the ends are gone."
        : "Spaces were added at the ends.",
  },
  {
    id: "SPACE",
    cost: 0.7,
    agree: ["mode"],
    applies: isText,
    propose: ({ source, target }) => {
      if (
        withoutSpaces(source) !== withoutSpaces(target) ||
        trimSpaces(source) === trimSpaces(target)
      ) {
        return [];
      }
      if (/[\r\n]/u.test(source) && !/[\r\n]/u.test(target)) return [];
      const modes = Object.keys(spaceModes).map((mode) => ({ mode }));
      // Spaces that were added at the ends are no spaces inside.
      const [before, after] = [spacesAtEnds(source), spacesAtEnds(target)];
      return after > before ? modes : [...modes, { mode: "changed" }];
    },
    simulate: ({ mode }, source, { target }) =>
      mode === "changed" ? target : (spaceModes[String(mode)]?.(source) ?? null),
    first: Object.keys(spaceModes).map((mode) => ({ mode })),
    why: (_params, source, target) =>
      `Spaces inside changed: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "PAD",
    cost: 0.5,
    agree: ["width"],
    applies: isText,
    propose: ({ source, target }) =>
      target.length > source.length && withoutEnd(target, " ") === source
        ? [{ width: target.length, added: target.length - source.length }]
        : [],
    // One space behind a value is no filling, unless others are filled to the same width.
    dear: ({ added }) => (added === 1 ? 0.5 : 0),
    simulate: ({ width }, source) => source.padEnd(Number(width)),
    undo: (target) => withoutEnd(target, " "),
    why: ({ width }) => `Filled up with blanks to ${String(width)} characters.`,
  },
  {
    id: "NEWLINE-LOSS",
    cost: 0.8,
    agree: ["put"],
    applies: isText,
    propose: ({ source }) => (/[\r\n]/u.test(source) ? lineEnds : []),
    simulate: ({ put }, source) =>
      foldNewlines(source).replaceAll(
        "\n",
        put === "nothing" ? "" : put === "space" ? " " : String(put),
      ),
    first: lineEnds,
    why: () => "Lines run together: the line ends are gone.",
  },
];
