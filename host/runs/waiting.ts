/** Waiting and taking turns, both ended by an AbortSignal. */

/** Thrown where a wait was ended by its signal. */
export class Stopped extends Error {
  override readonly name = "AbortError";
  constructor() {
    super("stopped");
  }
}

export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new Stopped();
}

/** Waits; throws Stopped as soon as the signal is aborted. */
export async function pauseMs(milliseconds: number, signal: AbortSignal): Promise<void> {
  throwIfStopped(signal);
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(new Stopped());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", end, { once: true });
  });
}

/** A number of places that are taken in the order of asking. */
export interface Places {
  use<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

export function makePlaces(count: number): Places {
  let free = count;
  const line: (() => void)[] = [];
  const leave = (): void => {
    const next = line.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    use: async (signal, work) => {
      throwIfStopped(signal);
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => line.push(resolve));
      try {
        throwIfStopped(signal);
        return await work();
      } finally {
        leave();
      }
    },
  };
}

/** Does the work for each item, at most `limit` at the same time; the first failure ends it. */
export async function forEachLimited<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const item = items[next];
      next += 1;
      try {
        if (item !== undefined) await work(item);
      } catch (thrown) {
        failed = true;
        throw thrown;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
