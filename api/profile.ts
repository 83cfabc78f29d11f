import { z } from "zod";

/**
 * A profile: a configured integration, as it stands in a file (cli.md, "A profile"). Unknown keys
 * are errors, so that a misspelt guard cannot be switched off without anybody seeing it.
 */

const secretName = z.strictObject({
  secret: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,80}$/)
    .describe("Name of a secret, never the secret itself."),
});

const auth = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("bearer"), token: secretName }),
  z.strictObject({ kind: z.literal("basic"), user: z.string().min(1), password: secretName }),
]);

/** ISO 8601, days to seconds: `PT2M`, `P1DT12H`. */
const duration = z
  .string()
  .regex(
    /^P(?=\d|T\d)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/,
    "a duration such as PT2M (two minutes) or PT30S (30 seconds)",
  );

const httpUrl = z
  .string()
  .regex(/^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/, "an address such as https://host:port/fhir");

const fhirRest = {
  adapter: z.literal("fhir-rest"),
  base: httpUrl,
  auth: auth.optional(),
  timeout: duration.optional().describe("How long one answer may take; 20 seconds unless told."),
  ca: z
    .string()
    .min(1)
    .optional()
    .describe("PEM file of the certificate authority to trust instead of the built-in ones."),
} as const;

const hostPort = z.string().regex(/^[^\s:/]+:\d{1,5}$/, "HOST:PORT");

const hl7MllpSend = z.strictObject({
  adapter: z.literal("hl7-mllp"),
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  tls: z.boolean().optional(),
  version: z.string().optional(),
  charset: z.string().optional(),
  sendingApplication: z.string().optional(),
  events: z.array(z.string().regex(/^[A-Z]{3}\^[A-Z]\d\d$/, "such as ADT^A04")).optional(),
});
const hl7MllpRead = z.strictObject({ adapter: z.literal("hl7-mllp"), listen: hostPort });

const fileDrop = {
  adapter: z.literal("file-drop"),
  folder: z.string().min(1),
  format: z.enum(["hl7", "fhir", "csv"]),
  errors: z.string().min(1).optional(),
} as const;

const worksheet = {
  adapter: z.literal("worksheet"),
  order: z.array(z.string().min(1)).optional(),
  doubleEntry: z.enum(["critical", "all", "none"]).optional(),
} as const;

const screen = {
  adapter: z.literal("screen"),
  recipe: z.string().min(1),
  browser: z.string().min(1).optional(),
} as const;

const findWay = z.union([
  z.enum(["receipt", "demographics", "sentinel"]),
  z.strictObject({ identifier: z.string().min(1) }),
]);
const find = z
  .array(findWay)
  .min(1)
  .optional()
  .describe("How a record is looked for, in this order; the report says which way found it.");

const sender = z.discriminatedUnion("adapter", [
  z.strictObject(fhirRest),
  hl7MllpSend,
  z.strictObject(fileDrop),
  z.strictObject(worksheet),
  z.strictObject(screen),
]);
const reader = z.discriminatedUnion("adapter", [
  z.strictObject({ ...fhirRest, find }),
  hl7MllpRead.extend({ find }),
  z.strictObject({ ...fileDrop, find }),
  z.strictObject({ ...worksheet, find }),
  z.strictObject({ ...screen, find }),
]);

const system = z.strictObject({
  send: sender.optional(),
  read: reader.optional(),
  find: find.describe("The same as in `read`, for a system that is only looked at."),
});

const fieldPattern = z.string().regex(/^[a-z0-9*]+(?:[.-][a-z0-9*]+)*$/, "a field id, * allowed");

const codeSystem = z.string().nullable();

/** A table as a run keeps it: the rows of its file. */
const mapRows = z.strictObject({
  name: z.string(),
  remarks: z.array(z.string()),
  rows: z.array(
    z.strictObject({
      sourceSystem: codeSystem,
      source: z.string(),
      targetSystem: codeSystem,
      target: z.string(),
    }),
  ),
});
const synonymRows = z.strictObject({
  name: z.string(),
  remarks: z.array(z.string()),
  rows: z.array(z.strictObject({ system: codeSystem, code: z.string(), text: z.string() })),
});

