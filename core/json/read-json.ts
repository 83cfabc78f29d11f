import type { JsonArray, JsonMember, JsonNode, JsonObject } from "./json-node.ts";
import type { JsonProblem } from "./json-problem.ts";
import { JsonScanner, JsonStop } from "./json-scanner.ts";

export interface ReadJsonOptions {
  /** Allow comments and trailing commas, as in profiles. */
  readonly comments?: boolean;
  /** Objects and arrays within each other; FHIR needs about 20. */
  readonly maxDepth?: number;
  readonly maxBytes?: number;
}

export interface ReadJson {
  /** null where the document cannot be read to its end. */
  readonly root: JsonNode | null;
  readonly problems: readonly JsonProblem[];
}

export interface ReadJsonLines {
  /** The values before the first unreadable one. */
  readonly roots: readonly JsonNode[];
  readonly problems: readonly JsonProblem[];
}

const defaultMaxDepth = 200;
const defaultMaxBytes = 256 * 1024 * 1024;

/** An object or array that is still being read. */
type Open =
  | { readonly kind: "object"; readonly start: number; readonly members: JsonMember[] }
  | { readonly kind: "array"; readonly start: number; readonly items: JsonNode[] };

/**
 * Reads one JSON document (RFC 8259) without losing anything: numbers keep their digits, duplicate keys
 * stay, every token knows its bytes. Never throws and never recurses; what is wrong stands in `problems`.
 */
export function readJson(bytes: Uint8Array, options: ReadJsonOptions = {}): ReadJson {
  const { roots, problems } = readValues(bytes, options, true);
  return { root: roots[0] ?? null, problems };
}

/** Reads values that follow each other, as in NDJSON; a single document is a list of one. */
export function readJsonLines(bytes: Uint8Array, options: ReadJsonOptions = {}): ReadJsonLines {
  return readValues(bytes, options, false);
}

function readValues(bytes: Uint8Array, options: ReadJsonOptions, one: boolean): ReadJsonLines {
  const scanner = new JsonScanner(bytes, options.comments ?? false);
  const roots: JsonNode[] = [];
  try {
    checkBytes(scanner, options.maxBytes ?? defaultMaxBytes);
    scanner.skipSpace();
    do {
      roots.push(readValue(scanner, options.maxDepth ?? defaultMaxDepth));
      scanner.skipSpace();
    } while (!one && scanner.at < bytes.length);
    if (scanner.at < bytes.length) scanner.unexpected("the end of the document");
  } catch (error) {
    if (!(error instanceof JsonStop)) throw error;
    if (one) roots.length = 0;
  }
  return { roots, problems: scanner.problems };
}

function checkBytes(scanner: JsonScanner, maxBytes: number): void {
  const { bytes } = scanner;
  const [a, b, c] = bytes;
  if (bytes.length > maxBytes) {
    const size = `${String(bytes.length)} bytes; more than ${String(maxBytes)} are not read`;
    scanner.stop("too-large", `The document has ${size}.`);
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0) {
    scanner.stop("not-json", "This looks like UTF-16 or binary data; JSON is UTF-8.");
  }
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    scanner.report("byte-order-mark", "A byte order mark stands before the document.", 0);
    scanner.at = 3;
  }
  scanner.skipSpace();
  if (scanner.at >= bytes.length) scanner.stop("cut-off", "The document is empty.");
  if (bytes[scanner.at] === 0x3c) {
    scanner.stop(
      "not-json",
      "This is HTML or XML, not JSON; a proxy or a log-in page may have answered.",
    );
  }
}

