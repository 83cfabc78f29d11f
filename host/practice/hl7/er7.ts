/** One segment: fields by number (from 1), each with repetitions, components and subcomponents. */
export interface Segment {
  readonly id: string;
  readonly fields: string[][][][];
}

/** The delimiters that this interface writes (HL7 v2.5.1, 2.5.4). */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

export const usual: Delimiters = {
  field: "|",
  component: "^",
  repetition: "~",
  escape: "\\",
  subcomponent: "&",
};

/** A message whose header cannot be read; the sentence goes into ERR-8. */
export class UnreadableMessage extends Error {}

/** Where a value stands: field, repetition, component, subcomponent; all but the repetition count from 1. */
export interface Address {
  readonly field: number;
  readonly repetition: number;
  readonly component: number;
  readonly subcomponent: number;
}

export function textAt(segment: Segment, at: Address): string {
  const component = segment.fields[at.field]?.[at.repetition]?.[at.component - 1];
  return component?.[at.subcomponent - 1] ?? "";
}

/** Writes a text at an address, with empty neighbours before it. */
export function putText(segment: Segment, at: Address, text: string): void {
  const field = grown(segment.fields, at.field, (): string[][][] => []);
  const repetition = grown(field, at.repetition, (): string[][] => []);
  const component = grown(repetition, at.component - 1, (): string[] => []);
  grown(component, at.subcomponent - 1, () => "");
  component[at.subcomponent - 1] = text;
}

function grown<T>(list: T[], index: number, make: () => T): T {
  while (list.length <= index) list.push(make());
  return list[index] ?? make();
}

/** A segment from plain texts, one for each field. */
export function segmentOf(id: string, ...fields: readonly string[]): Segment {
  const segment: Segment = { id, fields: [[]] };
  fields.forEach((text, index) => {
    if (text !== "") {
      putText(segment, { field: index + 1, repetition: 0, component: 1, subcomponent: 1 }, text);
    }
  });
  return segment;
}

/** How texts are written into a message. */
export type Escape = (text: string) => string;

/** Writes segments, each ended by CR (2.5.1, 2.3). The header's first two fields are its delimiters. */
export function writeEr7(segments: readonly Segment[], escape: Escape): string {
  const { field, component, repetition, subcomponent } = usual;
  return segments
    .map(({ id, fields }) => {
      const texts = fields
        .slice(1)
        .map((repetitions) =>
          repetitions
            .map((components) =>
              components.map((subs) => subs.map(escape).join(subcomponent)).join(component),
            )
            .join(repetition),
        );
      const rest = id === "MSH" ? [marks(), ...texts.slice(2)] : texts;
      return `${[id, ...rest].join(field)}\r`;
    })
    .join("");
}

function marks(): string {
  return usual.component + usual.repetition + usual.escape + usual.subcomponent;
}

export type Unescape = (text: string, marks: Delimiters) => string;

/** Splits a message by the delimiters of its own header. Throws UnreadableMessage. */
export function parseEr7(text: string, unescape: Unescape): Segment[] {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line !== "");
  const delimiters = delimitersOf(lines[0] ?? "");
  return lines.map((line) => parseSegment(line, delimiters, unescape));
}

function delimitersOf(header: string): Delimiters {
  const [field, component, repetition, escape, subcomponent] = header.slice(3, 8);
  if (!header.startsWith("MSH") || !field || !component || !repetition || !escape) {
    throw new UnreadableMessage("The message does not begin with a header segment.");
  }
  return { field, component, repetition, escape, subcomponent: subcomponent ?? "&" };
}

function parseSegment(line: string, marksOf: Delimiters, unescape: Unescape): Segment {
  const [id = "", ...fields] = line.split(marksOf.field);
  const read = (text: string): string[][][] =>
    text
      .split(marksOf.repetition)
      .map((repetition) =>
        repetition
          .split(marksOf.component)
          .map((component) =>
            component.split(marksOf.subcomponent).map((sub) => unescape(sub, marksOf)),
          ),
      );
  if (id !== "MSH") return { id, fields: [[], ...fields.map(read)] };
  const [encoding = "", ...rest] = fields;
  return { id, fields: [[], [[[marksOf.field]]], [[[encoding]]], ...rest.map(read)] };
}
