import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeCsvPeople } from "../../../core/csv/decode-csv.ts";
import { encodeCsv } from "../../../core/csv/encode-csv.ts";
import { bytesOf } from "./csv-text.ts";
import { messyPeople } from "./messy-people.ts";

const good = encodeCsv(messyPeople(6)).files.map(({ bytes }) => bytes);

/** Reads, and checks that every place lies in the bytes it was read from. */
function readAll(documents: readonly Uint8Array[]): void {
  for (const { observed } of decodeCsvPeople(documents)) {
    const places = [...observed.values, ...observed.problems].map(({ at }) => at);
    for (const at of places) {
      const length = documents[at?.document ?? -1]?.length ?? -1;
      if (at === null || at.start > at.end || at.end > length) {
        expect.fail(`a place outside its document: ${JSON.stringify(at)}`);
      }
    }
  }
}

describe("bytes that nobody should send", () => {
  test("random bytes, and random text of quotes, delimiters and line ends, never throw", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 60 }),
            fc.stringMatching(/^["',;\t|\r\na\uFEFF=]{0,40}$/).map(bytesOf),
          ),
          {
            maxLength: 3,
          },
        ),
        readAll,
      ),
      { numRuns: 5000 },
    );
  });

  test("cut and flipped files of ours never throw", () => {
    const index = fc.nat();
    fc.assert(
      fc.property(fc.nat(good.length - 1), index, index, fc.nat(255), (which, cut, flip, byte) => {
        const source = good[which] ?? new Uint8Array();
        const broken = source.slice(0, cut % (source.length + 1));
        if (broken.length > 0) broken[flip % broken.length] = byte;
        readAll(good.map((bytes, i) => (i === which ? broken : bytes)));
      }),
      { numRuns: 600 },
    );
  });

  test.each([
    ["a megabyte of quotes", '"'.repeat(1_000_000)],
    ["a megabyte of stray quotes", 'a"'.repeat(500_000)],
    ["a megabyte of commas", ",".repeat(1_000_000)],
    ["a megabyte of line ends", "mrn\n" + "\n".repeat(200_000)],
    ["a megabyte in one cell", `mrn,last_name\n1,"${'x""'.repeat(330_000)}"\n`],
    ["a header of hostile names", "__proto__,constructor,mrn,toString_2,last_name\n1,2,3,4,5\n"],
  ])("%s is read to its end", (_, source) => {
    readAll([bytesOf(source)]);
  });
});
