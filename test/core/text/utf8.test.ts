import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeUtf8, encodeUtf8, utf8Length } from "../../../core/text/utf8.ts";

/** Bytes at the edges of what UTF-8 allows: overlong forms, surrogates, beyond the last code point. */
const edgeByte = fc.constantFrom(
  ...[0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1],
  ...[0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff],
);

describe("UTF-8", () => {
  test("decodes what the platform decodes, at the edges of every range", () => {
    fc.assert(
      fc.property(fc.array(edgeByte, { minLength: 1, maxLength: 5 }), (bytes) => {
        const platform = new TextDecoder("utf-8", { ignoreBOM: true });
        expect(decodeUtf8(Uint8Array.from(bytes)).text).toBe(
          platform.decode(Uint8Array.from(bytes)),
        );
      }),
      { numRuns: 5000 },
    );
  });

  test("decodes what the platform decodes, from any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const platform = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
        const { text, bad } = decodeUtf8(bytes);
        expect(text).toBe(platform);
        expect(bad.length > 0).toBe(platform.includes("\uFFFD"));
      }),
    );
  });

  test("encodes what the platform encodes, from any well-formed text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const bytes = encodeUtf8(text);
        expect([...bytes]).toEqual([...new TextEncoder().encode(text)]);
        expect(utf8Length(text)).toBe(bytes.length);
      }),
    );
  });

  test("decodes texts that are longer than one block", () => {
    const text = "Nguyễn 𠮷 ".repeat(5000);
    expect(decodeUtf8(encodeUtf8(text))).toEqual({ text, bad: [] });
  });

  test("says where the bytes are wrong", () => {
    // "Jos" and a Latin-1 é.
    const { text, bad } = decodeUtf8(Uint8Array.of(0x4a, 0x6f, 0x73, 0xe9, 0x22));
    expect(text).toBe('Jos\uFFFD"');
    expect(bad).toEqual([3]);
  });

  test("refuses to encode half a surrogate pair", () => {
    expect(() => encodeUtf8("a\ud842")).toThrow("position 1");
    expect(() => encodeUtf8("\udfb7a")).toThrow("position 0");
  });
});
