import type { CaseId } from "../../db/ids.ts";

/** How many people have reached each stage. */
export interface StageCounts {
  readonly total: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly unknown: number;
  readonly stored: number;
  readonly notFound: number;
  readonly readBack: number;
  readonly compared: number;
  readonly same: number;
  readonly different: number;
}

export type Stage = Exclude<keyof StageCounts, "total">;

export interface RunLogLine {
  readonly at: string;
  readonly kind: "info" | "difference" | "warning" | "refused";
  /** Plain words, with a made-up person's name at most. */
  readonly says: string;
  /** The same in the wire's own words: method, path, status. No record values. */
  readonly raw: string;
}

export type RunProgress =
  | { readonly kind: "phase"; readonly phase: "preparing" | "guarding" | "sending" | "cleaning" }
  | { readonly kind: "log"; readonly line: RunLogLine }
  | { readonly kind: "case"; readonly case: CaseId; readonly stage: Stage }
  | { readonly kind: "counts"; readonly counts: StageCounts };

export interface RunEvents {
  readonly counts: () => StageCounts;
  readonly log: () => readonly RunLogLine[];
  phase(phase: Extract<RunProgress, { kind: "phase" }>["phase"]): void;
  say(kind: RunLogLine["kind"], says: string, raw?: string): void;
  /** A case reached a stage; said twice it counts once. */
  reached(id: CaseId, stage: Stage): void;
}

const stages = [
  "sent",
  "acknowledged",
  "refused",
  "unknown",
  "stored",
  "notFound",
  "readBack",
  "compared",
  "same",
  "different",
] as const satisfies readonly Stage[];
const keptLines = 500;

/** Counts stages and keeps the last lines, telling the listener of each change. */
export function makeRunEvents(
  total: number,
  now: () => Date,
  listener: (progress: RunProgress) => void,
): RunEvents {
  const reached = new Map<Stage, Set<CaseId>>(stages.map((stage) => [stage, new Set()]));
  const lines: RunLogLine[] = [];
  const count = (stage: Stage): number => reached.get(stage)?.size ?? 0;
  const counts = (): StageCounts => ({
    total,
    sent: count("sent"),
    acknowledged: count("acknowledged"),
    refused: count("refused"),
    unknown: count("unknown"),
    stored: count("stored"),
    notFound: count("notFound"),
    readBack: count("readBack"),
    compared: count("compared"),
    same: count("same"),
    different: count("different"),
  });
  return {
    counts,
    log: () => lines,
    phase: (phase) => listener({ kind: "phase", phase }),
    say: (kind, says, raw = "") => {
      const line = { at: now().toISOString(), kind, says, raw };
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      listener({ kind: "log", line });
    },
    reached: (id, stage) => {
      const cases = reached.get(stage);
      if (cases === undefined || cases.has(id)) return;
      cases.add(id);
      listener({ kind: "case", case: id, stage });
      listener({ kind: "counts", counts: counts() });
    },
  };
}
