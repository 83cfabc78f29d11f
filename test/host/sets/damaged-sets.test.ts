import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CliFailure } from "../../../host/cli/io.ts";
import { openSet, type OpenedSet } from "../../../host/sets/open-set.ts";
import { readSet } from "../../../host/sets/read-set.ts";
import { setFolder } from "./saved-sets.ts";

const walk = { signal: new AbortController().signal, onProgress: () => {} };

async function open(path: string): Promise<OpenedSet> {
  return await openSet(await readSet(path), path, walk);
}

/** The set, or the sentence of its refusal; anything else that is thrown is our own mistake. */
async function openOrRefusal(path: string): Promise<OpenedSet | CliFailure> {
  try {
    return await open(path);
  } catch (error) {
    if (error instanceof CliFailure) return error;
    throw error;
  }
}

test("a set that was cut, flipped or overwritten anywhere is the same or refused with a sentence", async () => {
  const { folder, crosschart } = setFolder();
  await crosschart("generate", "--seed", "s", "--count", "2", "--save-set", "good.people");
  const good = readFileSync(join(folder, "good.people"));
  const expected = (await open(join(folder, "good.people"))).sha256;
  const path = join(folder, "bad.people");
  const at = fc.nat({ max: good.length - 1 });
  const damage = fc.oneof(
    at.map((end) => good.subarray(0, end)),
    fc.tuple(at, fc.integer({ min: 0, max: 7 })).map(([where, bit]) => {
      const copy = Buffer.from(good);
      copy[where] = (copy[where] ?? 0) ^ (1 << bit);
      return copy;
    }),
    fc.tuple(at, fc.uint8Array({ maxLength: 40 })).map(([where, bytes]) => {
      return Buffer.concat([good.subarray(0, where), bytes, good.subarray(where)]);
    }),
    fc.json().map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(damage, async (bytes) => {
      writeFileSync(path, bytes);
      const opened = await openOrRefusal(path);
      if (opened instanceof CliFailure) {
        expect(opened.exit).toBe(2);
        expect(opened.happened).toMatch(/\.$/);
      } else expect(opened.sha256).toEqual(expected);
    }),
    { numRuns: 300, seed: 3 },
  );
});
