import { z } from "zod";
import { command, job, query } from "../call.ts";

export const connectionLine = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** `practice` = the built-in one. */
  kind: z.enum(["practice", "file"]),
  path: z.string().nullable(),
  sourceName: z.string(),
  targetName: z.string(),
  guard: z.enum(["practice", "test", "unknown", "real"]),
  lastCheck: z.strictObject({ ok: z.boolean(), at: z.string() }).nullable(),
});

export const checkLine = z.strictObject({
  name: z.string(),
  state: z.enum(["ok", "failed", "cant-tell"]),
  says: z.string(),
  todo: z.string(),
});

export const connectionCalls = {
  "connection.list": query(
    z.strictObject({}),
    z.strictObject({ connections: z.array(connectionLine), current: z.string().nullable() }),
  ),
  /** Opens a profile file; a misspelt key is named with line and near match (fault bad-request). */
  "connection.open": command(z.strictObject({ path: z.string().min(1) }), connectionLine),
  "connection.select": command(z.strictObject({ id: z.string() }), z.strictObject({})),
  "connection.check": job(
    z.strictObject({ id: z.string() }),
    checkLine,
    z.strictObject({ ok: z.boolean(), lines: z.array(checkLine) }),
  ),
};
