import { FhirRefusal } from "./refusal.ts";
import { dateRange, foldText, searchParametersOf } from "./search-index.ts";
import type { SearchParameter } from "./search-index.ts";

export interface Clause {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export interface SearchQuery {
  readonly clauses: readonly Clause[];
  readonly count: number;
  readonly countOnly: boolean;
  /** Continue behind this row. */
  readonly after: number;
  /** The parameters that were understood, as they were given. */
  readonly understood: readonly (readonly [string, string])[];
  readonly unknown: readonly string[];
}

const pageSize = 50;
const largestPage = 500;
const comparators: Readonly<Record<string, string>> = {
  eq: "=",
  ne: "<>",
  gt: ">",
  lt: "<",
  ge: ">=",
  le: "<=",
};

/**
 * Turns the parameters of a search into conditions on one system's tables.
 * Throws FhirRefusal 400 on a value or modifier that cannot be meant; unknown names are listed.
 */
export function readSearch(system: string, type: string, params: URLSearchParams): SearchQuery {
  const known = searchParametersOf(type);
  const clauses: Clause[] = [];
  const understood: [string, string][] = [];
  const unknown: string[] = [];
  let count = pageSize;
  let countOnly = false;
  let after = 0;
  for (const [key, value] of params) {
    const [name = "", modifier] = key.split(/:(.*)/s);
    if (name === "_count") {
      count = Math.min(largestPage, wholeNumber(key, value));
      if (count === 0) countOnly = true;
    } else if (key === "_summary") {
      if (value !== "count" && value !== "false") unknown.push(key);
      else countOnly ||= value === "count";
    } else if (key === "_after") {
      after = wholeNumber(key, value);
      continue;
    } else if (key === "_format") {
      if (!/json/.test(value))
        throw new FhirRefusal(406, "not-supported", "Only JSON is spoken here.");
    } else if (name === "_id") {
      clauses.push(anyOf(splitOr(value), (id) => ({ sql: "c.id = ?", values: [id] })));
    } else if (name === "_lastUpdated") {
      clauses.push(anyOf(splitOr(value), (one) => dateClause(one, "c.at", "c.at")));
    } else {
      const found = known.find((row) => row.name === name);
      if (!found) {
        unknown.push(key);
        continue;
      }
      clauses.push(indexClause(system, type, found, modifier, value));
    }
    if (!unknown.includes(key)) understood.push([key, value]);
  }
  return { clauses, count, countOnly, after, understood, unknown };
}

function wholeNumber(key: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) {
    throw new FhirRefusal(400, "invalid", `${key} must be a whole number, not "${value}".`);
  }
  return Number(value);
}

/** Splits at commas that are not escaped by a backslash (R4 3.1.1.4.0.1). */
export function splitOr(value: string): string[] {
  return splitEscaped(value, ",");
}

function splitEscaped(value: string, sign: string): string[] {
  const parts = [""];
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? "";
    const last = parts.pop() ?? "";
    if (char === "\\" && at + 1 < value.length) {
      parts.push(last + char + (value[at + 1] ?? ""));
      at++;
    } else if (char === sign) parts.push(last, "");
    else parts.push(last + char);
  }
  return parts;
}

function unescape(value: string): string {
  return value.replace(/\\([\\,$|])/g, "$1");
}

function anyOf(values: readonly string[], one: (value: string) => Clause): Clause {
  const parts = values.map(one);
  return {
    sql: `(${parts.map((part) => part.sql).join(" OR ")})`,
    values: parts.flatMap((part) => part.values),
  };
}

function indexClause(
  system: string,
  type: string,
  row: SearchParameter,
  modifier: string | undefined,
  value: string,
): Clause {
  const inner = anyOf(splitOr(value), (one) => valueClause(row, modifier, one));
  return {
    sql: `c.id IN (SELECT i.id FROM ${system}_index i WHERE i.type = ? AND i.param = ? AND ${inner.sql})`,
    values: [type, row.name, ...inner.values],
  };
}

function valueClause(row: SearchParameter, modifier: string | undefined, value: string): Clause {
  if (row.kind === "string") return stringClause(unescape(value), modifier);
  if (row.kind === "reference") {
    const full = referenceOf(value, row.name, modifier);
    return { sql: "i.value = ?", values: [full] };
  }
  if (modifier !== undefined) {
    throw new FhirRefusal(400, "not-supported", `The modifier :${modifier} is not supported here.`);
  }
  if (row.kind === "date") return dateClause(value, "i.value", "i.extra");
  const parts = splitEscaped(value, "|").map(unescape);
  if (parts.length > 2) throw new FhirRefusal(400, "invalid", `"${value}" is not system|value.`);
  const [first = "", second] = parts;
  if (second === undefined) return { sql: "i.value = ?", values: [first] };
  if (second === "") return { sql: "i.extra = ?", values: [first] };
  return { sql: "(i.value = ? AND i.extra = ?)", values: [second, first] };
}

function stringClause(value: string, modifier: string | undefined): Clause {
  if (modifier === "exact") return { sql: "i.extra = ?", values: [value] };
  const folded = foldText(value);
  if (modifier === "contains") return { sql: "instr(i.value, ?) > 0", values: [folded] };
  if (modifier !== undefined) {
    throw new FhirRefusal(400, "not-supported", `The modifier :${modifier} is not supported here.`);
  }
  return { sql: "substr(i.value, 1, length(?)) = ?", values: [folded, folded] };
}

/** `patient=7`, `patient=Patient/7`, `subject:Patient=7` and an absolute address mean the same. */
function referenceOf(value: string, name: string, modifier: string | undefined): string {
  const local = /([A-Za-z]+\/[A-Za-z0-9\-.]+)$/.exec(value)?.[1];
  if (local) return local;
  if (modifier !== undefined) return `${modifier}/${value}`;
  return name === "actor" ? value : `Patient/${value}`;
}

function dateClause(value: string, from: string, to: string): Clause {
  const match = /^(eq|ne|gt|lt|ge|le)?(.+)$/.exec(value);
  const range = dateRange(match?.[2] ?? "");
  if (!range) throw new FhirRefusal(400, "invalid", `"${value}" is not a date.`);
  const prefix = match?.[1] ?? "eq";
  if (prefix === "eq") {
    return { sql: `(${from} >= ? AND ${to} <= ?)`, values: [range.from, range.to] };
  }
  if (prefix === "ne") {
    return { sql: `NOT (${from} >= ? AND ${to} <= ?)`, values: [range.from, range.to] };
  }
  const upwards = prefix.startsWith("g");
  const edge = prefix === "gt" || prefix === "le" ? range.to : range.from;
  return { sql: `${upwards ? to : from} ${comparators[prefix] ?? "="} ?`, values: [edge] };
}
