import { z } from "zod";
import { command, query } from "../call.ts";
import { role } from "./app.ts";
import { assessmentVerdict } from "./case.ts";

const assessment = z.strictObject({
  id: z.string(),
  verdict: z.union([assessmentVerdict, z.literal("withdrawn")]),
  note: z.string(),
  reason: z.string(),
  role: z.string(),
  /** Always `unnamed` until accounts exist: an assessment is no signature. */
  signer: z.literal("unnamed"),
  at: z.string(),
  evidenceHash: z.string(),
  supersededBy: z.string().nullable(),
});

export const assessmentCalls = {
  /**
   * Stores a person's verdict on a case. Pass with open differences needs a reason
   * (fault bad-request otherwise). Superseded by the next one, never edited.
   */
  "assessment.save": command(
    z.strictObject({
      case: z.string(),
      verdict: assessmentVerdict,
      note: z.string().max(20_000),
      reason: z.string().max(2000),
      role,
    }),
    z.strictObject({
      assessment: z.string(),
      /** The next case that waits, by the order of the list; null = you are done. */
      next: z.string().nullable(),
    }),
  ),
  /** Undo: the case waits again; history keeps both. */
  "assessment.withdraw": command(z.strictObject({ case: z.string() }), z.strictObject({})),
  "assessment.history": query(
    z.strictObject({ case: z.string() }),
    z.strictObject({ assessments: z.array(assessment) }),
  ),
};
