import type { z } from "zod";

/** Reads; may be asked again at any time. */
export interface QueryCall<I extends z.ZodType, R extends z.ZodType> {
  readonly kind: "query";
  readonly input: I;
  readonly reply: R;
}

/** Writes once: the same key asked twice gives the first answer again. */
export interface CommandCall<I extends z.ZodType, R extends z.ZodType> {
  readonly kind: "command";
  readonly input: I;
  readonly reply: R;
}

/** Takes long: progress events, can be cancelled, ends with one reply. */
export interface JobCall<I extends z.ZodType, P extends z.ZodType, R extends z.ZodType> {
  readonly kind: "job";
  readonly input: I;
  readonly progress: P;
  readonly reply: R;
}

export type Call =
  | QueryCall<z.ZodType, z.ZodType>
  | CommandCall<z.ZodType, z.ZodType>
  | JobCall<z.ZodType, z.ZodType, z.ZodType>;

export function query<I extends z.ZodType, R extends z.ZodType>(input: I, reply: R) {
  return { kind: "query", input, reply } as const satisfies QueryCall<I, R>;
}

export function command<I extends z.ZodType, R extends z.ZodType>(input: I, reply: R) {
  return { kind: "command", input, reply } as const satisfies CommandCall<I, R>;
}

export function job<I extends z.ZodType, P extends z.ZodType, R extends z.ZodType>(
  input: I,
  progress: P,
  reply: R,
) {
  return { kind: "job", input, progress, reply } as const satisfies JobCall<I, P, R>;
}
