import { z } from "zod";
import { command, query } from "../call.ts";

export const roles = ["front-desk", "nurse", "billing", "privacy", "project-lead"] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const theme = z.enum(["system", "light", "dark"]);

export const appCalls = {
  "app.about": query(
    z.strictObject({}),
    z.strictObject({
      version: z.string(),
      catalogue: z.string(),
      node: z.string(),
      door: z.enum(["desktop", "browser"]),
      role,
      theme,
      /** Single-letter keys can be switched off (WCAG 2.1.4). */
      letterKeys: z.boolean(),
      /** The hash-chained ledger, as last verified. */
      chain: z.strictObject({ ok: z.boolean(), entries: z.number(), says: z.string() }),
    }),
  ),
  "app.settings": command(
    z.strictObject({
      role: role.optional(),
      theme: theme.optional(),
      letterKeys: z.boolean().optional(),
    }),
    z.strictObject({}),
  ),
  /** The log without patient values, newest last. */
  "app.log": query(
    z.strictObject({ limit: z.number().int().min(1).max(1000) }),
    z.strictObject({ lines: z.array(z.string()) }),
  ),
};
