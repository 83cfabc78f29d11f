import { Hl7Message } from "@medplum/core";
import { describe, expect, test } from "vitest";
import { ownMessages } from "./strangers.ts";

/** What stands at `PID[1]-13(2).1` for the library. */
function valueAt(message: Hl7Message, place: string): string | undefined {
  const found = /^(\w{3})\[(\d+)\]-(\d+)(?:\((\d+)\))?(?:\.(\d+))?(?:\.(\d+))?$/u.exec(place);
  const [, name = "", ...numbers] = found ?? [];
  const [segment = 1, field = 1, repetition = 1, component, subcomponent] = numbers.map((digits) =>
    digits === undefined ? undefined : Number(digits),
  );
  const part = message.getAllSegments(name)[segment - 1]?.getField(field);
  if (part === undefined) return undefined;
  // A field as a whole: its repetitions.
  if (component === undefined) return part.toString().split("~")[repetition - 1];
  const inner = subcomponent === undefined ? undefined : subcomponent - 1;
  return part.getComponent(component, inner, repetition - 1);
}

describe("@medplum/core, which is not ours", () => {
  const messages = ownMessages(300);

  test("parses our messages and writes the same text, to the last character", () => {
    expect(messages.length).toBeGreaterThan(3000);
    for (const { text } of messages) expect(Hl7Message.parse(text).toString()).toBe(text);
  });

  test("finds the same bytes at the places of our values", () => {
    let seen = 0;
    for (const { text, values } of messages) {
      const message = Hl7Message.parse(text);
      for (const [place, wire] of values) {
        if (valueAt(message, place) !== wire) expect.fail(`${place} of ${text}`);
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(40_000);
  });
});
