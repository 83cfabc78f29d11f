import { z } from "zod";
import { query } from "../call.ts";
import { harm, hop, shownValue, verdict } from "./case.ts";
import { probeResult } from "./probe.ts";

/** The short form of a fault: its code and names. */
const faultName = z.strictObject({ id: z.string(), long: z.string(), short: z.string() });
const fieldName = z.strictObject({ id: z.string(), label: z.string() });

const findingHead = {
  /** Its key within the run. */
  finding: z.string(),
  fault: faultName,
  /** A sentence with the values in it. */
  why: z.string(),
  harm,
  harmWords: z.string(),
  fields: z.array(fieldName),
  cases: z.number(),
  /** Cases of the run with a value that the fault should have changed and did not. */
  casesAgainst: z.number(),
  /** "Confirmed", "Likely", "One sighting", as in Compare. */
  standing: z.string(),
} as const;

/** One value that shows the finding. */
export const sighting = z.strictObject({
  case: z.string(),
  number: z.string(),
  name: z.string(),
  /** `field entry`, as `case.detail` names the row. */
  key: z.string(),
  field: fieldName,
  entry: z.string(),
  verdict,
  changedAt: hop,
  source: shownValue,
  target: shownValue,
  /** The values are longer than what is given here. */
  cut: z.boolean(),
});

/** One value that speaks against it: it came back as it was sent. */
export const counterSighting = z.strictObject({
  case: z.string(),
  number: z.string(),
  name: z.string(),
  key: z.string(),
  field: fieldName,
  source: shownValue,
  /** What the fault would have made of it; null where it says nothing about this value. */
  expected: z.string().nullable(),
  cut: z.boolean(),
});

export const findingCalls = {
  /** The findings of a run, the worst first. */
  "finding.list": query(
    z.strictObject({ run: z.string() }),
    z.strictObject({
      run: z.strictObject({ id: z.string(), number: z.number(), ended: z.boolean() }),
      compared: z.number(),
      findings: z.array(z.strictObject(findingHead)),
    }),
  ),
  /** One finding with all that is known of it: values for and against, rules, what to do. */
  "finding.detail": query(
    z.strictObject({ run: z.string(), finding: z.string() }),
    z.strictObject({
      ...findingHead,
      run: z.strictObject({ id: z.string(), number: z.number() }),
      sourceName: z.string(),
      targetName: z.string(),
      /** What a nurse reads. */
      says: z.string(),
      scope: z.enum(["systematic", "field", "record", "isolated"]),
      params: z.array(z.strictObject({ name: z.string(), says: z.string(), value: z.string() })),
      /** 0 … 1, of the best sighting. */
      confidence: z.number(),
      /** Explanations that fit equally well, each of faults that act together. */
      oneOf: z.array(z.array(faultName)),
      /** Its own consequences, which count as no second fault. */
      also: z.array(faultName),
      /** The next smallest experiment; where several fit, the one that tells them apart. */
      probe: z.string(),
      triage: z.strictObject({ cause: z.string(), firstStep: z.string(), call: z.string() }),
      /** Where the same mistake is likely to sit too. */
      expandTo: z.string(),
      /** Kinds of mess that bring this fault to light. */
      operators: z.array(z.strictObject({ id: z.string(), says: z.string() })),
      /** Values that show it; the first ones are listed. */
      shows: z.strictObject({ total: z.number(), listed: z.array(sighting) }),
      against: z.strictObject({
        total: z.number(),
        listed: z.array(counterSighting),
        /** Values of the same fields that the fault would not have changed. */
        untouched: z.number(),
        /** Cases that were looked through for it, of all that were compared. */
        lookedAt: z.number(),
        of: z.number(),
      }),
      /** Rules that make this difference an allowed one, with how often each did. */
      rules: z.array(z.strictObject({ id: z.string(), text: z.string(), values: z.number() })),
      /** What the last probe of it said. */
      last: probeResult.nullable(),
    }),
  ),
};
