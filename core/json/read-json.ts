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

/** A member, object or array that is still being read; each is given out as it is once it is whole. */
type OpenMember = { -readonly [K in keyof JsonMember]: JsonMember[K] };
type OpenObject = { -readonly [K in "kind" | "start" | "end"]: JsonObject[K] } & {
  readonly members: OpenMember[];
};
type OpenArray = { -readonly [K in "kind" | "start" | "end"]: JsonArray[K] } & {
  readonly items: JsonNode[];
};
type Open = OpenObject | OpenArray;

/** Stands in a member whose value is still being read. */
const unread: JsonNode = { kind: "null", start: 0, end: 0 };

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
  const { bytes } = scanner;
  for (;;) {
    scanner.skipSpace();
    const first = bytes[scanner.at];
    let node: JsonNode;
    if (first === 0x7b || first === 0x5b) {
      const open = openAt(scanner, first);
      if (stack.length >= maxDepth) {
        const deep = `more than ${String(maxDepth)} levels deep`;
        scanner.stop("too-deep", `The document is nested ${deep}.`, open.start);
      }
      stack.push(open);
      const empty = closeIfEnd(scanner, stack);
      if (empty === null) {
        if (open.kind === "object") readKey(scanner, open);
        continue;
      }
      node = empty;
    } else node = scalar(scanner, first);
    for (;;) {
      const open = stack[stack.length - 1];
      if (open === undefined) return node;
      if (open.kind === "array") open.items.push(node);
      else {
        const member = open.members[open.members.length - 1];
        if (member !== undefined) member.value = node;
      }
      scanner.skipSpace();
      if (bytes[scanner.at] === 0x2c) {
        scanner.at += 1;
        scanner.skipSpace();
        const next = bytes[scanner.at];
        const closes = next === 0x7d || next === 0x5d;
        if (!closes || !scanner.comments) {
          if (open.kind === "object") readKey(scanner, open);
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

function openAt(scanner: JsonScanner, bracket: number): Open {
  const start = scanner.at;
  scanner.at += 1;
  return bracket === 0x7b
    ? { kind: "object", start, end: 0, members: [] }
    : { kind: "array", start, end: 0, items: [] };
}

function scalar(scanner: JsonScanner, first: number | undefined): JsonNode {
  const start = scanner.at;
  switch (first) {
    case 0x22: {
      const text = scanner.string();
      return { kind: "string", start, end: scanner.at, text };
    }
    case 0x74:
      scanner.word("true");
      return { kind: "boolean", start, end: scanner.at, value: true };
    case 0x66:
      scanner.word("false");
      return { kind: "boolean", start, end: scanner.at, value: false };
    case 0x6e:
      scanner.word("null");
      return { kind: "null", start, end: scanner.at };
    default: {
      const byte = first ?? 0;
      if (byte !== 0x2d && (byte < 0x30 || byte > 0x39)) scanner.unexpected("a value");
      const text = scanner.number();
      return { kind: "number", start, end: scanner.at, text };
    }
  }
}

/** Reads a key into the object that it stands in; its value comes later. */
function readKey(scanner: JsonScanner, { members }: OpenObject): void {
  scanner.skipSpace();
  const keyStart = scanner.at;
  if (scanner.bytes[keyStart] !== 0x22) scanner.unexpected("a key in quotes");
  const key = scanner.string();
  const keyEnd = scanner.at;
  scanner.skipSpace();
  if (scanner.bytes[scanner.at] !== 0x3a) scanner.unexpected("a colon");
  scanner.at += 1;
  members.push({ key, keyStart, keyEnd, value: unread });
}

/** Closes the innermost object or array if its end stands here, else null. */
function closeIfEnd(scanner: JsonScanner, stack: Open[]): JsonNode | null {
  scanner.skipSpace();
  const open = stack[stack.length - 1];
  if (open === undefined) return null;
  if (scanner.bytes[scanner.at] !== (open.kind === "object" ? 0x7d : 0x5d)) return null;
  scanner.at += 1;
  stack.pop();
  open.end = scanner.at;
  if (open.kind === "object") checkKeys(scanner, open.members);
  return open;
}

function checkKeys(scanner: JsonScanner, members: readonly JsonMember[]): void {
  const seen = members.length > 12 ? new Set<string>() : null;
  for (let i = 0; i < members.length; i++) {
    const { key = "", keyStart = 0 } = members[i] ?? {};
    if (key === "__proto__") {
      scanner.report(
        "proto-key",
        'The key "__proto__" stands here; it can attack programs that read it.',
        keyStart,
      );
    }
    if (seen === null ? standsBefore(members, i, key) : seen.has(key)) {
      scanner.report(
        "duplicate-key",
        `The key "${key}" stands twice in one object; most systems read the last one only.`,
        keyStart,
      );
    }
    seen?.add(key);
  }
}

function standsBefore(members: readonly JsonMember[], end: number, key: string): boolean {
  for (let i = 0; i < end; i++) if (members[i]?.key === key) return true;
  return false;
}
