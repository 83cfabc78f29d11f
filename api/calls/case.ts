import { z } from "zod";
import { query } from "../call.ts";

export const verdict = z.enum([
  "match",
  "allowed",
  "delta",
  "missing",
  "extra",
  "not-compared",
  "not-readable",
]);
export const hop = z.enum(["generated", "sent", "source", "target", "screen"]);
export const harm = z.number().int().min(1).max(4);
export const assessmentVerdict = z.enum(["pass", "fail", "cant-tell"]);

/** Absent, empty and null are three different things, and drawn as such. */
export const shownValue = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: z.string() }),
  z.strictObject({ kind: z.literal("empty") }),
  z.strictObject({ kind: z.literal("null") }),
  z.strictObject({ kind: z.literal("absent"), reason: z.string().nullable() }),
]);
export type ShownValue = z.infer<typeof shownValue>;

export const namedFault = z.strictObject({
  id: z.string(),
  long: z.string(),
  short: z.string(),
  /** Plain words with the values in them. */
  why: z.string(),
  says: z.string(),
  confidence: z.number(),
  /** "Confirmed", "Likely", "One sighting". */
  standing: z.string(),
  oneOf: z.array(z.array(z.string())),
  probe: z.string(),
  triage: z.strictObject({ cause: z.string(), firstStep: z.string(), call: z.string() }),
  /** Key of the finding of the run that it belongs to; null while the run has not ended. */
  finding: z.string().nullable(),
  /** How many cases of this run show it, of how many that could. */
  cases: z.number(),
  of: z.number(),
});

/** Where the value stands in stored bytes; `start` and `end` are byte offsets. */
export const placeInBytes = z.strictObject({
  exchange: z.string(),
  resource: z.string(),
  place: z.string(),
  start: z.number(),
  end: z.number(),
});

export const fieldRow = z.strictObject({
  /** `field entry`, unique within a case. */
  key: z.string(),
  field: z.string(),
  entry: z.string(),
  label: z.string(),
  /** Which entry of a list, in words ("Levothyroxine"), or empty. */
  entryLabel: z.string(),
  fhir: z.string().nullable(),
  hl7: z.string().nullable(),
  verdict,
  round: z.number(),
  source: shownValue,
  target: shownValue,
  hops: z.array(
    z.strictObject({
      hop,
      state: z.enum(["start", "same", "changed", "not-read"]),
      value: shownValue,
      at: placeInBytes.nullable(),
    }),
  ),
  changedAt: hop.nullable(),
  faults: z.array(namedFault),
  /** The rule that allows it; reason and who agreed where it was declared. */
  rule: z
    .strictObject({
      id: z.string(),
      text: z.string(),
      reason: z.string().nullable(),
      agreedBy: z.array(z.string()),
    })
    .nullable(),
  reason: z.string().nullable(),
  /** "must arrive unchanged", … with the kind of mess. */
  expected: z.string(),
  criticality: z.string(),
  harm,
  harmWords: z.string(),
});
export type FieldRow = z.infer<typeof fieldRow>;

export const caseLine = z.strictObject({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  verdict,
  chips: z.array(z.strictObject({ short: z.string(), code: z.string(), verdict })),
  differences: z.number(),
  harm: harm.nullable(),
  assessment: assessmentVerdict.nullable(),
  /** `not-looked`: nobody has looked for this patient there yet. */
  stored: z.enum(["found", "not-found", "ambiguous", "late", "not-looked"]),
});

export const caseCalls = {
  "case.list": query(
    z.strictObject({
      run: z.string(),
      filter: z.string().max(200),
      /** Cases with at least one field of this verdict; `match` = those where all is the same. */
      verdict: verdict.optional(),
      /** Cases that show this fault, in this field where one is given. */
      fault: z.strictObject({ id: z.string(), field: z.string().nullable() }).optional(),
      sort: z.enum(["waiting", "harm", "fault", "name", "number"]),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.strictObject({
      cases: z.array(caseLine),
      total: z.number(),
      waiting: z.number(),
      cantTell: z.number(),
    }),
  ),
  "case.detail": query(
    z.strictObject({ case: z.string() }),
    z.strictObject({
      case: caseLine,
      run: z.string(),
      person: z.string(),
      sourceName: z.string(),
      targetName: z.string(),
      sentAt: z.string().nullable(),
      readAt: z.string().nullable(),
      pairedBy: z.string().nullable(),
      sent: z.enum(["accepted", "refused", "unknown", "unreachable", "not-sent"]),
      /** In words: what the partner answered. */
      receipt: z.string(),
      /** Hops that were read, in order; the hop strip hides the others. */
      hops: z.array(hop),
      sections: z.array(
        z.strictObject({
          group: z.string(),
          label: z.string(),
          /** What differs before what is the same, where not all are given. */
          rows: z.array(fieldRow),
          /** Of all rows, also of those that are left out. */
          counts: z.partialRecord(verdict, z.number()),
          /** Rows that are not given. */
          left: z.number(),
        }),
      ),
      expectations: z.array(
        z.strictObject({
          field: z.string(),
          label: z.string(),
          entry: z.string(),
          expect: z.string(),
          met: z.enum(["yes", "no", "undecided"]),
          why: z.string(),
        }),
      ),
      exchanges: z.array(
        z.strictObject({
          id: z.string(),
          hop,
          round: z.number(),
          at: z.string(),
          title: z.string(),
          status: z.string(),
          milliseconds: z.number().nullable(),
        }),
      ),
      assessment: z
        .strictObject({
          verdict: assessmentVerdict,
          note: z.string(),
          reason: z.string(),
          role: z.string(),
          at: z.string(),
        })
        .nullable(),
    }),
  ),
  /** The stored bytes of an exchange as text, indented for reading, with the asked places marked. */
  "case.message": query(
    z.strictObject({
      exchange: z.string(),
      side: z.enum(["request", "response"]),
      marks: z.array(z.strictObject({ start: z.number(), end: z.number() })).max(200),
    }),
    z.strictObject({
      title: z.string(),
      status: z.string(),
      text: z.string(),
      /** Number of the first line of `text` within the whole message, from 1. */
      firstLine: z.number(),
      /** UTF-16 offsets into `text`. */
      marks: z.array(z.strictObject({ start: z.number(), end: z.number() })),
      /** True where line breaks were added for reading; values are never touched. */
      reformatted: z.boolean(),
      cut: z.boolean(),
    }),
  ),
};