/** Reads one value with an explicit stack, so that no depth of nesting can overflow ours. */
function readValue(scanner: JsonScanner, maxDepth: number): JsonNode {
  const stack: Open[] = [];
  // The key of the member being read in each open object; unused for arrays.
  const keys: { key: string; keyStart: number; keyEnd: number }[] = [];
  for (;;) {
    let done = startValue(scanner);
    if (done.kind === "open") {
      if (stack.length >= maxDepth) {
        const deep = `more than ${String(maxDepth)} levels deep`;
        scanner.stop("too-deep", `The document is nested ${deep}.`, done.open.start);
      }
      stack.push(done.open);
      const empty = closeIfEnd(scanner, stack);
      if (empty === null) {
        if (done.open.kind === "object") readKey(scanner, keys);
        continue;
      }
      done = { kind: "done", node: empty };
    }
    let node = done.node;
    for (;;) {
      const open = stack.at(-1);
      if (open === undefined) return node;
      if (open.kind === "array") open.items.push(node);
      else {
        const key = keys.pop();
        if (key !== undefined) open.members.push({ ...key, value: node });
      }
      scanner.skipSpace();
      const byte = scanner.bytes[scanner.at];
      const comma = byte === 0x2c;
      if (comma) {
        scanner.at += 1;
        scanner.skipSpace();
        const next = scanner.bytes[scanner.at];
        const closes = next === 0x7d || next === 0x5d;
        if (!closes || !scanner.comments) {
          if (open.kind === "object") readKey(scanner, keys);
          break;
        }
      }
      const closed = closeIfEnd(scanner, stack);
      if (closed === null) {
        scanner.unexpected(open.kind === "array" ? 'a comma or "]"' : 'a comma or "}"');
      }
      node = closed;
    }
  }
}

type Started = { kind: "done"; node: JsonNode } | { kind: "open"; open: Open };

/** Reads a whole scalar, or the opening bracket of an object or array. */
function startValue(scanner: JsonScanner): Started {
  scanner.skipSpace();
  const start = scanner.at;
  switch (scanner.bytes[start]) {
    case 0x7b:
      scanner.at += 1;
      return { kind: "open", open: { kind: "object", start, members: [] } };
    case 0x5b:
      scanner.at += 1;
      return { kind: "open", open: { kind: "array", start, items: [] } };
    case 0x22: {
      const text = scanner.string();
      return { kind: "done", node: { kind: "string", start, end: scanner.at, text } };
    }
    case 0x74:
      scanner.word("true");
      return { kind: "done", node: { kind: "boolean", start, end: scanner.at, value: true } };
    case 0x66:
      scanner.word("false");
      return { kind: "done", node: { kind: "boolean", start, end: scanner.at, value: false } };
    case 0x6e:
      scanner.word("null");
      return { kind: "done", node: { kind: "null", start, end: scanner.at } };
    default: {
      const byte = scanner.bytes[start] ?? 0;
      if (byte !== 0x2d && (byte < 0x30 || byte > 0x39)) scanner.unexpected("a value");
      const text = scanner.number();
      return { kind: "done", node: { kind: "number", start, end: scanner.at, text } };
    }
  }
}

function readKey(
  scanner: JsonScanner,
  keys: { key: string; keyStart: number; keyEnd: number }[],
): void {
  scanner.skipSpace();
  const keyStart = scanner.at;
  if (scanner.bytes[keyStart] !== 0x22) scanner.unexpected("a key in quotes");
  const key = scanner.string();
  const keyEnd = scanner.at;
  scanner.skipSpace();
  if (scanner.bytes[scanner.at] !== 0x3a) scanner.unexpected("a colon");
  scanner.at += 1;
  keys.push({ key, keyStart, keyEnd });
}

/** Closes the innermost object or array if its end stands here, else null. */
function closeIfEnd(scanner: JsonScanner, stack: Open[]): JsonObject | JsonArray | null {
  scanner.skipSpace();
  const open = stack.at(-1);
  if (open === undefined) return null;
  if (scanner.bytes[scanner.at] !== (open.kind === "object" ? 0x7d : 0x5d)) return null;
  scanner.at += 1;
  stack.pop();
  const { start } = open;
  if (open.kind === "array") return { kind: "array", start, end: scanner.at, items: open.items };
  checkKeys(scanner, open.members);
  return { kind: "object", start, end: scanner.at, members: open.members };
}

function checkKeys(scanner: JsonScanner, members: readonly JsonMember[]): void {
  const seen = members.length > 12 ? new Set<string>() : null;
  for (const [i, member] of members.entries()) {
    const { key, keyStart } = member;
    if (key === "__proto__") {
      scanner.report(
        "proto-key",
        'The key "__proto__" stands here; it can attack programs that read it.',
        keyStart,
      );
    }
    const twice = seen === null ? members.findIndex((m) => m.key === key) < i : seen.has(key);
    if (twice) {
      scanner.report(
        "duplicate-key",
        `The key "${key}" stands twice in one object; most systems read the last one only.`,
        keyStart,
      );
    }
    seen?.add(key);
  }
}
