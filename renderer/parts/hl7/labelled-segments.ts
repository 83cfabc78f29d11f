import { cutLine, type RawLine, type RawMark } from "../raw/raw-lines.ts";
import { fieldName } from "./field-names.ts";

export interface LabelledField {
  readonly number: number;
  readonly name: string;
  readonly content: RawLine;
}

/** One line of a message; only fields in which something stands. */
export interface LabelledSegment {
  readonly name: string;
  readonly fields: readonly LabelledField[];
  readonly marked: boolean;
}

const begins = /^\u000b?(MSH|FHS|BHS)/;

/** Whether a message is HL7 v2, by its first letters. */
export function looksHl7(text: string): boolean {
  return begins.test(text);
}

/** Empty fields are left out, the marked one never: that nothing came is what is looked for. */
function isShown({ content }: LabelledField): boolean {
  return content.marked || content.parts.some(({ text }) => text !== "");
}

function segmentOf(
  line: string,
  start: number,
  separator: string,
  marks: readonly RawMark[],
): LabelledSegment {
  const name = line.slice(0, 3);
  const header = begins.test(line);
  let at = start;
  const fields = line.split(separator).flatMap((text, index): LabelledField[] => {
    const from = at;
    at += text.length + separator.length;
    if (index === 0) return [];
    // in a header the separator itself is field 1 (HL7 v2.5.1, 2.14.9)
    const number = header ? index + 1 : index;
    return [{ number, name: fieldName(name, number), content: cutLine(text, from, marks) }];
  });
  const shown = fields.filter(isShown);
  return { name, fields: shown, marked: shown.some(({ content }) => content.marked) };
}

/** An HL7 message line by line and field by field, each with its number and what stands there. */
export function labelledSegments(
  text: string,
  marks: readonly RawMark[],
): readonly LabelledSegment[] {
  const separator = text.charAt(text.search(/MSH|FHS|BHS/) + 3) || "|";
  const ordered = marks.toSorted((a, b) => a.start - b.start);
  const segments: LabelledSegment[] = [];
  let start = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() !== "") segments.push(segmentOf(line, start, separator, ordered));
    start += line.length + (text.startsWith("\r\n", start + line.length) ? 2 : 1);
  }
  return segments;
}