/** One allowed transformation: one AT id, one field or pattern of fields, from source to target. */
export const allowRule = z.strictObject({
  field: fieldPattern,
  rule: z.string().regex(/^AT-\d\d$/, "a rule such as AT-07"),
  reason: z.string().min(1),
  agreedBy: z.array(z.string().min(1)).min(1),
  width: z.number().int().min(1).max(64).optional().describe("AT-10: digits after padding."),
  pairs: z
    .array(z.tuple([z.string(), z.string()]))
    .optional()
    .describe("From the source's value to the target's."),
  factor: z
    .string()
    .regex(/^\d+(?:\.\d+)?$/, "a decimal such as 0.0555")
    .optional()
    .describe("AT-13: what the first unit is multiplied by, where no exact factor exists."),
  decimals: z.number().int().min(0).max(12).optional().describe("AT-13: rounding, half up."),
  format: z.string().optional().describe("AT-14: how the target writes dates: MM/DD/YYYY, …"),
  layout: z.string().optional().describe("AT-16, AT-26: segments of ten-digit NDCs: 5-4-1, …"),
  separators: z.string().max(20).optional().describe("AT-26: signs that may be lost or gained."),
  capitals: z.boolean().optional().describe("AT-26: small letters may become capitals."),
  map: z
    .union([z.string().min(1), mapRows])
    .optional()
    .describe("AT-16: a file beside the profile, ConceptMap (R4 JSON) or CSV."),
  synonyms: z
    .union([z.string().min(1), synonymRows])
    .optional()
    .describe("AT-17: a file beside the profile, CodeSystem (R4 JSON) or CSV."),
});
export type DeclaredRule = z.infer<typeof allowRule>;

export const profileSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(200),
  kind: z.enum(["live", "scheduled", "manual"]),
  direction: z.enum(["one-way", "two-way"]),
  window: duration.describe("How long a change may take to arrive."),
  source: system,
  target: system,
  identifiers: z
    .record(
      z.string().min(1),
      z.strictObject({
        range: z.string().regex(/^\d{1,15}-\d{1,15}$/, "FROM-TO, such as 7700000-7799999"),
      }),
    )
    .refine((all) => Object.keys(all).length > 0, "at least one reserved range")
    .describe("Ranges of numbers that the clinic reserved for tests, by identifier system."),
  allow: z.array(allowRule).optional(),
  declares: z
    .strictObject({
      "must-reject": z.array(z.string().min(1)).optional(),
      flagsAt: z.array(z.string().min(1)).optional(),
      onePerPerson: z
        .boolean()
        .optional()
        .describe("The target looks for duplicates and keeps one chart per person."),
    })
    .optional(),
  owners: z.record(fieldPattern, z.enum(["source", "target", "both"])).optional(),
  guard: z.strictObject({
    hosts: z
      .array(z.string().regex(/^[^\s:/]+:(?:\d{1,5}|\*)$/, "HOST:PORT, or a loopback HOST:*"))
      .min(1),
    marker: z.strictObject({ family: z.string().regex(/^[A-Za-z]{4,20}$/, "4 to 20 letters") }),
  }),
});

export type Profile = z.infer<typeof profileSchema>;
export type SenderSettings = z.infer<typeof sender>;
export type ReaderSettings = z.infer<typeof reader>;
export type FhirRestSettings = Extract<SenderSettings, { adapter: "fhir-rest" }>;
export type AuthSettings = z.infer<typeof auth>;

/** The JSON Schema (2020-12) of a profile, for editors and for `profile schema`. */
export function profileJsonSchema(): object {
  return {
    ...z.toJSONSchema(profileSchema, { io: "input" }),
    title: "Crosschart profile",
  };
}

/**
 * Milliseconds of an ISO 8601 duration that the schema accepted (days to seconds; no months,
 * whose length is not fixed).
 */
export function durationMs(text: string): number {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  const part = (at: number): number => Number(found?.[at] ?? 0);
  return Math.round((((part(1) * 24 + part(2)) * 60 + part(3)) * 60 + part(4)) * 1000);
}
