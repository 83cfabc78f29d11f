import { z } from "zod";
import { callFault } from "./fault.ts";

/**
 * What goes over the wire of the contract, whatever the wire: a function call, a WebSocket or a
 * MessagePort. JSON-safe values only.
 */
export const requestEnvelope = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("call"),
    id: z.string().min(1).max(64),
    name: z.string().min(1).max(64),
    input: z.unknown(),
    /** Required for commands: the same key twice is the same act. */
    key: z.string().min(8).max(64).optional(),
  }),
  z.strictObject({ kind: z.literal("cancel"), id: z.string().min(1).max(64) }),
]);
export type RequestEnvelope = z.infer<typeof requestEnvelope>;

export const answer = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), reply: z.unknown() }),
  z.strictObject({ ok: z.literal(false), fault: callFault }),
]);
export type Answer<R> =
  | { readonly ok: true; readonly reply: R }
  | { readonly ok: false; readonly fault: z.infer<typeof callFault> };

/** What stores announce; a screen that shows one of these areas asks again. */
export const areas = [
  "app",
  "workspace",
  "people",
  "connections",
  "practice",
  "runs",
  "cases",
  "assessments",
  "ledger",
] as const;
export type Area = (typeof areas)[number];

export const hostEnvelope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("answer"), id: z.string(), answer }),
  z.strictObject({ kind: z.literal("progress"), id: z.string(), progress: z.unknown() }),
  z.strictObject({ kind: z.literal("changed"), areas: z.array(z.enum(areas)) }),
]);
export type HostEnvelope = z.infer<typeof hostEnvelope>;
