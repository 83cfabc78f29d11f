import { z } from "zod";
import { query } from "../call.ts";

/** What became of one planted value: `not-compared` says neither that it passed nor that it failed. */
export const messOutcome = z.enum(["passed", "failed", "undecided", "not-compared"]);

/** One run, or all runs of the workspace where it is null. */
const scope = { run: z.string().nullable() } as const;

export const coverageCalls = {
  /** Which kinds of mess were tried in which field, and what became of them; from stored cases. */
  "coverage.map": query(
    z.strictObject(scope),
    z.strictObject({
      /** The runs that are counted. */
      runs: z.array(z.strictObject({ id: z.string(), number: z.number() })),
      families: z.array(
        /** `short` heads a column. */
        z.strictObject({ id: z.string(), label: z.string(), short: z.string() }),
      ),
      operators: z.array(z.strictObject({ id: z.string(), family: z.string(), says: z.string() })),
      groups: z.array(z.strictObject({ id: z.string(), label: z.string() })),
      fields: z.array(z.strictObject({ id: z.string(), label: z.string(), group: z.string() })),
      /** Every operator × field that can be planted, once; each number counts patients. */
      cells: z.array(
        z.strictObject({
          operator: z.string(),
          field: z.string(),
          passed: z.number(),
          failed: z.number(),
          undecided: z.number(),
          notCompared: z.number(),
          /** Why the connection in use cannot carry it; null where it can. */
          blocked: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** The patients behind some cells of the map, failed ones first. */
  "coverage.cases": query(
    z.strictObject({
      ...scope,
      operators: z.array(z.string()).max(500),
      fields: z.array(z.string()).max(500),
      limit: z.number().int().min(1).max(500),
    }),
    z.strictObject({
      total: z.number(),
      cases: z.array(
        z.strictObject({
          run: z.string(),
          case: z.string(),
          number: z.string(),
          name: z.string(),
          operator: z.string(),
          field: z.strictObject({ id: z.string(), label: z.string() }),
          /** `field entry`, as `case.detail` names the row. */
          key: z.string(),
          outcome: messOutcome,
        }),
      ),
    }),
  ),
};
