/** How lines of a format end: JSON by a line feed, HL7 segments by a carriage return, CSV by both. */
export type LineEnd = "\n" | "\r" | "\r\n";

export interface MarkedPart {
  readonly text: string;
  /** Index of the planted value that stands here. */
  readonly mark: number | null;
}

export interface RawLine {
  readonly parts: readonly MarkedPart[];
  readonly marked: boolean;
  /** Characters behind what is drawn. */
  readonly hidden: number;
}

export interface RawMark {
  readonly start: number;
  readonly end: number;
  readonly planted: number;
}

/** More of one line is not drawn; copying and saving give all of it. */
const longestLine = 6000;

/** A message cut into lines, with the places of planted values (UTF-16 offsets) as parts of their own. */
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
  const shown = line.length > longestLine ? line.slice(0, longestLine) : line;
  const end = start + shown.length;
  const parts: MarkedPart[] = [];
  let at = start;
  for (const mark of marks) {
    const from = Math.max(mark.start, at);
    const to = Math.min(mark.end, end);
    if (to <= from) continue;
    if (from > at) parts.push({ text: shown.slice(at - start, from - start), mark: null });
    parts.push({ text: shown.slice(from - start, to - start), mark: mark.planted });
    at = to;
  }
  if (at < end) parts.push({ text: shown.slice(at - start), mark: null });
  return {
    parts,
    marked: parts.some((part) => part.mark !== null),
    hidden: line.length - shown.length,
  };
}
