import { fieldMatches, practiceFields } from "../fields/field-table.ts";
import { practiceFaults } from "./catalogue.ts";
import type { FaultSwitch, ParamSpec, Params, PracticeFault } from "./fault.ts";
import { fillableFields } from "./structure.ts";

/** A fault list that cannot be understood; the message is a sentence with what was expected. */
export class FaultListError extends Error {}

/** A switch with its fault and every parameter in force. */
export interface ActiveFault {
  readonly fault: PracticeFault;
  readonly params: Params;
  readonly fields: readonly string[];
  readonly patterns: readonly string[];
  readonly probability: number;
}

/**
 * Reads `ID`, `ID(value)` or `ID(name=value;name=value)`, separated by commas; `none` or "" is an
 * empty list. `fields` (joined by `+`) and `probability` may stand among the names.
 * Throws FaultListError with the nearest known name.
 */
export function parseFaults(text: string): FaultSwitch[] {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.toLowerCase() === "none") return [];
  const switches = splitOutside(trimmed).map((part) => parseOne(part.trim()));
  for (const item of switches) checkSwitch(item);
  return switches;
}

/** Splits at commas that stand outside parentheses. */
function splitOutside(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const char of text) {
    if (char === "(") depth++;
    if (char === ")") depth--;
    if (char === "," && depth === 0) parts.push("");
    else parts.push((parts.pop() ?? "") + char);
  }
  if (depth !== 0) throw new FaultListError(`A parenthesis is missing in "${text}".`);
  return parts;
}

function parseOne(part: string): FaultSwitch {
  const match = /^([A-Za-z0-9-]+)(?:\((.*)\))?$/s.exec(part);
  if (!match?.[1]) {
    throw new FaultListError(
      `"${part}" is not a fault. Expected ID, ID(value) or ID(name=value;name=value).`,
    );
  }
  const fault = faultOf(match[1]);
  const inner = match[2];
  if (inner === undefined || inner === "") return { id: fault.id };
  const named = inner.split(";").map((pair) => pair.split(/=(.*)/s));
  const first = fault.params[0];
  if (named.length === 1 && named[0]?.length === 1) {
    if (!first) throw new FaultListError(`${fault.id} takes no value.`);
    return { id: fault.id, params: { [first.name]: inner } };
  }
  const params: Record<string, string> = {};
  let fields: string[] | undefined;
  let probability: number | undefined;
  for (const [name = "", value] of named) {
    if (value === undefined) {
      throw new FaultListError(`"${name}" in ${fault.id}(…) has no value; write ${name}=value.`);
    }
    if (name.trim() === "fields") fields = value.split("+").map((id) => id.trim());
    else if (name.trim() === "probability") probability = Number(value);
    else params[name.trim()] = value;
  }
  return {
    id: fault.id,
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(fields ? { fields } : {}),
    ...(probability === undefined ? {} : { probability }),
  };
}

function faultOf(id: string): PracticeFault {
  const fault = practiceFaults.find((candidate) => candidate.id === id.toUpperCase());
  if (fault) return fault;
  const near = nearest(
    id.toUpperCase(),
    practiceFaults.map((candidate) => candidate.id),
  );
  throw new FaultListError(`There is no fault "${id}"${near ? `; did you mean ${near}?` : "."}`);
}

/** Checks a switch and fills in the defaults. Throws FaultListError. */
export function checkSwitch(item: FaultSwitch): ActiveFault {
  const fault = faultOf(item.id);
  const params: Record<string, string | number> = {};
  for (const spec of fault.params) params[spec.name] = spec.default;
  for (const [name, value] of Object.entries(item.params ?? {})) {
    const spec = fault.params.find((candidate) => candidate.name === name);
    if (!spec) {
      const known = fault.params.map((candidate) => candidate.name).join(", ");
      throw new FaultListError(
        `${fault.id} has no parameter "${name}"; ${known ? `it has ${known}` : "it has none"}.`,
      );
    }
    params[name] = checkParam(fault.id, spec, value);
  }
  const probability = item.probability ?? 1;
  if (!(probability >= 0 && probability <= 1)) {
    throw new FaultListError(`The probability of ${fault.id} must be a number from 0 to 1.`);
  }
  const only = params["field"];
  const patterns = item.fields ?? (typeof only === "string" && only !== "" ? [only] : fault.fields);
  const reference = params["from"];
  if (fault.id === "CROSS-FIELD" && typeof reference === "string") resolve(fault.id, reference);
  const fields = [...new Set(patterns.flatMap((pattern) => resolve(fault.id, pattern)))];
  if (fault.id === "DEFAULT-INJECT") checkFillable(fields);
  return { fault, params, fields, patterns, probability };
}

function checkFillable(fields: readonly string[]): void {
  const wrong = fields.find((id) => !fillableFields.includes(id));
  if (wrong !== undefined) {
    throw new FaultListError(
      `DEFAULT-INJECT cannot fill "${wrong}"; it can fill ${fillableFields.join(", ")}.`,
    );
  }
}

function checkParam(id: string, spec: ParamSpec, value: string | number): string | number {
  if (typeof spec.default === "number") {
    const number = typeof value === "number" ? value : Number(value.trim() || Number.NaN);
    const least = spec.least ?? Number.NEGATIVE_INFINITY;
    const most = spec.most ?? Number.POSITIVE_INFINITY;
    if (!Number.isInteger(number) || number < least || number > most) {
      throw new FaultListError(
        `${spec.name} of ${id} must be a whole number from ${least} to ${most}, not "${value}".`,
      );
    }
    return number;
  }
  const text = String(value);
  if (spec.choices && !spec.choices.includes(text)) {
    throw new FaultListError(
      `${spec.name} of ${id} must be one of ${spec.choices.join(", ")}, not "${text}".`,
    );
  }
  return text;
}

function resolve(id: string, pattern: string): string[] {
  const found = practiceFields.filter((row) => fieldMatches(pattern, row.id)).map((row) => row.id);
  if (found.length === 0) {
    const near = nearest(
      pattern,
      practiceFields.map((row) => row.id),
    );
    throw new FaultListError(
      `${id}: the practice carries no field "${pattern}"${near ? `; did you mean ${near}?` : "."}`,
    );
  }
  return found;
}

/** The known word with the fewest edits, when it is near enough to be a slip. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known
    .map((candidate) => ({ candidate, edits: editsBetween(word, candidate) }))
    .toSorted((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best && best.edits <= Math.max(2, Math.floor(word.length / 2)) ? best.candidate : null;
}

function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
