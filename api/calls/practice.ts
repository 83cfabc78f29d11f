import { z } from "zod";
import { command, query } from "../call.ts";

export const practiceFault = z.strictObject({
  id: z.string(),
  family: z.string(),
  name: z.string(),
  /** What staff would notice. */
  notice: z.string(),
  before: z.string(),
  after: z.string(),
  on: z.boolean(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Whether the last run against the practice named it; null = no run since it was switched on. */
  found: z.boolean().nullable(),
});

export const practiceCalls = {
  "practice.status": query(
    z.strictObject({}),
    z.strictObject({
      running: z.boolean(),
      addresses: z.array(z.strictObject({ name: z.string(), address: z.string() })),
      faults: z.array(practiceFault),
      presets: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          says: z.string(),
          faults: z.array(z.string()),
        }),
      ),
      log: z.array(z.strictObject({ at: z.string(), says: z.string() })),
    }),
  ),
  "practice.start": command(z.strictObject({}), z.strictObject({})),
  "practice.stop": command(z.strictObject({}), z.strictObject({})),
  "practice.setFaults": command(
    z.strictObject({
      faults: z.array(
        z.strictObject({
          id: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        }),
      ),
    }),
    z.strictObject({}),
  ),
  /** Empties the three practice systems; the campaign's results stay. */
  "practice.reset": command(z.strictObject({}), z.strictObject({})),
  /**
   * First run: starts the practice with two faults, opens the practice campaign, sends six people.
   * Answers at once; `run.watch` follows the run.
   */
  "practice.try": command(z.strictObject({}), z.strictObject({ run: z.string() })),
  /** Deletes the practice campaign with its file, whole. */
  "practice.remove": command(z.strictObject({}), z.strictObject({})),
};
