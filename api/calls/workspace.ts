import { z } from "zod";
import { command, query } from "../call.ts";
import { runLine } from "./run.ts";

const harm = z.number().int().min(1).max(4);

export const workspaceCalls = {
  /** What Home shows: the gate with its reasons, the queue, what is unfinished. */
  "workspace.home": query(
    z.strictObject({}),
    z.strictObject({
      name: z.string(),
      path: z.string(),
      /** `practice` = the practice campaign; `real` = a campaign against a connection; `none` = nothing tested yet. */
      campaign: z.enum(["none", "practice", "real"]),
      gate: z.strictObject({
        outcome: z.enum(["not-yet", "signatures-missing", "ready"]),
        reasons: z.array(
          z.strictObject({
            kind: z.enum(["fault", "cant-tell", "waiting"]),
            /** Of a fault; what waits for a person has none and says 1. */
            harm,
            says: z.string(),
            /** Empty = nothing can be done about it here. */
            action: z.string(),
            route: z.string(),
          }),
        ),
      }),
      queue: z.strictObject({
        waiting: z.number(),
        cantTell: z.number(),
        failed: z.number(),
        passed: z.number(),
      }),
      faults: z.array(
        z.strictObject({
          id: z.string(),
          short: z.string(),
          says: z.string(),
          harm,
          cases: z.number(),
          fields: z.array(z.string()),
          /** A case that shows it. */
          example: z.string(),
        }),
      ),
      runs: z.array(runLine),
      /** A run that was interrupted and can be resumed. */
      unfinished: runLine.nullable(),
    }),
  ),
  "workspace.recent": query(
    z.strictObject({}),
    z.strictObject({ files: z.array(z.strictObject({ name: z.string(), path: z.string() })) }),
  ),
  "workspace.create": command(z.strictObject({ path: z.string().min(1) }), z.strictObject({})),
  "workspace.open": command(z.strictObject({ path: z.string().min(1) }), z.strictObject({})),
  "workspace.backUp": command(
    z.strictObject({ path: z.string().min(1) }),
    z.strictObject({ bytes: z.number() }),
  ),
};
