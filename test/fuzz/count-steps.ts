import { Session } from "node:inspector/promises";
import { tokensOf } from "./feed.ts";
import { repeated, type FuzzedFormat } from "./fuzzed-format.ts";

export interface Growth {
  readonly token: string;
  readonly frame: number;
  /** How many more steps twice the bytes took; 2 is in proportion. */
  readonly factor: number;
}

/**
 * Begins to count how often each block of code runs: steps, which are the same on every machine,
 * where times are not. Only code that is loaded afterwards is counted block by block; what runs
 * inside the engine (a regular expression, a search in a text) is not seen.
 * @returns the steps of core/ since the last call
 */
export async function beginToCount(): Promise<() => Promise<number>> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return async () => {
    const { result } = await session.post("Profiler.takePreciseCoverage");
    let steps = 0;
    for (const { url, functions } of result) {
      if (!url.includes("/core/") || url.includes("/test/")) continue;
      for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    }
    return steps;
  };
}

/** How the steps grow when an input grows to twice its size, for each token at each kind of place. */
export async function growths(
  format: FuzzedFormat,
  steps: () => Promise<number>,
  size: number,
): Promise<readonly Growth[]> {
  const found: Growth[] = [];
  for (const token of tokensOf(format)) {
    for (const [frame, places] of format.frames.entries()) {
      const counts: number[] = [];
      for (const bytes of [repeated(token, places, size), repeated(token, places, size * 2)]) {
        await steps();
        for (const _ of format.read(bytes)) continue;
        counts.push(await steps());
      }
      const [once = 1, twice = 1] = counts;
      found.push({ token, frame, factor: twice / once });
    }
  }
  return found;
}
