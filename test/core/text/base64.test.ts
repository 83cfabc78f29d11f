import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64, toBase64 } from "../../../core/text/base64.ts";

describe("base64", () => {
  // RFC 4648, section 10.
  test.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg=="],
    ["fooba", "Zm9vYmE="],
    ["foobar", "Zm9vYmFy"],
  ])("of %j is %j, both ways", (text, written) => {
    const bytes = new TextEncoder().encode(text);
    expect(toBase64(bytes)).toBe(written);
    expect(fromBase64(written)).toEqual(bytes);
  });

  test("is what the platform writes, and reads", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const written = toBase64(bytes);
        expect(written).toBe(Buffer.from(bytes).toString("base64"));
        expect(fromBase64(written)).toEqual(bytes);
      }),
    );
  });

  test("is read with line breaks and without padding, and refused where it is none", () => {
    expect(fromBase64("Zm9v\r\nYg")).toEqual(new TextEncoder().encode("foob"));
    for (const text of ["Z", "Zm9vY", "Zm9v!", "Zm=9", "Zé=="]) expect(fromBase64(text)).toBeNull();
  });

  test("takes a megabyte without a long argument list", () => {
    const bytes = new Uint8Array(1024 * 1024).fill(7);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });
});
