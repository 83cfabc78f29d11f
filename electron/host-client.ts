import { randomUUID } from "node:crypto";
import type { MessagePortMain } from "electron";
import { contract, type CallName, type Input, type Reply } from "../api/contract.ts";
import { hostEnvelope, type Answer, type Area, type RequestEnvelope } from "../api/envelope.ts";

type Waiting = (answer: Answer<unknown>) => void;

/** The menu's own way to the host: the same calls and envelopes as the page's. */
export class HostClient {
  readonly #port: MessagePortMain;
  readonly #waiting = new Map<string, Waiting>();
  readonly #listeners: ((areas: readonly Area[]) => void)[] = [];
  #next = 0;

  constructor(port: MessagePortMain) {
    this.#port = port;
    port.on("message", (event) => this.#received(event.data));
    port.on("close", () => this.#closed());
    port.start();
  }

  onChanged(listener: (areas: readonly Area[]) => void): void {
    this.#listeners.push(listener);
  }

  /** One call of the contract. Faults are answers; nothing is thrown. */
  call<N extends CallName>(name: N, input: Input<N>): Promise<Answer<Reply<N>>> {
    const id = `menu-${++this.#next}`;
    const envelope: RequestEnvelope =
      contract[name].kind === "query"
        ? { kind: "call", id, name, input }
        : { kind: "call", id, name, input, key: randomUUID() };
    return new Promise((resolve) => {
      this.#waiting.set(id, (answer) => {
        if (!answer.ok) return resolve(answer);
        const read = contract[name].reply.safeParse(answer.reply);
        // The schema of this very call has read it.
        if (read.success) resolve({ ok: true, reply: read.data as Reply<N> });
        else resolve({ ok: false, fault: nonsense });
      });
      this.#port.postMessage(envelope);
    });
  }

  #received(message: unknown): void {
    const read = hostEnvelope.safeParse(message);
    if (!read.success) return;
    if (read.data.kind === "changed") {
      for (const listener of this.#listeners) listener(read.data.areas);
    } else if (read.data.kind === "answer") {
      const { id, answer } = read.data;
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      waiting?.(answer.ok ? { ok: true, reply: answer.reply } : answer);
    }
  }

  #closed(): void {
    for (const waiting of this.#waiting.values()) waiting({ ok: false, fault: lost });
    this.#waiting.clear();
  }
}

const lost = {
  code: "unreachable",
  happened: "The part of Crosschart that does the work has ended.",
  safe: "What was done is stored.",
  todo: "Try again.",
} as const;

const nonsense = {
  code: "bug",
  happened: "Crosschart answered something the menu does not understand.",
  safe: "What is stored is not affected.",
  todo: "Use the page instead, and send the log to support.",
} as const;
