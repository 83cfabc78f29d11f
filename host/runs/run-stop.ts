import type { StopReason } from "../../db/records.ts";
import type { ExitCode } from "../cli/io.ts";
import { exitCodes } from "../cli/io.ts";

/** Closed list of reasons for which a run ends before its end. */
export type StopCode =
  | "guard"
  | "left-over"
  | "stranger"
  | "stranger-read"
  | "unreachable"
  | "credentials"
  | "lease-lost";

/** Ends a run with a sentence; what was done before is kept. Thrown inside the runner alone. */
export class RunStop extends Error {
  readonly reason: StopReason;

  constructor(code: StopCode, says: Omit<StopReason, "code">) {
    super(says.happened);
    this.reason = { code, ...says };
  }
}

const exits: Readonly<Record<StopCode, ExitCode>> = {
  guard: exitCodes.guard,
  "left-over": exitCodes.guard,
  stranger: exitCodes.guard,
  "stranger-read": exitCodes.guard,
  unreachable: exitCodes.unreachable,
  credentials: exitCodes.unreachable,
  "lease-lost": exitCodes.store,
};

/** The exit code of a stop (cli.md, "Exit codes"). */
export function exitOfStop(code: string): ExitCode {
  return code in exits
    ? // `in` has just checked that it is one of them.
      exits[code as StopCode]
    : exitCodes.bug;
}
