/** What a command may touch of the world around it, and how it says that something went wrong. */

/** Exit codes are promises to scripts; where several apply, the first of 70, 4, 5, 3, 1. */
export const exitCodes = {
  ok: 0,
  difference: 1,
  usage: 2,
  unreachable: 3,
  store: 4,
  guard: 5,
  setup: 6,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface CliIo {
  /** Results only. */
  readonly out: (text: string) => void;
  /** Progress, warnings, errors: everything else. */
  readonly err: (text: string) => void;
  readonly errIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

/** A failure that the user can read: what happened, what is safe, what to do. */
export class CliFailure extends Error {
  readonly exit: ExitCode;
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;
  /** File with line, key, or address; null where there is no place. */
  readonly at: string | null;

  constructor(
    exit: ExitCode,
    what: { happened: string; safe: string; todo: string; at?: string | null },
  ) {
    super(what.happened);
    this.exit = exit;
    this.happened = what.happened;
    this.safe = what.safe;
    this.todo = what.todo;
    this.at = what.at ?? null;
  }
}
