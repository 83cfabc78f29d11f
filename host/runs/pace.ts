import { pauseMs } from "./waiting.ts";

/** Keeps sending in step with what arrives, so that a burst of ours is not taken for their delay. */
export interface Pace {
  /** Waits a moment while too much is on its way; never long where nothing arrives at all. */
  beforeSend(signal: AbortSignal): Promise<void>;
  sent(caseId: string): void;
  /** It arrived, or nobody waits for it any more. */
  settled(caseId: string): void;
}

const mostOnTheWay = 12;
const longestWaitMs = 800;
const lookMs = 20;

/**
 * Real partners queue; sending faster than they take would use up the window before its time.
 * Each wait that was in vain halves the next one, so that a partner that loses everything costs a
 * second or two and not the sum of all windows.
 */
export function makePace(): Pace {
  const onTheWay = new Set<string>();
  let allowanceMs = longestWaitMs;
  return {
    beforeSend: async (signal) => {
      let waitedMs = 0;
      while (onTheWay.size >= mostOnTheWay && waitedMs < allowanceMs) {
        await pauseMs(lookMs, signal);
        waitedMs += lookMs;
      }
      if (onTheWay.size >= mostOnTheWay) allowanceMs /= 2;
    },
    sent: (caseId) => void onTheWay.add(caseId),
    settled: (caseId) => {
      if (onTheWay.delete(caseId)) allowanceMs = longestWaitMs;
    },
  };
}
