import { FaultListError } from "../faults/parse-faults.ts";
import type { FaultSwitch } from "../faults/fault.ts";

const knownKeys = ["id", "params", "fields", "probability"];

/** Reads the body of `PUT /faults`. Throws FaultListError saying which entry and key is wrong. */
export function readSwitches(body: unknown): FaultSwitch[] {
  if (!isRecord(body) || !Array.isArray(body["faults"])) {
    throw new FaultListError('Expected {"faults":[{"id","params","fields","probability"}]}.');
  }
  const extra = Object.keys(body).find((key) => key !== "faults");
  if (extra !== undefined) throw new FaultListError(`The key "${extra}" is not known.`);
  return body["faults"].map((item: unknown, index) => readSwitch(item, index));
}

function readSwitch(item: unknown, index: number): FaultSwitch {
  const at = `faults[${index}]`;
  if (!isRecord(item) || typeof item["id"] !== "string") {
    throw new FaultListError(`${at} needs an "id".`);
  }
  const extra = Object.keys(item).find((key) => !knownKeys.includes(key));
  if (extra !== undefined)
    throw new FaultListError(`${at} has a key "${extra}" that is not known.`);
  const { id, params, fields, probability } = item;
  if (probability !== undefined && typeof probability !== "number") {
    throw new FaultListError(`${at}.probability must be a number from 0 to 1.`);
  }
  const names = fields === undefined ? undefined : readFields(fields, at);
  const values = params === undefined ? undefined : readParams(params, at);
  return {
    id,
    ...(values ? { params: values } : {}),
    ...(names ? { fields: names } : {}),
    ...(probability === undefined ? {} : { probability }),
  };
}

function readFields(fields: unknown, at: string): string[] {
  if (!Array.isArray(fields)) throw new FaultListError(`${at}.fields must be a list of field ids.`);
  return fields.map((field: unknown) => {
    if (typeof field === "string") return field;
    throw new FaultListError(`${at}.fields must be a list of field ids.`);
  });
}

function readParams(params: unknown, at: string): Record<string, string | number> {
  if (!isRecord(params)) throw new FaultListError(`${at}.params must be an object.`);
  const out: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== "string" && typeof value !== "number") {
      throw new FaultListError(`${at}.params.${name} must be a text or a number.`);
    }
    out[name] = value;
  }
  return out;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
