import { hostname } from "node:os";

import type { RunId } from "../../db/ids.ts";
import type { Lease } from "../../db/records.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import type { Write } from "./write-together.ts";

/** A lease that is not renewed for this long lapses and says whose it was (decisions.md 3). */
export const leaseMs = 15_000;
const renewMs = 5_000;

export interface HeldLease {
  release(): Promise<void>;
}

/**
 * Takes a run for this process and keeps renewing it.
 * @param lost called once when the lease could not be kept
 * @throws CliFailure with exit 4 naming the program that works on the run
 */
export async function takeLease(
  write: Write,
  run: RunId,
  owner: string,
  now: () => Date,
  lost: () => void,
): Promise<HeldLease> {
  const lease = (): Lease => ({
    owner,
    host: hostname(),
    pid: process.pid,
    until: new Date(now().getTime() + leaseMs).toISOString(),
  });
  const take = () =>
    write(async (stores) => {
      const first = await stores.runs.lease(run, lease(), now().toISOString());
      if (first.ok || !isDead(first.holder)) return first;
      // The program was killed: nobody renews that lease any more.
      await stores.runs.release(run);
      return stores.runs.lease(run, lease(), now().toISOString());
    });
  const taken = await take();
  if (!taken.ok) {
    const { holder } = taken;
    throw new CliFailure(exitCodes.store, {
      happened: `The run ${run} is being worked on by ${holder.owner} (process ${holder.pid} on ${holder.host}).`,
      safe: "Nothing was done twice.",
      todo: `Let it finish or end it there; its lease lapses at ${holder.until}.`,
    });
  }
  const timer = setInterval(() => {
    take().then(
      (kept) => {
        if (!kept.ok) lost();
      },
      () => lost(),
    );
  }, renewMs);
  timer.unref();
  return {
    release: async () => {
      clearInterval(timer);
      await write((stores) => stores.runs.release(run));
    },
  };
}

/** Whether a holder on this machine has ended; of another machine nobody here can tell. */
function isDead(holder: Lease): boolean {
  if (holder.host !== hostname() || holder.pid === process.pid) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown && thrown.code === "ESRCH";
  }
}
