import { describe, expect, test } from "vitest";
import { readAck, writeAck } from "../../../core/hl7/ack.ts";
import type { AckError, AckOptions } from "../../../core/hl7/ack.ts";
import { readEr7 } from "../../../core/hl7/read-er7.ts";
import { bytesOf } from "./messages.ts";

const order =
  "MSH|^~\\&|EHR^1.2^ISO|CLINIC A&B|LAB|SITE|20260115||RDE^O11^RDE_O11|M-1|P|2.5.1||||||UNICODE UTF-8\rPID|1\r";

function answer(text: string, options: Partial<AckOptions> = {}): Uint8Array {
  const [message] = readEr7(bytesOf(text)).messages;
  if (message === undefined) throw new Error("no message");
  return writeAck(message, { code: "AA", controlId: "A-1", sentAt: "2026-01-15", ...options });
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const missing: AckError = {
  place: "PID[1]-13(2).1",
  code: "101",
  severity: "E",
  says: "The phone is required | see page 3.",
};

describe("an answer", () => {
  test("names sender, receiver, event and the message it answers", () => {
    expect(textOf(answer(order))).toBe(
      [
        "MSH|^~\\&|LAB|SITE|EHR^1.2^ISO|CLINIC A\\T\\B|20260115||ACK^O11^ACK|A-1|T|2.5.1||||||UNICODE UTF-8",
        "MSA|AA|M-1",
        "",
      ].join("\r"),
    );
  });

  test.each(["AA", "AE", "AR", "CA", "CE", "CR"] as const)(
    "says %s and is read as that",
    (code) => {
      const read = readAck(answer(order, { code }));
      expect([read.code, read.controlId, read.processingId]).toEqual([code, "M-1", "T"]);
      expect(read.problems).toEqual([]);
    },
  );

  test("says where an error is, by the place that a read value has", () => {
    const bytes = answer(order, { code: "AE", errors: [missing, { ...missing, place: "" }] });
    expect(textOf(bytes).split("\r").slice(2, 4)).toEqual([
      "ERR||PID^1^13^2^1|101^^HL70357|E||||The phone is required \\F\\ see page 3.",
      "ERR|||101^^HL70357|E||||The phone is required \\F\\ see page 3.",
    ]);
    expect(readAck(bytes).errors).toEqual([missing, { ...missing, place: "" }]);
  });

  test("keeps the control id of any characters, whatever the separators of the message were", () => {
    const odd = order.replaceAll("|", "*").replace("M-1", "a|b é");
    const bytes = answer(odd);
    expect(textOf(bytes)).toContain("\rMSA|AA|a\\F\\b é\r");
    expect(readAck(bytes).controlId).toBe("a|b é");
  });

  test("answers in the message's own character set, and never fails for a character that it lacks", () => {
    const latin = order.replace("UNICODE UTF-8", "8859/1");
    const bytes = answer(latin, { code: "AR", errors: [{ ...missing, says: "né 李" }] });
    expect([...bytes].includes(0xe9)).toBe(true);
    expect(readAck(bytes).errors[0]?.says).toBe("né ?");
  });
});

describe("answers of others", () => {
  const read = (...segments: readonly string[]) =>
    readAck(bytesOf(["MSH|^~\\&|A|B|||2026||ACK|1|P|2.3", ...segments, ""].join("\r")));

  test("of older versions say it in MSA-3 and ERR-1", () => {
    expect(
      read("MSA|AE|M-1|no such patient", "ERR|PID^1^3^204&Unknown key~PV1^1^19^101"),
    ).toMatchObject({
      code: "AE",
      controlId: "M-1",
      processingId: "P",
      says: "no such patient",
      errors: [
        { place: "PID[1]-3", code: "204", severity: "E", says: "Unknown key" },
        { place: "PV1[1]-19", code: "101", severity: "E", says: "" },
      ],
    });
  });

  test.each([
    ["no MSA", [], null],
    ["an unknown code", ["MSA|OK|1"], null],
    ["an empty one", ["MSA"], null],
  ])("%s is no answer, and no failure", (_name, segments, code) => {
    expect(read(...segments).code).toBe(code);
    expect(readAck(new Uint8Array()).code).toBeNull();
  });
});
