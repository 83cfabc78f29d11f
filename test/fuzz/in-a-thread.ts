import { Worker } from "node:worker_threads";
import type { Growth } from "./count-steps.ts";
import type { Fed } from "./feed.ts";
import type { Answer, Task } from "./fuzz-thread.ts";
import type { FormatName } from "./fuzzed-format.ts";

/** More than a megabyte of input may ever need, and far less than a reader that runs away. */
const memoryMb = 384;

/**
 * Fuzzes a reader in a thread of its own: one that hangs is ended with the test, and one whose memory
 * grows without bound ends with an error instead of taking the machine.
 */
export function feedInAThread(
  name: FormatName,
  task: Exclude<Task, { kind: "growth" }>,
  signal: AbortSignal,
): Promise<Fed> {
  // The thread answers each kind of task with its own kind of answer.
  return inAThread(name, task, signal) as Promise<Fed>;
}

export function growthsInAThread(
  name: FormatName,
  size: number,
  signal: AbortSignal,
): Promise<readonly Growth[]> {
  // As above.
  return inAThread(name, { kind: "growth", size }, signal) as Promise<readonly Growth[]>;
}

async function inAThread(name: FormatName, task: Task, signal: AbortSignal): Promise<Answer> {
  const thread = new Worker(new URL("./fuzz-thread.ts", import.meta.url), {
    workerData: { name, task },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  const end = (): void => void thread.terminate();
  signal.addEventListener("abort", end);
  try {
    return await new Promise<Answer>((done, failed) => {
      thread.once("message", done);
      thread.once("error", failed);
      thread.once("exit", (code) => failed(new Error(`the thread ended with ${code}`)));
    });
  } finally {
    signal.removeEventListener("abort", end);
    await thread.terminate();
  }
}
