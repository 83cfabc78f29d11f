import { z } from "zod";
import { mostRecords } from "../../api/calls/people.ts";

/**
 * A prepared set of people as one file, `NAME.people`: JSON with the recipe, the fingerprints of what it
 * makes, and (unless it was left out) every record and what must become of it, one person a line. With the
 * records inside a set stays usable when the catalogue has moved on.
 */
export const setFormat = "crosschart-set/1";
/** Of files that some version of this program wrote. */
export const setFormatPattern = /^crosschart-set\/(\d+)$/;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits");
const id = z.string().min(1).max(200);
const entry = z.string().max(200);

const valueRow = z.union([
  z.strictObject({ field: id, entry, value: z.string() }),
  z.strictObject({ field: id, entry, absent: z.string() }),
]);

const expectation = z.strictObject({
  field: id,
  entry,
  operators: z.array(id),
  clean: z.string().nullable(),
  messy: z.string().nullable(),
  any: z.array(
    z.strictObject({
      expect: z.enum(["must-survive", "may-normalise", "must-reject", "must-flag"]),
      rule: z.string().max(200).exactOptional(),
      limit: z.number().int().exactOptional(),
    }),
  ),
});

const personId = z.string().regex(/^p-\d{4,7}$/, "such as p-0001");

export const storedPerson = z.strictObject({
  id: personId,
  control: z.boolean(),
  values: z.array(valueRow).min(1),
  expectations: z.array(expectation),
  operators: z.array(z.strictObject({ id, field: id, entry })),
  notApplied: z.array(z.strictObject({ id, why: z.string() })),
  /** What the second round changes, and what must become of it. */
  next: z.array(
    z.union([valueRow, z.strictObject({ field: id, entry, removed: z.literal(true) })]),
  ),
  nextExpectations: z.array(expectation),
  cluster: z
    .strictObject({
      id,
      operator: id,
      member: z.number().int().min(1),
      people: z.array(personId).min(1),
      pairs: z.array(
        z.strictObject({
          a: personId,
          b: personId,
          same: z.boolean(),
          agrees: z.enum(["trusted", "strong", "weak"]),
          allowed: z.array(
            z.enum(["one", "one-with-review", "review", "two-with-review", "two", "refused"]),
          ),
        }),
      ),
    })
    .nullable(),
});
export type StoredPerson = z.infer<typeof storedPerson>;

const head = {
  format: z.literal(setFormat),
  /** Version of the catalogue that made the people. */
  catalogue: z.string().regex(/^\d{4}\.\d{1,4}$/, "a version such as 2026.3"),
  seed: z.string().min(1).max(10_000),
  referenceDate: z.string().regex(/^\d{4}-\d\d-\d\d$/, "a date such as 2026-01-15"),
  /** As `--mess` takes it. */
  mess: z.string().min(1).max(20_000),
  count: z.number().int().min(1).max(1_000_000),
  locales: z.array(z.string().min(2).max(20)).min(1).max(50),
  marker: z.string().regex(/^[A-Za-z]{4,20}$/, "the mark of every patient, such as ZZTEST"),
  mrn: z.strictObject({
    system: z.string().min(1).max(500),
    from: z.string().regex(/^\d{1,15}$/, "digits"),
    to: z.string().regex(/^\d{1,15}$/, "digits"),
    salt: z.string().max(200),
  }),
} as const;

export const setFile = z.strictObject({
  ...head,
  people: z.array(storedPerson).min(1).max(mostRecords).exactOptional(),
  sha256: z.strictObject({
    /** Over the chart files of all people, one behind the other, as `generate` writes them. */
    charts: sha256,
    /** Over the recipe and the lines of all people, as they stand in a file with the records inside. */
    set: sha256,
  }),
});
export type SetFile = z.infer<typeof setFile>;

/** The recipe of a set, without what it makes. */
export type SetHead = Omit<SetFile, "people" | "sha256">;
/** The recipe as it stands in a file. The order of the keys is part of the bytes. */
export function headText(of: SetHead): string {
  const { catalogue, seed, referenceDate, mess, count, locales, marker } = of;
  const { system, from, to, salt } = of.mrn;
  const mrn = { system, from, to, salt };
  return JSON.stringify({
    format: setFormat,
    catalogue,
    seed,
    referenceDate,
    mess,
    count,
    locales,
    marker,
    mrn,
  });
}

export type SetHashes = SetFile["sha256"];
