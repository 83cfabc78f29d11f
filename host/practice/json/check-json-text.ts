import { UnreadableJson } from "./unreadable-json.ts";

const deepest = 100;

/**
 * Refuses what a recursive parser would choke on or silently change: nesting deeper than 100,
 * a key twice in one object, a `__proto__` key, half a surrogate pair. Syntax itself is left to the
 * parser. Iterative, so that no input can exhaust the stack.
 */
export function checkJsonText(text: string): void {
  const keys: (Set<string> | null)[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      const content = readString(text.slice(at, end));
      if (!content.isWellFormed()) {
        throw new UnreadableJson(
          "The body holds half a surrogate pair, which no text can contain.",
        );
      }
      const seen = keys.at(-1);
      if (expectsKey && seen) noteKey(seen, content);
      expectsKey = false;
      at = end - 1;
    } else if (char === "{" || char === "[") {
      keys.push(char === "{" ? new Set() : null);
      if (keys.length > deepest) {
        throw new UnreadableJson(`The body is nested deeper than ${deepest} levels.`);
      }
      expectsKey = char === "{";
    } else if (char === "}" || char === "]") {
      keys.pop();
      expectsKey = false;
    } else if (char === ",") {
      expectsKey = keys.at(-1) instanceof Set;
    }
  }
}

function noteKey(seen: Set<string>, key: string): void {
  if (key === "__proto__") throw new UnreadableJson('The body has a key "__proto__".');
  if (seen.has(key)) {
    throw new UnreadableJson(`The body has the key "${key.slice(0, 60)}" twice in one object.`);
  }
  seen.add(key);
}

/** Index after the closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
  }
  throw new UnreadableJson("The body ends inside a text.");
}

function readString(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    const content: unknown = JSON.parse(quoted);
    return typeof content === "string" ? content : "";
  } catch {
    throw new UnreadableJson("The body holds a text with a broken escape.");
  }
}
