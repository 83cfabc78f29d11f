import type { FaultCode } from "../../api/fault.ts";
import { CallRefusal } from "../../api/fault.ts";

/** A refusal in the three parts its reader needs; throw it. */
export function refuse(code: FaultCode, happened: string, safe: string, todo: string): CallRefusal {
  return new CallRefusal({ code, happened, safe, todo });
}
