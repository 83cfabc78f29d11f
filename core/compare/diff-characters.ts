import { diffArrays } from "diff";

import { lengthInCodePoints } from "./forms/text.ts";
import type { DiffSpan } from "./result.ts";

/** More changes than this are shown as replaced as a whole: the exact script would cost too much. */
const editLimit = 400;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

function clusters(text: string): string[] {
  // Plain English text has one code unit per cluster, CR LF apart.
  if (/^[\u0020-\u007E]*$/u.test(text)) return text.split("");
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/**
 * What changed from one text to another, in whole characters as a person sees them. The spans
 * cover both texts from begin to end; offsets count code points.
 */
export function diffCharacters(source: string, target: string): readonly DiffSpan[] {
  const spans: DiffSpan[] = [];
  const at = { source: 0, target: 0 };
  const add: Add = (gone, added) => {
    if (gone === "" && added === "") return;
    const kind =
      gone === added ? "same" : gone === "" ? "added" : added === "" ? "gone" : "changed";
    spans.push({
      kind,
      source: gone,
      target: added,
      sourceStart: at.source,
      targetStart: at.target,
    });
    at.source += lengthInCodePoints(gone);
    at.target += lengthInCodePoints(added);
  };

  if (!addDateParts(source, target, add)) addClusters(clusters(source), clusters(target), add);
  return spans;
}

type Add = (gone: string, added: string) => void;

const startsWithDate = /^\d{4}-\d\d-\d\d(?!\d)/;

/** Two dates of one form number by number: a swapped day and month is no hyphen that moved. */
function addDateParts(source: string, target: string, add: Add): boolean {
  if (!startsWithDate.test(source) || !startsWithDate.test(target)) return false;
  const from = source.match(/\d+|\D+/g) ?? [];
  const to = target.match(/\d+|\D+/g) ?? [];
  if (from.length !== to.length) return false;
  from.forEach((part, at) => add(part, to[at] ?? ""));
  return true;
}

function addClusters(from: readonly string[], to: readonly string[], add: Add): void {
  const shared = Math.min(from.length, to.length);
  let start = 0;
  while (start < shared && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < shared - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  const prefix = from.slice(0, start).join("");
  add(prefix, prefix);
  addMiddle(from.slice(start, from.length - end), to.slice(start, to.length - end), add);
  const suffix = from.slice(from.length - end).join("");
  add(suffix, suffix);
}

function addMiddle(from: string[], to: string[], add: Add): void {
  const changes =
    from.length === 0 || to.length === 0
      ? undefined
      : diffArrays(from, to, { maxEditLength: editLimit });
  if (changes === undefined) {
    add(from.join(""), to.join(""));
    return;
  }
  let gone = "";
  let added = "";
  for (const change of changes) {
    const text = change.value.join("");
    if (change.removed) gone += text;
    else if (change.added) added += text;
    else {
      add(gone, added);
      gone = "";
      added = "";
      add(text, text);
    }
  }
  add(gone, added);
}
