import type { CallName, Input, NamesOf, Progress, Reply } from "../../api/contract.ts";

/** What a handler is given beside its input. */
export interface CallContext {
  /** Aborted when the caller cancels a job or the host closes. */
  readonly signal: AbortSignal;
  /** Idempotency key of a command, else null. */
  readonly key: string | null;
}

type Handler<N extends CallName> =
  N extends NamesOf<"job">
    ? (
        input: Input<N>,
        context: CallContext & { readonly progress: (step: Progress<N>) => void },
      ) => Promise<Reply<N>>
    : (input: Input<N>, context: CallContext) => Promise<Reply<N>>;

/** The total map from contract to host. */
export type Handlers = { readonly [N in CallName]: Handler<N> };
