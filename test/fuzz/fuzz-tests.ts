import { describe, expect, test } from "vitest";
import { feedInAThread, growthsInAThread } from "./in-a-thread.ts";
import type { FormatName } from "./fuzzed-format.ts";

const megabyte = 1 << 20;
/** The end of a reader that hangs; far more than any needs. */
const patient = { timeout: 300_000 };

/** The tests that every reader must pass; a file per format, so that they run side by side. */
export function fuzzTests(name: FormatName): void {
  describe(`what nobody should send as ${name}`, () => {
    // JSON that stays JSON reaches deeper, and takes longer to damage.
    const damage = [{ kind: "damaged", inputs: 35_000 } as const];
    const deeper = [{ kind: "damaged-json", inputs: 15_000 } as const];
    test.for(name === "fhir" ? [...damage, ...deeper] : damage)(
      "$inputs $kind inputs are read without a throw, within their bytes, and leave nothing behind",
      patient,
      async (task, { signal }) => {
        const fed = await feedInAThread(name, task, signal);
        expect(fed.inputs).toBe(task.inputs);
        expect(fed.values).toBeGreaterThan(task.inputs * 4);
        expect(fed.problems).toBeGreaterThan(task.inputs);
        const [early = 0, , , late = 0] = fed.heap;
        expect(fed.heap).toHaveLength(4);
        expect(late - early).toBeLessThan(4 * megabyte);
      },
    );

    test("a megabyte of any token is read in bounded memory", patient, async ({ signal }) => {
      const fed = await feedInAThread(name, { kind: "megabytes" }, signal);
      expect(fed.inputs).toBeGreaterThan(50);
      const [early = 0, , , late = 0] = fed.heap;
      expect(late - early).toBeLessThan(4 * megabyte);
    });

    test(
      "twice as much of any token at any place takes about twice the steps",
      patient,
      async ({ signal }) => {
        const found = await growthsInAThread(name, 8192, signal);
        expect(found.length).toBeGreaterThan(200);
        expect(found.filter(({ factor }) => factor > 2.3)).toEqual([]);
      },
    );
  });
}
