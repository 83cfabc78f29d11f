import type { Located } from "../fields/locate.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import type { WireAct } from "../hl7/wire-act.ts";

/** Where in the pipeline a fault acts, in the order a record passes. */
export const stages = [
  "DECODE",
  "PARSE",
  "UNESCAPE",
  "MAP",
  "VALIDATE",
  "QUEUE",
  "ENCODE",
  "ACK",
  "MATCH",
  "STORE",
  "APPLY",
  "RENDER",
  "ACCESS",
] as const;
export type Stage = (typeof stages)[number];

export type FaultFamily =
  | "length"
  | "characters"
  | "dates"
  | "numbers"
  | "codes"
  | "structure"
  | "identity"
  | "lifecycle"
  | "answers";

export type Params = Readonly<Record<string, string | number>>;

export interface ParamSpec {
  readonly name: string;
  readonly says: string;
  readonly default: string | number;
  readonly choices?: readonly string[];
  readonly least?: number;
  readonly most?: number;
}

/** What a fault may do to one record. Every change is written to the truth table. */
export interface Work {
  readonly resource: JsonObject;
  /** The values of the chosen fields, as they stand now. */
  readonly chosen: readonly Located[];
  readonly memory: FaultMemory;
  /** Key of the patient whose record this is. */
  readonly patient: string;
  /** Writes another text (null takes the value away); says whether it took effect. */
  readonly change: (place: Located, after: string | null) => boolean;
  /** Logs a change that was made otherwise. */
  readonly note: (field: string, before: string | null, after: string | null) => void;
  /** Numbers of the patient's visits, the latest last, where the stage knows them. */
  readonly visits: readonly string[];
  /** How many insurances the patient has, where the stage knows. */
  readonly coverages: number;
  /** The field ids that the switch names, wildcards resolved. */
  readonly fields: readonly string[];
}

/** What faulty software keeps between records by mistake. */
export interface FaultMemory {
  patients: { key: string; values: ReadonlyMap<string, string> }[];
  /** Values that came through a field, in order. */
  seen: Record<string, string[]>;
  /** Messages since the switches were set. */
  messages: number;
  /** Messages that wait for another one of the same patient: their place in the queue. */
  held: Map<string, number>;
}

export function freshMemory(): FaultMemory {
  return { patients: [], seen: {}, messages: 0, held: new Map() };
}

/**
 * How a fault acts: on one value, on one record, or in the flow of messages (then the part of the
 * pipeline that owns the flow asks the switchboard for it).
 */
export type FaultAct =
  | {
      readonly kind: "value";
      readonly change: (text: string, params: Params, place: Located) => string | null;
    }
  | { readonly kind: "record"; readonly change: (work: Work, params: Params) => void }
  | { readonly kind: "flow" };

export interface PracticeFault {
  readonly id: string;
  readonly family: FaultFamily;
  readonly stage: Stage;
  /** What staff would notice. */
  readonly says: string;
  readonly before: string;
  readonly after: string;
  readonly params: readonly ParamSpec[];
  /** Default fields; `*` stands for one or more segments. */
  readonly fields: readonly string[];
  readonly act: FaultAct;
  /** What it does on the HL7 v2 route instead, where it belongs to the line and not to a value. */
  readonly wire?: WireAct;
}

/** How the interface tells the EMR: FHIR REST, or HL7 v2 over MLLP. */
export const routes = ["fhir", "hl7"] as const;
export type Route = (typeof routes)[number];

/** One switch, as it travels at control's `/faults`. */
export interface FaultSwitch {
  readonly id: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly fields?: readonly string[];
  readonly probability?: number;
}

export function textParam(params: Params, name: string): string {
  return String(params[name] ?? "");
}

export function numberParam(params: Params, name: string): number {
  return Number(params[name] ?? 0);
}
