/** What one step of a queue came to. */
export type Step = "more" | "idle" | { readonly waitMs: number } | "retry";

const shortestMs = 50;
const longestMs = 2000;

/** Works a queue off in order, one step at a time; after a failure it waits, longer each time. */
export class Courier {
  readonly #step: (signal: AbortSignal) => Promise<Step>;
  readonly #abort = new AbortController();
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #failures = 0;
  #again = false;

  constructor(step: (signal: AbortSignal) => Promise<Step>) {
    this.#step = step;
  }

  /** There may be something to do. */
  wake(): void {
    this.#again = true;
    if (this.#running || this.#timer || this.#abort.signal.aborted) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      if (this.#again && !this.#timer) this.wake();
    });
  }

  /** What it waits for has come earlier. */
  hurry(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.wake();
  }

  /** Ends the step under way and starts no other. */
  async stop(): Promise<void> {
    this.#abort.abort();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    // Whatever woke us wakes us after its own transaction is over.
    await new Promise((resolve) => setImmediate(resolve));
    while (!this.#abort.signal.aborted) {
      this.#again = false;
      const step = await this.#tryStep();
      if (step === "more") this.#failures = 0;
      else if (step === "idle") {
        this.#failures = 0;
        if (!this.#again) return;
      } else {
        const waitMs =
          step === "retry" ? Math.min(longestMs, shortestMs * 2 ** this.#failures++) : step.waitMs;
        this.#pause(waitMs);
        return;
      }
    }
  }

  async #tryStep(): Promise<Step> {
    try {
      return await this.#step(this.#abort.signal);
    } catch {
      // A network failure or a system that is just stopping: the row is still in the queue.
      return "retry";
    }
  }

  #pause(waitMs: number): void {
    if (this.#abort.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.wake();
    }, waitMs);
  }
}
