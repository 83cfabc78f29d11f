import type { WritableStores, Workspace } from "../../db/stores.ts";

/** Writes one step; resolves when it is on the disk. */
export type Write = <Result>(work: (stores: WritableStores) => Promise<Result>) => Promise<Result>;

interface Job {
  readonly run: (stores: WritableStores) => Promise<void>;
  readonly settle: () => void;
  readonly fail: (reason: unknown) => void;
}

/**
 * Joins the steps of many cases that wait at the same moment into one transaction (decisions.md 8):
 * each of them is on the disk before its case goes on, and the disk is asked once.
 */
export function writeTogether(workspace: Pick<Workspace, "tick">): Write {
  let waiting: Job[] = [];
  let busy = false;
  const flush = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      const jobs = waiting;
      waiting = [];
      try {
        await workspace.tick(async (stores) => {
          for (const job of jobs) await job.run(stores);
        });
        for (const job of jobs) job.settle();
      } catch (thrown) {
        for (const job of jobs) job.fail(thrown);
      }
    }
    busy = false;
  };
  return (work) =>
    new Promise((resolve, reject) => {
      let done: (() => void) | null = null;
      waiting.push({
        run: async (stores) => {
          const result = await work(stores);
          done = () => resolve(result);
        },
        settle: () => done?.(),
        fail: reject,
      });
      if (!busy) void flush();
    });
}
