import type { z } from "zod";
import { contract, type CallName } from "../api/contract.ts";
import {
  requestEnvelope,
  type Answer,
  type Area,
  type HostEnvelope,
  type RequestEnvelope,
} from "../api/envelope.ts";
import { CallRefusal, type CallFault, type FaultCode } from "../api/fault.ts";
import { StoreRefusal } from "../db/store-refusal.ts";
import type { CallContext, Handlers } from "./calls/handlers.ts";
import { CliFailure, exitCodes, type ExitCode } from "./cli/io.ts";

/** The application as a door sees it. */
export interface ServedApplication {
  readonly handlers: Handlers;
  readonly onChanged: (listener: (areas: readonly Area[]) => void) => () => void;
  /** A line for the log, without patient values. */
  readonly log: (says: string) => void;
}

/** One caller at the other end of a wire, whatever the wire. */
export interface Caller {
  /** Takes a message of the wire. @returns false where it is no envelope at all */
  readonly receive: (message: unknown) => boolean;
  /** The wire is gone: nothing more is sent to it. What it began runs to its end. */
  readonly gone: () => void;
}

export interface ContractDoor {
  readonly connect: (send: (envelope: HostEnvelope) => void) => Caller;
  /** Aborts what is under way; used when the host closes. */
  readonly close: () => void;
}

type CallEnvelope = Extract<RequestEnvelope, { kind: "call" }>;
type AnyAnswer = Answer<unknown>;

/** Answers of commands that are remembered, so that the same key is the same act. */
const rememberedAnswers = 2000;
/** Calls of one caller that may be under way at a time. */
const callsAtATime = 200;

/**
 * Opens the one door to the handlers. Every caller's envelopes, over any wire, come through here:
 * they are checked against the contract on their way in and on their way out.
 */
export function openContractDoor(application: ServedApplication): ContractDoor {
  const closing = new AbortController();
  const acts = new Map<string, { readonly of: string; readonly answer: Promise<AnyAnswer> }>();

  async function perform(
    call: CallEnvelope,
    signal: AbortSignal,
    progress: (step: unknown) => void,
  ): Promise<AnyAnswer> {
    const name = nameOf(call.name);
    if (name === null) return refused(`There is no call "${call.name}".`);
    const { kind, input, reply } = contract[name];
    if (kind === "command" && call.key === undefined) return refused(`${name} needs a key.`);
    const read = input.safeParse(call.input);
    if (!read.success) return refused(`${name} was asked in a way it does not understand.`, read);
    const context = { signal, key: call.key ?? null, progress: checkedProgress(name, progress) };
    try {
      const handler: AnyHandler = handlerOf(application.handlers, name);
      const answer = reply.safeParse(await handler(read.data, context));
      if (answer.success) return { ok: true, reply: answer.data };
      application.log(`${name} answered what the contract does not allow.`);
      return { ok: false, fault: bug(name, placesOf(answer)) };
    } catch (error) {
      const fault = faultOf(name, error, signal);
      if (fault.code === "bug") application.log(`${name} failed: ${fault.details ?? ""}`);
      return { ok: false, fault };
    }
  }

  /** A key that was seen before gets the first answer, unless that act failed: then it is tried anew. */
  function performOnce(
    call: CallEnvelope,
    signal: AbortSignal,
    progress: (step: unknown) => void,
  ): Promise<AnyAnswer> {
    const { key } = call;
    if (key === undefined) return perform(call, signal, progress);
    const of = JSON.stringify([call.name, call.input]);
    const known = acts.get(key);
    if (known) {
      return known.of === of
        ? known.answer
        : Promise.resolve({ ok: false, fault: otherAct(call.name) });
    }
    const answer = perform(call, signal, progress);
    acts.set(key, { of, answer });
    void answer.then((done) => {
      if (!done.ok) acts.delete(key);
    });
    const oldest = acts.size > rememberedAnswers ? acts.keys().next().value : undefined;
    if (oldest !== undefined) acts.delete(oldest);
    return answer;
  }

  return {
    connect(send) {
      let open = true;
      const underWay = new Map<string, AbortController>();
      const say = (envelope: HostEnvelope): void => {
        if (open) send(envelope);
      };
      const stop = application.onChanged((areas) => say({ kind: "changed", areas: [...areas] }));
      async function answer(call: CallEnvelope): Promise<void> {
        const { id } = call;
        if (underWay.has(id) || underWay.size >= callsAtATime) {
          const why = underWay.has(id) ? `Call ${id} is under way.` : "Too many calls at a time.";
          return say({ kind: "answer", id, answer: refused(why) });
        }
        const cancelling = new AbortController();
        underWay.set(id, cancelling);
        const signal = AbortSignal.any([cancelling.signal, closing.signal]);
        const done = await performOnce(call, signal, (progress) =>
          say({ kind: "progress", id, progress }),
        );
        underWay.delete(id);
        say({ kind: "answer", id, answer: done.ok ? { ok: true, reply: done.reply } : done });
      }
      return {
        receive(message) {
          const read = requestEnvelope.safeParse(message);
          if (!read.success) return false;
          if (read.data.kind === "cancel") underWay.get(read.data.id)?.abort();
          else void answer(read.data);
          return true;
        },
        gone() {
          open = false;
          stop();
        },
      };
    },
    close: () => closing.abort(),
  };
}

