import type { CallName, Input, NamesOf, Progress, Reply } from "../../api/contract.ts";
import type { Area } from "../../api/envelope.ts";
import type { CallFault } from "../../api/fault.ts";

export type DoorState = "connecting" | "open" | "reconnecting";

/** A job under way. `done` rejects with CallFailure; cancelling ends it with code `cancelled`. */
export interface RunningJob<N extends NamesOf<"job">> {
  readonly done: Promise<Reply<N>>;
  readonly cancel: () => void;
}

/** The contract as the screens see it, whatever the door. All promises reject with CallFailure. */
export interface Client {
  query<N extends NamesOf<"query">>(name: N, input: Input<N>): Promise<Reply<N>>;
  /** Each call is one act with a key of its own; a lost connection asks again with the same key. */
  command<N extends NamesOf<"command">>(name: N, input: Input<N>): Promise<Reply<N>>;
  job<N extends NamesOf<"job">>(
    name: N,
    input: Input<N>,
    onProgress: (progress: Progress<N>) => void,
  ): RunningJob<N>;
  /** Returns the way to stop listening. */
  onChanged(listener: (areas: readonly Area[]) => void): () => void;
  onState(listener: (state: DoorState) => void): () => void;
}

/** A call that the host refused or could not do, with its sentence for the user. */
export class CallFailure extends Error {
  readonly call: CallName;
  readonly fault: CallFault;

  constructor(call: CallName, fault: CallFault) {
    super(fault.happened);
    this.call = call;
    this.fault = fault;
  }
}

/** The fault of anything that was thrown; what is no CallFailure is our own mistake. */
export function faultOf(thrown: unknown): CallFault {
  if (thrown instanceof CallFailure) return thrown.fault;
  return {
    code: "bug",
    happened: "Crosschart could not show this.",
    safe: "What is stored is not affected.",
    todo: "Try again; if it stays, send the details to support.",
    details: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown),
  };
}
