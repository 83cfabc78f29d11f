import {
  contract,
  type CallName,
  type Input,
  type NamesOf,
  type Progress,
  type Reply,
} from "../../api/contract.ts";
import {
  hostEnvelope,
  type Area,
  type HostEnvelope,
  type RequestEnvelope,
} from "../../api/envelope.ts";
import type { CallFault } from "../../api/fault.ts";
import { CallFailure, type Client, type DoorState, type RunningJob } from "./client.ts";

/** What a door must be able to do; both doors carry the same envelopes. */
export interface Wire {
  /** Sends when open, else drops: open requests are sent again at `opened`. */
  readonly send: (envelope: RequestEnvelope) => void;
}

export interface WireEvents {
  readonly opened: () => void;
  readonly closed: () => void;
  readonly received: (message: unknown) => void;
}

interface Pending {
  readonly name: CallName;
  readonly envelope: RequestEnvelope;
  readonly resolve: (reply: unknown) => void;
  readonly reject: (failure: CallFailure) => void;
  readonly progress: (progress: unknown) => void;
}

const lostJob: CallFault = {
  code: "unreachable",
  happened: "The connection to Crosschart was interrupted.",
  safe: "What was done is stored.",
  todo: "Look at the list; start again what is not finished.",
};

function nonsense(details: string): CallFault {
  return {
    code: "bug",
    happened: "Crosschart answered something this page does not understand.",
    safe: "What is stored is not affected.",
    todo: "Reload the page; if it stays, send the details to support.",
    details,
  };
}

/** The client over any wire: matches answers to calls and checks each against the contract. */
export class WireClient implements Client {
  readonly #pending = new Map<string, Pending>();
  readonly #changed = new Set<(areas: readonly Area[]) => void>();
  readonly #states = new Set<(state: DoorState) => void>();
  readonly #wire: Wire;
  #state: DoorState = "connecting";
  #next = 0;

  constructor(connect: (events: WireEvents) => Wire) {
    this.#wire = connect({
      opened: () => this.#opened(),
      closed: () => this.#closed(),
      received: (message) => this.#received(message),
    });
  }

  query<N extends NamesOf<"query">>(name: N, input: Input<N>): Promise<Reply<N>> {
    return this.#call(name, input, null, () => {}).done;
  }

  command<N extends NamesOf<"command">>(name: N, input: Input<N>): Promise<Reply<N>> {
    return this.#call(name, input, crypto.randomUUID(), () => {}).done;
  }

  job<N extends NamesOf<"job">>(
    name: N,
    input: Input<N>,
    onProgress: (progress: Progress<N>) => void,
  ): RunningJob<N> {
    const { id, done } = this.#call(name, input, crypto.randomUUID(), (progress) => {
      const read = contract[name].progress.safeParse(progress);
      // the schema of this very call has read it
      if (read.success) onProgress(read.data as Progress<N>);
    });
    return { done, cancel: () => this.#wire.send({ kind: "cancel", id }) };
  }

  onChanged(listener: (areas: readonly Area[]) => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  onState(listener: (state: DoorState) => void): () => void {
    this.#states.add(listener);
    listener(this.#state);
    return () => this.#states.delete(listener);
  }

  #call<N extends CallName>(
    name: N,
    input: Input<N>,
    key: string | null,
    progress: (progress: unknown) => void,
  ): { id: string; done: Promise<Reply<N>> } {
    const id = String(++this.#next);
    const envelope: RequestEnvelope =
      key === null ? { kind: "call", id, name, input } : { kind: "call", id, name, input, key };
    const done = new Promise<Reply<N>>((resolve, reject) => {
      this.#pending.set(id, {
        name,
        envelope,
        reject,
        progress,
        resolve: (reply) => {
          const read = contract[name].reply.safeParse(reply);
          // the schema of this very call has read it
          if (read.success) resolve(read.data as Reply<N>);
          else reject(new CallFailure(name, nonsense(`${name}: ${read.error.message}`)));
        },
      });
    });
    if (this.#state === "open") this.#wire.send(envelope);
    return { id, done };
  }

  #received(message: unknown): void {
    const read = hostEnvelope.safeParse(message);
    if (!read.success) return;
    this.#handle(read.data);
  }

  #handle(message: HostEnvelope): void {
    if (message.kind === "changed") {
      for (const listener of this.#changed) listener(message.areas);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    if (message.kind === "progress") {
      pending.progress(message.progress);
      return;
    }
    this.#pending.delete(message.id);
    if (message.answer.ok) pending.resolve(message.answer.reply);
    else pending.reject(new CallFailure(pending.name, message.answer.fault));
  }

  #opened(): void {
    this.#setState("open");
    for (const pending of this.#pending.values()) this.#wire.send(pending.envelope);
  }

  /** Queries and commands wait and are asked again; a job may not be started twice. */
  #closed(): void {
    if (this.#state === "open") this.#setState("reconnecting");
    for (const [id, pending] of this.#pending) {
      if (contract[pending.name].kind !== "job") continue;
      this.#pending.delete(id);
      pending.reject(new CallFailure(pending.name, lostJob));
    }
  }

  #setState(state: DoorState): void {
    this.#state = state;
    for (const listener of this.#states) listener(state);
  }
}
