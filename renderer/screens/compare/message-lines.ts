/** A stretch of a message's line; `marked` is the place of a value. */
export interface LinePart {
  readonly text: string;
  readonly marked: boolean;
}

export interface MessageLine {
  readonly parts: readonly LinePart[];
  readonly marked: boolean;
}

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

function cutLine(text: string, start: number, marks: readonly TextRange[]): MessageLine {
  const end = start + text.length;
  const parts: LinePart[] = [];
  let at = start;
  for (const mark of marks) {
    const from = Math.max(mark.start, at);
    const to = Math.min(mark.end, end);
    if (to <= from) continue;
    if (from > at) parts.push({ text: text.slice(at - start, from - start), marked: false });
    parts.push({ text: text.slice(from - start, to - start), marked: true });
    at = to;
  }
  if (at < end || parts.length === 0) parts.push({ text: text.slice(at - start), marked: false });
  return { parts, marked: parts.some((part) => part.marked) };
}

/** A message cut into lines, with the marked places (UTF-16 offsets) as parts of their own. */
export function messageLines(text: string, marks: readonly TextRange[]): readonly MessageLine[] {
  const ordered = marks.toSorted((a, b) => a.start - b.start);
  const lines: MessageLine[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    lines.push(cutLine(line, start, ordered));
    start += line.length + 1;
  }
  return lines;
}

/** The text of a JSON string without its quotes, else the text as it is. */
export function unquoted(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
