import { createRequire } from "node:module";
import { join } from "node:path";
import type { PlainMessage, PlainSegment } from "../../core/hl7/write-plain.ts";

/** Another's library: reads all values of a message, and writes one from values. */
export interface Hl7Peer {
  readonly name: string;
  /** What it does not do, which ours does. */
  readonly leaves: string;
  /** How many values it found. */
  readonly read: (text: string) => number;
  readonly write: (message: PlainMessage) => string;
}

// Set up by the bench alone, in a folder of its own with its own lockfile. Their types stay with
// them: what is used of each is written down here, as its documentation has it.
const require = createRequire(join(import.meta.dirname, "peers", "package.json"));

export function hl7Peers(): readonly Hl7Peer[] {
  return [medplum(), hl7Standard(), simpleHl7(), hl7v2(), nodeHl7Client()];
}

/** Splits where a value is asked for; leaves escapes and subcomponents to its user, both ways. */
function medplum(): Hl7Peer {
  const { Hl7Message, Hl7Segment, Hl7Field, Hl7Context } = require("@medplum/core") as {
    Hl7Message: {
      new (segments: object[]): { toString(): string };
      parse(text: string): { segments: { fields: { components: string[][] }[] }[] };
    };
    Hl7Segment: new (fields: object[], context: object) => object;
    Hl7Field: new (components: string[][], context: object) => object;
    Hl7Context: new () => object;
  };
  return {
    name: "@medplum/core",
    leaves: "without escapes and subcomponents",
    read: (text) =>
      Hl7Message.parse(text).segments.reduce(
        (sum, { fields }) =>
          fields.reduce((all, { components }) => all + filled(components.flat()), sum),
        0,
      ),
    write(message) {
      const context = new Hl7Context();
      const field = (components: string[][]): object => new Hl7Field(components, context);
      const segments = message.map(({ name, fields }) => {
        const head = name === "MSH" ? [field([["MSH"]]), field([["^~\\&"]])] : [field([[name]])];
        const rest = fields.map((repetitions) =>
          field(repetitions.map((components) => components.map((one) => one.join("&")))),
        );
        return new Hl7Segment([...head, ...rest], context);
      });
      return new Hl7Message(segments).toString();
    },
  };
}

/** Makes an object with a key for each place; leaves escapes to its user. */
function hl7Standard(): Hl7Peer {
  type Data = string | readonly Data[] | { readonly [key: string]: Data };
  const Standard = require("hl7-standard") as new (text?: string) => {
    readonly transformed: Readonly<Record<string, readonly { readonly data: Data }[]>>;
    transform(): void;
    createSegment(name: string): { set(place: string, value: unknown): void };
    build(): string;
  };
  const count = (data: Data): number =>
    typeof data === "string"
      ? filled([data])
      : Object.values(data).reduce<number>((sum, one) => sum + count(one), 0);
  return {
    name: "hl7-standard",
    leaves: "without escapes, with other line ends and a field more",
    read(text) {
      const message = new Standard(text);
      message.transform();
      return Object.values(message.transformed)
        .flat()
        .reduce((sum, { data }) => sum + count(data), 0);
    },
    write(message) {
      const made = new Standard();
      for (const { name, fields } of message) {
        const segment = made.createSegment(name);
        const from = name === "MSH" ? 3 : 1;
        if (from === 3) segment.set("MSH.2", "^~\\&");
        for (const [f, repetitions] of fields.entries()) {
          const place = `${name}.${f + from}`;
          const parts = repetitions.map((components) =>
            Object.fromEntries(
              components.map((one, c) => [
                `${place}.${c + 1}`,
                one.length > 1 ? one : (one[0] ?? ""),
              ]),
            ),
          );
          const [only] = parts;
          segment.set(place, parts.length > 1 ? parts : (only ?? ""));
        }
      }
      return made.build();
    },
  };
}

/** Splits everything at once; leaves escapes to its user. */
function simpleHl7(): Hl7Peer {
  interface Tree {
    readonly fields: readonly { value: readonly (readonly { value: readonly string[] }[])[] }[];
  }
  const { Parser, Message, Field } = require("simple-hl7") as {
    Parser: new () => { parse(text: string): { header: Tree; segments: readonly Tree[] } };
    Message: new () => {
      readonly header: { readonly fields: unknown[] };
      addSegment(name: string): { readonly fields: unknown[] };
      toString(): string;
    };
    Field: new (...repetitions: unknown[]) => object;
  };
  return {
    name: "simple-hl7",
    leaves: "without escapes",
    read(text) {
      const { header, segments } = new Parser().parse(text);
      return [header, ...segments].reduce(
        (sum, { fields }) =>
          sum + filled(fields.flatMap(({ value }) => value.flat().flatMap((one) => one.value))),
        0,
      );
    },
    write([header, ...segments]) {
      const message = new Message();
      const put = (fields: unknown[], own: PlainSegment["fields"]): void => {
        for (const repetitions of own) {
          const parts = repetitions.map((components) =>
            components.map((one) => (one.length > 1 ? one : (one[0] ?? ""))),
          );
          // It takes each repetition as an argument of its own.
          fields.push(new Field(...(parts.length === 0 ? [""] : parts)));
        }
      };
      put(message.header.fields, header?.fields ?? []);
      for (const { name, fields } of segments) put(message.addSegment(name).fields, fields);
      return message.toString();
    },
  };
}

