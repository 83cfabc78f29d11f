import type { WireAct } from "../hl7/wire-act.ts";
import type { Located } from "../fields/locate.ts";
import type { FaultFamily, ParamSpec, Params, PracticeFault, Stage, Work } from "./fault.ts";

/** What it is, where it happens, and what is seen: `[what staff notice, before, after]`. */
export interface FaultCard {
  readonly id: string;
  readonly family: FaultFamily;
  readonly stage: Stage;
  readonly seen: readonly [says: string, before: string, after: string];
  readonly params?: readonly ParamSpec[];
  readonly fields?: readonly string[];
  readonly wire?: WireAct;
}

function faultOf({ seen, ...card }: FaultCard, act: PracticeFault["act"]): PracticeFault {
  const [says, before, after] = seen;
  return { params: [], fields: [], ...card, says, before, after, act };
}

/** A fault that changes one value at a time; null takes the value away. */
export function valueFault(
  card: FaultCard,
  change: (text: string, params: Params, place: Located) => string | null,
): PracticeFault {
  return faultOf(card, { kind: "value", change });
}

/** A fault that looks at a whole record. */
export function recordFault(
  card: FaultCard,
  change: (work: Work, params: Params) => void,
): PracticeFault {
  return faultOf(card, { kind: "record", change });
}

/** A fault that the part of the pipeline carries out itself which owns the flow. */
export function flowFault(card: FaultCard): PracticeFault {
  return faultOf(card, { kind: "flow" });
}

export function choice(
  name: string,
  says: string,
  choices: readonly [string, ...string[]],
): ParamSpec {
  return { name, says, default: choices[0], choices };
}

export function count(name: string, says: string, standard: number, least: number): ParamSpec {
  return { name, says, default: standard, least, most: 1_000_000_000 };
}
