/** How lines of a format end: JSON by a line feed, HL7 segments by a carriage return, CSV by both. */
export type LineEnd = "\n" | "\r" | "\r\n";

export interface MarkedPart {
  readonly text: string;
  /** Which of the marks it is; null where nothing is marked. */
  readonly of: number | null;
}

export interface RawLine {
  readonly parts: readonly MarkedPart[];
  readonly marked: boolean;
  /** Characters before and behind what is drawn. */
  readonly before: number;
  readonly hidden: number;
}

/** A place in a message, in UTF-16 offsets; `of` says what stands there. */
export interface RawMark {
  readonly start: number;
  readonly end: number;
  readonly of: number;
}

/** More of one line is not drawn; copying and saving give all of it. */
const longestLine = 6000;
/** So much stays before a mark that stands far into a long line. */
const lead = 200;

/** A message cut into lines, with the marked places as parts of their own. */
export function rawLines(
  text: string,
  marks: readonly RawMark[],
  lineEnd: LineEnd,
): readonly RawLine[] {
  const ordered = marks.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const lines = text.split(lineEnd);
  // What stands behind the last end is no line of its own.
  if (lines.at(-1) === "") lines.pop();
  let start = 0;
  return lines.map((line) => {
    const cut = cutLine(line, start, ordered);
    start += line.length + lineEnd.length;
    return cut;
  });
}

/** One line, or a cell of one; `start` is its place in the message. `marks` in the order of their places. */
export function cutLine(line: string, start: number, marks: readonly RawMark[]): RawLine {
  const before = windowStart(line, start, marks);
  const shown = line.slice(before, before + longestLine);
  const from = start + before;
  const end = from + shown.length;
  const parts: MarkedPart[] = [];
  let at = from;
  for (const mark of marks) {
    const begins = Math.max(mark.start, at);
    const ends = Math.min(mark.end, end);
    if (ends <= begins) continue;
    if (begins > at) parts.push({ text: shown.slice(at - from, begins - from), of: null });
    parts.push({ text: shown.slice(begins - from, ends - from), of: mark.of });
    at = ends;
  }
  if (at < end) parts.push({ text: shown.slice(at - from), of: null });
  return {
    parts,
    marked: parts.some((part) => part.of !== null),
    before,
    hidden: line.length - before - shown.length,
  };
}

/** A line that is too long is drawn from its begin, or from shortly before its first mark. */
function windowStart(line: string, start: number, marks: readonly RawMark[]): number {
  if (line.length <= longestLine) return 0;
  const first = marks.find((mark) => mark.end > start && mark.start < start + line.length);
  if (first === undefined || first.start - start < longestLine - lead) return 0;
  return first.start - start - lead;
}

/** The text of a JSON string without its quotes, else the text as it is. */
export function unquoted(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
