import type { CallName, Input, Reply } from "../../api/contract.ts";
import type { Answer, HostEnvelope } from "../../api/envelope.ts";
import type { CallFault } from "../../api/fault.ts";
import type { Application } from "../../host/open-application.ts";
import { openContractDoor, type Caller } from "../../host/serve-contract.ts";

/** A caller of the contract as a page is one, in this process. */
export class Page {
  readonly #waiting = new Map<string, (envelope: HostEnvelope) => void>();
  readonly #caller: Caller;
  #next = 0;
  readonly changed: string[] = [];

  constructor(application: Application) {
    this.#caller = openContractDoor(application).connect((envelope) => {
      if (envelope.kind === "changed") this.changed.push(...envelope.areas);
      else if (envelope.kind === "answer") this.#waiting.get(envelope.id)?.(envelope);
    });
  }

  async ask<N extends CallName>(name: N, input: Input<N>): Promise<Reply<N>> {
    const answer = await this.#answerTo(name, input);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`);
    // The door has checked the reply against the schema of this name.
    return answer.reply as Reply<N>;
  }

  /** The refusal of a call that must not be carried out. */
  async refusal<N extends CallName>(name: N, input: Input<N>): Promise<CallFault> {
    const answer = await this.#answerTo(name, input);
    if (answer.ok) throw new Error(`${name} was expected to be refused.`);
    return answer.fault;
  }

  async #answerTo(name: CallName, input: unknown): Promise<Answer<unknown>> {
    const id = `call-${++this.#next}`;
    const envelope = await new Promise<HostEnvelope>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#caller.receive({ kind: "call", id, name, input, key: `key-${process.pid}-${id}` });
    });
    if (envelope.kind !== "answer") throw new Error(JSON.stringify(envelope));
    const { answer } = envelope;
    return answer.ok ? { ok: true, reply: answer.reply } : answer;
  }
}
