import type { RunStop } from "./run-stop.ts";
import { Stopped } from "./waiting.ts";

/** How long a send that is under way may still answer after a cancel. */
const cutSendsAfterMs = 1500;

/** Stopping and pausing of one run. */
export interface Controls {
  readonly stop: AbortSignal;
  readonly cutSends: AbortSignal;
  /** Resolves when the run is not paused; throws where it was stopped. */
  readonly mayGoOn: () => Promise<void>;
  readonly paused: () => boolean;
  /** Stops the run; `reason` where it was not a person who stopped it. */
  cancel(reason?: RunStop): void;
  pause(): void;
  goOn(): void;
}

export function makeControls(): Controls {
  const stop = new AbortController();
  const cut = new AbortController();
  let gate: { readonly opened: Promise<void>; readonly open: () => void } | null = null;
  const goOn = (): void => {
    gate?.open();
    gate = null;
  };
  return {
    stop: stop.signal,
    cutSends: cut.signal,
    mayGoOn: async () => {
      await gate?.opened;
      // A stop opens the gate too: what waited at it must not go.
      stop.signal.throwIfAborted();
    },
    cancel: (reason) => {
      if (stop.signal.aborted) return;
      stop.abort(reason ?? new Stopped());
      goOn();
      setTimeout(() => cut.abort(), cutSendsAfterMs).unref();
    },
    pause: () => {
      if (gate !== null || stop.signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = { opened: promise, open: resolve };
    },
    paused: () => gate !== null,
    goOn,
  };
}