/** Knows the standard's data types; escapes and unescapes. */
function hl7v2(): Hl7Peer {
  interface Leaf {
    value: unknown;
  }
  interface Repetition {
    readonly components: readonly (
      { readonly subComponents: readonly (Leaf | undefined)[] } | undefined
    )[];
    comp(n: number): { setValue(value: string): void };
  }
  interface Field {
    readonly repetitions: readonly Repetition[];
    rep(n: number): Repetition;
  }
  const { HL7Message } = require("hl7v2") as {
    HL7Message: {
      new (version: string): {
        addSegment(name: string): { field(n: number): Field };
        getSegment(name: string): { field(n: number): Field } | undefined;
        toHL7String(): string;
      };
      parse(text: string): { segments: readonly { fields: readonly (Field | undefined)[] }[] };
    };
  };
  return {
    name: "hl7v2",
    leaves: "which rewrites what its dictionary does not know",
    read: (text) =>
      HL7Message.parse(text).segments.reduce((sum, { fields }) => {
        const repetitions = fields.flatMap((field) => field?.repetitions ?? []);
        const components = repetitions.flatMap((one) => one.components);
        const leaves = components.flatMap((one) => one?.subComponents ?? []);
        return sum + leaves.filter((leaf) => (leaf?.value ?? "") !== "").length;
      }, 0),
    write(message) {
      const made = new HL7Message("2.5.1");
      for (const { name, fields } of message) {
        const from = name === "MSH" ? 3 : 1;
        const segment =
          (name === "MSH" ? made.getSegment("MSH") : undefined) ?? made.addSegment(name);
        for (const [f, repetitions] of fields.entries()) {
          const field = segment.field(f + from);
          for (const [r, components] of repetitions.entries()) {
            const repetition = field.rep(r);
            for (const [c, one] of components.entries()) {
              const component = repetition.comp(c + 1);
              for (const [s, text] of one.entries()) {
                // It throws where its dictionary knows no subcomponents.
                if (text !== "" && s === 0) component.setValue(text);
              }
            }
          }
        }
      }
      return made.toHL7String();
    },
  };
}

/** Splits where a value is asked for; unescapes, and escapes what is set. */
function nodeHl7Client(): Hl7Peer {
  interface Writable {
    /** The part at an index or place; with a value, puts it there. */
    set(at: number | string, value?: string): Writable;
  }
  interface Node {
    readonly children: readonly Node[];
    toString(): string;
  }
  const { Message } = require("node-hl7-client") as {
    Message: new (options: { text: string }) => Node & {
      addSegment(name: string): Writable;
    };
  };
  const leaves = (node: Node, depth: number): number => {
    const { children } = node;
    if (depth === 0 || children.length === 0) return node.toString() === "" ? 0 : 1;
    return children.reduce((sum, child) => sum + leaves(child, depth - 1), 0);
  };
  return {
    name: "node-hl7-client",
    leaves: "which cuts components no further",
    // Segment, field, repetition, component; it cuts components no further.
    read: (text) => leaves(new Message({ text }), 4),
    write([header, ...segments]) {
      // Its header is made from text; further values are set by place.
      const fields = (header?.fields ?? []).map((one) =>
        one.map((components) => components.map((sub) => sub.join("&")).join("^")).join("~"),
      );
      const made = new Message({ text: `MSH|^~\\&|${fields.join("|")}` });
      for (const { name, fields: own } of segments) {
        const segment = made.addSegment(name);
        for (const [f, repetitions] of own.entries()) {
          if (repetitions.length === 0) continue;
          const field = segment.set(f + 1);
          for (const [r, components] of repetitions.entries()) {
            const repetition = field.set(r);
            for (const [c, one] of components.entries()) {
              const [only = "", ...more] = one;
              if (more.length === 0) repetition.set(c, only);
              else for (const [s, text] of one.entries()) repetition.set(c).set(s, text);
            }
          }
        }
      }
      return made.toString();
    },
  };
}

function filled(values: readonly string[]): number {
  return values.filter((value) => value !== "").length;
}