function nameOf(name: string): CallName | null {
  // Own names only: `constructor` and the like are no calls.
  return Object.hasOwn(contract, name) ? (name as CallName) : null;
}

type AnyHandler = (
  input: unknown,
  context: CallContext & { readonly progress: (step: unknown) => void },
) => Promise<unknown>;

function handlerOf(handlers: Handlers, name: CallName): AnyHandler {
  // The map's type pairs each handler with its input; the schema of this name has just read it.
  return handlers[name] as AnyHandler;
}

/** Progress that the contract does not allow is our mistake, and ends the job as one. */
function checkedProgress(name: CallName, progress: (step: unknown) => void) {
  const call = contract[name];
  return (step: unknown): void => {
    if (call.kind !== "job") throw new Error(`${name} is no job.`);
    progress(call.progress.parse(step));
  };
}

/** Where a value does not fit, never the value: it may be a patient's. */
function placesOf(read: z.ZodSafeParseError<unknown>): string {
  return read.error.issues
    .map((issue) => `${issue.path.map(String).join(".") || "the whole"}: ${issue.code}`)
    .join("; ");
}

function refused(happened: string, read?: z.ZodSafeParseError<unknown>): AnyAnswer {
  const fault: CallFault = {
    code: "bad-request",
    happened,
    safe: "Nothing was done.",
    todo: "Reload the page. If it stays, send the details to support.",
    ...(read ? { details: placesOf(read) } : {}),
  };
  return { ok: false, fault };
}

function otherAct(name: string): CallFault {
  return {
    code: "conflict",
    happened: `${name} was asked with the key of another act.`,
    safe: "Nothing was done.",
    todo: "Reload the page, then try again.",
  };
}

function bug(name: string, details: string): CallFault {
  return {
    code: "bug",
    happened: "Crosschart made a mistake of its own and could not finish this.",
    safe: "What was stored before is unchanged.",
    todo: "Try again. If it stays, send the details to support.",
    details: `${name}: ${details}`,
  };
}

/** What the command line says by its exit code, the contract says by its own closed list. */
const codeOfExit: Partial<Record<ExitCode, FaultCode>> = {
  [exitCodes.usage]: "bad-request",
  [exitCodes.unreachable]: "unreachable",
  [exitCodes.store]: "store",
  [exitCodes.guard]: "forbidden",
};

function faultOf(name: string, error: unknown, signal: AbortSignal): CallFault {
  if (error instanceof CallRefusal) return error.fault;
  if (error instanceof StoreRefusal) {
    const { happened, safe, todo } = error;
    return { code: "store", happened, safe, todo };
  }
  if (error instanceof CliFailure) {
    const { happened, safe, todo } = error;
    return { code: codeOfExit[error.exit] ?? "bug", happened, safe, todo };
  }
  if (signal.aborted && error instanceof Error && error.name === "AbortError") {
    return {
      code: "cancelled",
      happened: "This was stopped before it was finished.",
      safe: "What was done until then is stored.",
      todo: "Start it again when you want it finished.",
    };
  }
  return bug(name, framesOf(error));
}

/** Kind and places of an error; not its message, which may hold a patient's value, nor folders. */
function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const door = frames.findIndex((line) => line.includes("serve-contract.ts"));
  const own = door < 1 ? frames : frames.slice(0, door);
  const places = own.slice(0, 6).map((line) => line.trim().replace(/[^\s(]*[/\\]/g, ""));
  return [error.name, ...places].join(" ");
}
