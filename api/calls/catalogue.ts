import { z } from "zod";
import { query } from "../call.ts";

/** One trick of a kind of mess, for a tester. */
const messOperatorLine = z.strictObject({
  id: z.string(),
  says: z.string(),
  example: z.string(),
  expected: z.string(),
  /** What the tester looks for beside the value itself; empty where there is nothing. */
  note: z.string(),
  fields: z.array(z.string()),
  /** Faults that it brings to light. */
  exposes: z.array(z.strictObject({ id: z.string(), short: z.string(), long: z.string() })),
  /** What the rules allow that stand in its expectation. */
  allowed: z.array(z.string()),
  /** "3 in 100 patients", or when it is used at all. */
  rate: z.string(),
  /** Who counted, or that the weight is our own. */
  rateSource: z.string(),
});

export const catalogueCalls = {
  "catalogue.fields": query(
    z.strictObject({}),
    z.strictObject({
      fields: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          group: z.string(),
          role: z.string(),
          criticality: z.string(),
          hl7: z.string().nullable(),
          fhir: z.string().nullable(),
        }),
      ),
    }),
  ),
  "catalogue.mess": query(
    z.strictObject({}),
    z.strictObject({
      families: z.array(
        z.strictObject({
          id: z.string(),
          /** A … L, as `--mess` takes it too. */
          letter: z.string(),
          label: z.string(),
          says: z.string(),
          /** What to ask whom, looking at the other system. */
          ask: z.strictObject({ who: z.string(), question: z.string() }),
          operators: z.array(messOperatorLine),
        }),
      ),
      presets: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          says: z.string(),
          /** How they are gathered in the list: `Everything`, `By role`, … */
          group: z.string(),
          /** Ids of the tricks that it may plant. */
          operators: z.array(z.string()),
        }),
      ),
    }),
  ),
  "catalogue.faults": query(
    z.strictObject({}),
    z.strictObject({
      faults: z.array(
        z.strictObject({
          id: z.string(),
          family: z.string(),
          long: z.string(),
          short: z.string(),
          says: z.string(),
          probe: z.string(),
        }),
      ),
    }),
  ),
};
