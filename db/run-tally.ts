import type { RunTally } from "./records.ts";

/** The counts that the triggers keep, as one object; what never happened counts 0. */
export function tallyOf(lines: readonly { readonly what: string; readonly n: number }[]): RunTally {
  const counts = new Map(lines.map((line) => [line.what, line.n]));
  const n = (what: string): number => counts.get(what) ?? 0;
  return {
    cases: n("cases"),
    byPhase: {
      todo: n("phase:todo"),
      running: n("phase:running"),
      finished: n("phase:finished"),
      error: n("phase:error"),
      cancelled: n("phase:cancelled"),
    },
    byVerdict: {
      match: n("verdict:match"),
      allowed: n("verdict:allowed"),
      delta: n("verdict:delta"),
      missing: n("verdict:missing"),
      extra: n("verdict:extra"),
      "not-compared": n("verdict:not-compared"),
      "not-readable": n("verdict:not-readable"),
    },
    bySent: {
      accepted: n("sent:accepted"),
      refused: n("sent:refused"),
      unknown: n("sent:unknown"),
      unreachable: n("sent:unreachable"),
      "not-sent": n("sent:not-sent"),
    },
    byAssessment: {
      pass: n("assessed:pass"),
      fail: n("assessed:fail"),
      "cant-tell": n("assessed:cant-tell"),
    },
    fields: {
      match: n("fields:match"),
      allowed: n("fields:allowed"),
      delta: n("fields:delta"),
      missing: n("fields:missing"),
      extra: n("fields:extra"),
      notCompared: n("fields:not_compared"),
      notReadable: n("fields:not_readable"),
    },
  };
}
