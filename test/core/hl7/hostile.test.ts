import { describe, expect, test } from "vitest";
import { decodeHl7 } from "../../../core/hl7/decode-hl7.ts";
import { encodeHl7 } from "../../../core/hl7/encode-hl7.ts";
import { messyPeople } from "../csv/messy-people.ts";
import { bytesOf, header, message } from "./messages.ts";

/** A small generator of its own (mulberry32): the same damage on every machine. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Bytes that mean something to ER7, and some that mean nothing anywhere. */
const sharp = [0x0d, 0x0a, 0x7c, 0x5e, 0x7e, 0x5c, 0x26, 0x22, 0x0b, 0x1c, 0x00, 0xff, 0xc3, 0x4d];

function damaged(bytes: Uint8Array, roll: (below: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let i = roll(12); i >= 0; i--) {
    const at = roll(copy.length);
    if (roll(2) === 0) copy[at] = (copy[at] ?? 0) ^ (1 << roll(8));
    else copy[at] = sharp[roll(sharp.length)] ?? 0;
  }
  const start = roll(4) === 0 ? roll(copy.length) : 0;
  const end = roll(3) === 0 ? start + roll(copy.length - start + 1) : copy.length;
  return copy.subarray(start, end);
}

describe("hostile bytes", () => {
  const [chart] = messyPeople(1, "coverage", "hostile");
  if (chart === undefined) throw new Error("no person was made");
  const whole = encodeHl7(chart).bytes;

  test("20,000 cut and flipped inputs are read without a throw, within their own bytes", () => {
    const roll = dice(7);
    // One message at a time keeps an input small and the damage dense.
    const messages = new TextDecoder()
      .decode(whole)
      .split(/(?=MSH\|)/)
      .map(bytesOf);
    let values = 0;
    for (let i = 0; i < 20_000; i++) {
      const bytes = damaged(messages[i % messages.length] ?? whole, roll);
      const observed = decodeHl7([bytes]);
      values += observed.values.length;
      for (const { at } of observed.values) {
        if (at.start < 0 || at.end > bytes.length || at.start > at.end) expect.fail(`input ${i}`);
      }
    }
    expect(values).toBeGreaterThan(100_000);
  }, 60_000);

  test("every cut of a whole record is read", () => {
    for (let end = 0; end <= whole.length; end += 41) decodeHl7([whole.subarray(0, end)]);
    expect(decodeHl7([whole]).values.length).toBeGreaterThan(50);
  }, 60_000);

  test.each([
    ["a megabyte in one field", `PID|1||1^^^^MR||${"A".repeat(1_000_000)}`],
    ["a million components", `PID|1||1^^^^MR||${"^".repeat(1_000_000)}`],
    ["twenty thousand repetitions", `PID|1||1^^^^MR${"~2^^^^MR".repeat(20_000)}`],
    ["ten thousand names", `PID|1||1^^^^MR||X${"~Y".repeat(10_000)}`],
    ["a million fields", `PID|1||1^^^^MR||X${"|".repeat(1_000_000)}`],
    ["a million escapes", `PID|1||1^^^^MR||${"\\T\\".repeat(300_000)}`],
    ["many open escapes", `PID|1||1^^^^MR||${"\\".repeat(200_000)}`],
    ["twenty thousand segments", `PID|1||1^^^^MR||X\r${"AL1|1||1\r".repeat(20_000)}`],
    ["a hundred thousand notes", `PID|1||1^^^^MR||X\rOBX|1|ST|a\r${"NTE|1||n\r".repeat(100_000)}`],
    ["a hundred thousand timings", `PID|1||1\rORC|NW\rRXE||M\r${"TQ1|1|2\r".repeat(100_000)}`],
    [
      "twenty thousand deleted results",
      `PID|1||1\rOBR|1\r${"OBX|1|ST|a||x||||||D\r".repeat(20_000)}`,
    ],
    ["a hundred thousand lines of a note", `PID|1||1\rTXA|1\r${"OBX|1|TX|||a\r".repeat(100_000)}`],
    [
      "twenty thousand providers of a referral",
      `RF1|A\r${"PRD|RT||||||9\r".repeat(20_000)}PID|1||1`,
    ],
    ["twenty thousand merged charts", `PID|1||1||X\r${"MRG|2^^^^MR\r".repeat(20_000)}`],
    [
      "twenty thousand messages of one person",
      `PID|1||1||X\r${`${header}\rPID|1||1||Y\r`.repeat(20_000)}`,
    ],
    [
      "frame bytes again and again",
      `PID|1||1^^^^MR||X\u001c\u001c\r${"\u000b".repeat(100_000)}PD1|\u001c\u001c`,
    ],
    ["keys of objects", "PID|1||__proto__^^^constructor^MR||toString\rORC|NW|__proto__\rRXE||a"],
  ])(
    "%s: all of it is read",
    (_name, segments) => {
      expect(decodeHl7([bytesOf(message(segments))]).values.length).toBeGreaterThan(0);
    },
    60_000,
  );

  test("other encodings are no messages, or are named", () => {
    const text = `${header}\rPID|1||1^^^^MR||X\r`;
    const utf16 = Uint8Array.from([...text].flatMap((one) => [one.charCodeAt(0), 0]));
    expect(decodeHl7([utf16]).problems.map(({ kind }) => kind)).toContain("not-hl7");
    expect(decodeHl7([new Uint8Array(10_000)]).values).toEqual([]);
    expect(decodeHl7([])).toEqual({ values: [], problems: [], resources: [] });
  });
});
