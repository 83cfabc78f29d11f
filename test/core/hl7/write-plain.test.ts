import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { characterSet, utf8 } from "../../../core/hl7/character-sets.ts";
import { fieldOf, partsOf, repetitionsOf } from "../../../core/hl7/er7-parts.ts";
import { decodePart } from "../../../core/hl7/escapes.ts";
import { readEr7 } from "../../../core/hl7/read-er7.ts";
import { writePlain } from "../../../core/hl7/write-plain.ts";
import type { PlainSegment } from "../../../core/hl7/write-plain.ts";

const header: PlainSegment = { name: "MSH", fields: [[[["LAB"]]]] };
const written = (...segments: readonly PlainSegment[]): string =>
  new TextDecoder().decode(writePlain([[header, ...segments]], utf8));

describe("a message from plain texts", () => {
  test("has the separators, and none behind the last text", () => {
    const fields: PlainSegment["fields"] = [
      [[["1"]]],
      [],
      [[["a"], ["b", "", "c", ""], [""]], [], [[""], ["d"]], [[""]]],
      [[[""]]],
    ];
    expect(written({ name: "PID", fields })).toBe("MSH|^~\\&|LAB\rPID|1||a^b&&c~~^d\r");
  });

  test("escapes what would be read otherwise", () => {
    const fields: PlainSegment["fields"] = [[[["|^~\\&"], ["\r\u007f"], ['""'], ["Núñez 李😀"]]]];
    expect(written({ name: "PID", fields }).split("\r")[1]).toBe(
      "PID|\\F\\\\S\\\\R\\\\E\\\\T\\^\\X0D\\\\X7F\\^\\X2222\\^Núñez 李😀",
    );
  });

  test("is in the character set that is asked for, which must have its characters", () => {
    const latin = characterSet("8859/1");
    if (latin === undefined) throw new Error("8859/1 is not known");
    const segment: PlainSegment = { name: "PID", fields: [[[["é"]]]] };
    expect([...writePlain([[segment]], latin)]).toEqual([0x50, 0x49, 0x44, 0x7c, 0xe9, 0x0d]);
    const other: PlainSegment = { name: "PID", fields: [[[["李"]]]] };
    expect(() => writePlain([[other]], latin)).toThrow("character set lacks");
  });

  test("is read as the same texts, whatever they are", () => {
    const text = fc
      .string({ unit: "binary", minLength: 1, maxLength: 12 })
      .filter((one) => one.isWellFormed());
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
        (fields) => {
          const segment = {
            name: "ZZZ",
            fields: fields.map((field) => [field.map((one) => [one])]),
          };
          const [, read] =
            readEr7(writePlain([[header, segment]], utf8)).messages[0]?.segments ?? [];
          const texts = fields.map((_, i) => {
            const [found] = repetitionsOf(read === undefined ? undefined : fieldOf(read, i + 1));
            return found === undefined ? [] : partsOf(found).map((part) => decodePart(part).text);
          });
          expect(texts).toEqual(fields);
        },
      ),
    );
  });
});
