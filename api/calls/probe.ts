import { z } from "zod";
import { job, query } from "../call.ts";

export const probeStanding = z.enum(["settled", "refuted", "undecided"]);

/** One value on one made-up patient. */
export const probeShot = z.strictObject({
  /** "51 characters", "é", "July 15". */
  says: z.string(),
  /** `control`: a plain value. `beside`: the same value in another field; told, not judged. */
  part: z.enum(["looked-at", "control", "beside"]),
  /** Null where the whole record is looked at. */
  field: z.string().nullable(),
  label: z.string(),
  /** The literal value that is sent; null where it is left out, or the whole record is looked at. */
  sent: z.string().nullable(),
});

/** What a probe of a finding said. */
export const probeResult = z.strictObject({
  id: z.string(),
  run: z.string(),
  finding: z.string(),
  fault: z.string(),
  standing: probeStanding,
  /** Plain words with the exact limit in them. */
  says: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  shots: z.array(
    probeShot.extend({
      outcome: z.enum(["whole", "changed", "gone", "refused", "not-there", "joined", "not-read"]),
      /** What came back where it was changed. */
      came: z.string().nullable(),
      /** Why it was refused or not read. */
      why: z.string().nullable(),
    }),
  ),
  /** The runs that were sent for it; `case.list` and `case.message` show their bytes. */
  runs: z.array(z.string()),
  contentHash: z.string(),
  at: z.string(),
});

/** What to name a finding by: its run, and its key or, where it is the only one, its fault's id. */
const finding = z.strictObject({ run: z.string(), finding: z.string() });

export const probeCalls = {
  /** The findings of a run with their keys, the worst first, and what the last probe of each said. */
  "probe.findings": query(
    z.strictObject({ run: z.string() }),
    z.strictObject({
      findings: z.array(
        z.strictObject({
          finding: z.string(),
          fault: z.string(),
          long: z.string(),
          why: z.string(),
          fields: z.array(z.string()),
          cases: z.number(),
          last: probeResult.nullable(),
        }),
      ),
    }),
  ),
  /** What "Confirm" would send first; nothing is sent. */
  "probe.plan": query(
    finding,
    z.strictObject({
      finding: z.string(),
      fault: z.string(),
      /** Null where it can be probed. */
      cannot: z.string().nullable(),
      shots: z.array(probeShot),
    }),
  ),
  /** "Confirm": sends the smallest experiment, reads it back, cleans up and settles the finding. */
  "probe.confirm": job(finding, z.strictObject({ says: z.string() }), probeResult),
};
