import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { byCodePoint } from "../../../core/catalogue/chart.ts";
import { makeDraw } from "../../../core/people/draw.ts";
import { hash128 } from "../../../core/people/hash128.ts";
import { makePermutation } from "../../../core/people/permutation.ts";
import { personStreams, seedKey } from "../../../core/people/streams.ts";

const hex = (words: readonly number[]): string =>
  words.map((word) => word.toString(16).padStart(8, "0")).join("");

describe("the hash behind the named streams", () => {
  test("equals the published value of MurmurHash3 x86 128", () => {
    expect(hex(hash128("I will not buy this tobacconist's, it is scratched."))).toBe(
      "9b5b7ba2ef3f7866889adeaf00f3f98e",
    );
    expect(hex(hash128(""))).toBe("00000000000000000000000000000000");
  });
});

describe("the generator", () => {
  test("gives the pinned words of sfc32 for ever", () => {
    const draw = makeDraw([1, 2, 3, 4]);
    expect([draw.word(), draw.word(), draw.word(), draw.word()]).toEqual(
      referenceSfc32([1, 2, 3, 4], 4),
    );
    expect(makeDraw([1, 2, 3, 4]).word()).toBe(PINNED);
  });

  test("draws below an end reach both ends and nothing outside", () => {
    const draw = makeDraw(hash128("ends"));
    const seen = new Set(Array.from({ length: 400 }, () => draw.below(7)));
    expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe("a keyed permutation", () => {
  test.each([1, 2, 255, 256, 1000, 65_537])(
    "of %i numbers hits each once and can be undone",
    (size) => {
      const shuffle = makePermutation("key", size);
      const hit = new Set<number>();
      for (let n = 0; n < size; n++) {
        const to = shuffle.of(n);
        hit.add(to);
        expect(shuffle.inverse(to)).toBe(n);
      }
      expect(hit.size).toBe(size);
      expect(Math.max(...[...hit].slice(0, 1000))).toBeLessThan(size);
    },
  );

  test("can be undone for numbers beyond 32 bits, and differs by key", () => {
    const shuffle = makePermutation("key", 2 ** 40);
    const other = makePermutation("other key", 2 ** 40);
    for (let i = 0; i < 500; i++) {
      const n = i * 2_000_000_011;
      expect(shuffle.inverse(shuffle.of(n))).toBe(n);
      expect(other.of(n)).not.toBe(shuffle.of(n));
    }
  });

  test("refuses numbers outside", () => {
    expect(() => makePermutation("key", 10).of(10)).toThrow(RangeError);
    expect(() => makePermutation("key", 10).inverse(-1)).toThrow(RangeError);
  });
});

describe("named streams", () => {
  test("differ by every part of their name", () => {
    const words = new Set([
      personStreams("a", 0)("f", "e", "n").word(),
      personStreams("b", 0)("f", "e", "n").word(),
      personStreams("a", 1)("f", "e", "n").word(),
      personStreams("a", 0)("g", "e", "n").word(),
      personStreams("a", 0)("f", "g", "n").word(),
      personStreams("a", 0)("f", "e", "m").word(),
      personStreams("a", 0)("fe", "", "n").word(),
    ]);
    expect(words.size).toBe(7);
  });

  test("take any text as seed, by its UTF-8 bytes", () => {
    const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
    const seed = "Zoë 𠮷 'x'";
    expect(seedKey(seed, sha256)).toBe(
      createHash("sha256").update(seed, "utf8").digest("hex").slice(0, 16),
    );
    expect(seedKey("a\ud800", sha256)).toBe(seedKey("a\ufffd", sha256));
  });
});

test("the one order of texts is that of code points, not of UTF-16 units", () => {
  expect(["𠮷", "\uff5e", "b", "ab", "a"].toSorted(byCodePoint)).toEqual([
    "a",
    "ab",
    "b",
    "\uff5e",
    "𠮷",
  ]);
});

const PINNED = 417285410;

/** sfc32 as published, written a second time with unsigned arithmetic. */
function referenceSfc32(seed: readonly [number, number, number, number], count: number): number[] {
  let [a, b, c, counter] = seed;
  const u32 = (n: number): number => n >>> 0;
  const out: number[] = [];
  for (let i = 0; i < 12 + count; i++) {
    const next = u32(u32(a + b) + counter);
    counter = u32(counter + 1);
    a = u32(b ^ (b >>> 9));
    b = u32(c + u32(c << 3));
    c = u32((c << 21) | (c >>> 11));
    c = u32(c + next);
    if (i >= 12) out.push(next);
  }
  return out;
}
