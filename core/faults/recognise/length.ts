import {
  firstCodePoints,
  lengthInBytes,
  lengthInCodePoints,
  withoutEnd,
} from "../../compare/forms/text.ts";
import { isNumber, isText, numberOf } from "./recogniser.ts";
import type { Params, Recogniser } from "./recogniser.ts";

/** What a limit counts beside letters: bytes of UTF-8, or units of UTF-16 as many programs hold texts. */
const measures = { bytes: lengthInBytes, units: (text: string): number => text.length } as const;
type Measure = keyof typeof measures;
const measureNames = ["bytes", "units"] as const;

/** The letters that fit whole. */
function cutTo(text: string, limit: number, measure: Measure): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += measures[measure](character);
    if (used > limit) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function lost(source: string, target: string): string {
  const all = lengthInCodePoints(source);
  const kept = lengthInCodePoints(target);
  return `Cut after ${kept} characters: ${all - kept} of ${all} are gone.`;
}

/** A cut that takes only spaces is TRIM; codes and numbers have classes of their own. */
function canBeCut(source: string, target: string): boolean {
  return target !== "" && source.length > target.length && source.trim() !== target;
}

/** So many letters a mark may have become. */
const longestMark = 3;

/** What stands where the middle was. */
const marks: readonly string[] = ["", "…", "..."];

const caps = ["32767", "65535", "2147483647", "4294967295"];

export const lengthRecognisers: readonly Recogniser[] = [
  {
    id: "TRUNCATE",
    cost: 1.5,
    agree: ["n"],
    applies: (field) => isText(field) && field.form !== "status",
    propose: ({ field, source, target }) => {
      if (!canBeCut(source, target) || !source.startsWith(target)) return [];
      // A number that lost its last digits was rounded, or lost its point.
      if (field.form === "quantity" && /^\D{0,3}\d/u.test(source)) return [];
      const n = lengthInCodePoints(target);
      // The cut may have stood behind any of the spaces that were trimmed then.
      const spaces = /^ {0,40}/u.exec(source.slice(target.length))?.[0].length ?? 0;
      return Array.from({ length: spaces + 1 }, (_, more) => ({ n: n + more }));
    },
    simulate: (params, source, { target }) => {
      const cut = firstCodePoints(source, numberOf(params, "n"));
      return cut === target ? cut : cut.trimEnd();
    },
    why: (_params, source, target) => lost(source, target),
  },
  {
    id: "TRUNCATE-BYTES",
    cost: 1.6,
    agree: measureNames,
    applies: (field) => isText(field) && field.form !== "status",
    propose: ({ source, target }) => {
      const whole = withoutEnd(target, "\uFFFD");
      if (!canBeCut(source, whole) || !source.startsWith(whole)) return [];
      const next = Array.from(source.slice(whole.length))[0] ?? "";
      const letters = lengthInCodePoints(source);
      return measureNames
        .filter((name) => measures[name](source) !== letters)
        .flatMap((name) =>
          Array.from({ length: measures[name](next) }, (_, more) => ({
            [name]: measures[name](whole) + more,
          })),
        );
    },
    simulate: (params, source, { target }) => {
      const measure: Measure = "units" in params ? "units" : "bytes";
      const limit = numberOf(params, measure);
      const cut = cutTo(source, limit, measure);
      const rest = target.slice(cut.length);
      const half = measures[measure](cut) < limit;
      if (half && /^\uFFFD{1,3}$/u.test(rest) && target.startsWith(cut)) return target;
      return cut === target ? cut : cut.trimEnd();
    },
    why: (params, source, target) =>
      "units" in params
        ? `Cut after ${target.length} UTF-16 units (${lengthInCodePoints(target)} characters): letters outside of the usual alphabets count double. ${lengthInCodePoints(source) - lengthInCodePoints(target)} characters are gone.`
        : `Cut after ${lengthInBytes(target)} bytes (${lengthInCodePoints(target)} characters): letters with accents take two bytes or more. ${lengthInCodePoints(source) - lengthInCodePoints(target)} characters are gone.`,
  },
  {
    id: "TRUNCATE-MID",
    cost: 3,
    agree: [],
    puts: marks,
    applies: (field) => isText(field) && !["status", "code", "identifier"].includes(field.form),
    propose: ({ source, target, through }): readonly Params[] => {
      let start = 0;
      while (start < target.length && source[start] === target[start]) start += 1;
      let end = 0;
      while (
        end < target.length - start &&
        source[source.length - 1 - end] === target[target.length - 1 - end]
      ) {
        end += 1;
      }
      const to = source.length - end;
      const made = through === undefined ? marks : marks.flatMap((mark) => [mark, through(mark)]);
      // One letter less is no missing middle, unless a mark stands in the gap, or was lost there.
      const fewest = (bridge: string): number => (bridge !== "" || through?.("…") === "" ? 2 : 4);
      // A mark may look like the letters that stood in its place.
      for (let from = start; from >= Math.max(3, start - longestMark); from--) {
        const bridge = target.slice(from, target.length - end);
        if (end >= 3 && made.includes(bridge) && to - from >= fewest(bridge)) {
          return [{ from, to, bridge }];
        }
      }
      return [];
    },
    simulate: (params, source) =>
      source.slice(0, numberOf(params, "from")) +
      String(params["bridge"] ?? "") +
      source.slice(numberOf(params, "to")),
    why: (params) =>
      `The middle is missing: ${numberOf(params, "to") - numberOf(params, "from")} characters are gone between the beginning and the end.`,
  },
  {
    id: "DIGIT-CLIP",
    cost: 0.9,
    agree: ["cap"],
    applies: (field) => isNumber(field),
    propose: ({ target }) =>
      caps.includes(target) || /^9+$/u.test(target) ? [{ cap: target }] : [],
    // A nine alone is a number like any other.
    dear: ({ cap }) => (cap === "9" ? 0.5 : 0),
    simulate: (params, source) => {
      const cap = String(params["cap"]);
      return /^\d+(?:\.\d+)?$/u.test(source) && Number(source) > Number(cap) ? cap : null;
    },
    why: (params, source) => `The number was capped: ${source} became ${String(params["cap"])}.`,
  },
];
