import { z } from "zod";

/** The closed list of ways in which a call can fail. A partner's "no" is not among them: it is data. */
export const faultCodes = [
  "bad-request",
  "not-found",
  "conflict",
  "forbidden",
  "unreachable",
  "timed-out",
  "store",
  "cancelled",
  "bug",
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** A sentence for the user in three parts: what happened, what is safe, what to do. */
export const callFault = z.strictObject({
  code: z.enum(faultCodes),
  happened: z.string(),
  safe: z.string(),
  todo: z.string(),
  /** Technical details, copyable, without patient values. */
  details: z.string().optional(),
});
export type CallFault = z.infer<typeof callFault>;

/** Thrown by handlers; the door turns it into `{ok:false, fault}`. Anything else thrown is a bug. */
export class CallRefusal extends Error {
  readonly fault: CallFault;

  constructor(fault: CallFault) {
    super(fault.happened);
    this.fault = fault;
  }
}
