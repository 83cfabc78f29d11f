import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { root } from "../root.ts";
import type { KeptParts } from "./kept-parts.ts";
import { nameOfPart } from "./measure-part.ts";
import type { MeasureSettings, Part, PartResult } from "./measure-part.ts";

/** What a worker says: that it waits, what it made, or why it could not. */
type Said = { readonly made: PartResult } | { readonly failed: string } | { readonly ready: true };

/** What a worker is told when it starts; `runs` is the folder of runs that are kept, if any. */
export interface WorkerOrder {
  readonly settings: MeasureSettings;
  readonly runs: string | null;
}

/**
 * Makes the parts that are not there yet, each by whichever process is free, and keeps each as soon as
 * it is made. Throws the first failure of a worker, after the others are stopped.
 */
export async function runParts(
  parts: readonly Part[],
  settings: MeasureSettings,
  {
    processes,
    kept,
    runs = null,
    progress,
  }: {
    readonly processes: number;
    readonly kept: KeptParts;
    readonly runs?: string | null;
    readonly progress: (says: string) => void;
  },
): Promise<void> {
  const waiting = parts.filter((part) => !kept.has(part));
  const started = Date.now();
  let done = 0;
  const workers: ChildProcess[] = [];
  const end = (): void => {
    for (const worker of workers) worker.kill();
  };
  process.once("exit", end);
  const onSignal = (signal: NodeJS.Signals): void => {
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", onSignal);
  process.once("SIGTERM", onSignal);
  const work = (worker: ChildProcess): Promise<void> =>
    new Promise((finish, fail) => {
      let part: Part | undefined;
      const next = (): void => {
        part = waiting.shift();
        if (part !== undefined) worker.send(part);
        else worker.disconnect();
      };
      worker.on("message", (said: Said) => {
        if ("failed" in said) {
          fail(new Error(`${part === undefined ? "" : nameOfPart(part)}: ${said.failed}`));
          return;
        }
        if ("made" in said && part !== undefined) {
          kept.keep(part, said.made);
          done++;
          const seconds = (Date.now() - started) / 1000;
          const left = Math.round((seconds / done) * (parts.length - done - alreadyThere));
          progress(
            `${done + alreadyThere} of ${parts.length}, about ${Math.ceil(left / 60)} min left: ${nameOfPart(part)}`,
          );
        }
        next();
      });
      worker.on("error", fail);
      worker.on("exit", (code) => {
        if (part === undefined) finish();
        else fail(new Error(`A process of the measure ended with ${code} at ${nameOfPart(part)}.`));
      });
    });
  const alreadyThere = parts.length - waiting.length;
  const count = Math.min(processes, waiting.length);
  try {
    const ends = Array.from({ length: count }, () => {
      const file = join(root, "build", "measure", "worker.ts");
      const order: WorkerOrder = { settings, runs };
      const worker = fork(file, [JSON.stringify(order)], { stdio: ["ignore", 2, 2, "ipc"] });
      workers.push(worker);
      return work(worker);
    });
    await Promise.all(ends);
  } finally {
    end();
    process.removeListener("exit", end);
    process.removeListener("SIGINT", onSignal);
    process.removeListener("SIGTERM", onSignal);
  }
}
