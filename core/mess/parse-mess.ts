import { type MessChoice, noMess } from "./mess-choice.ts";
import { messFamilies } from "./operator.ts";
import { messOperators } from "./operators.ts";
import { operatorsOfPreset, presets } from "./presets.ts";

/** The presets, as `--mess` takes them; `all` means `coverage`. */
export const messPresets: readonly string[] = [...presets.map(({ id }) => id), "all"];

/** A word of `--mess` that nothing is named by. Its message is a sentence for the user. */
export class UnknownMess extends Error {
  readonly word: string;
  readonly near: readonly string[];

  constructor(word: string, near: readonly string[]) {
    const hint = near.length > 0 ? ` Did you mean ${near.join(", ")}?` : "";
    super(
      `"${word}" is no mess preset (${messPresets.join(", ")}), no family (${messFamilies.join(", ")}) and no operator.${hint}`,
    );
    this.word = word;
    this.near = near;
  }
}

/**
 * Reads `PRESET` or `FAMILY,OPERATOR,…`; a family is its name or its letter A … L. A preset stands
 * alone. Throws UnknownMess for the first word that is none of them, with words that are near it.
 */
export function parseMess(text: string): MessChoice {
  const words = text.split(",").map((word) => word.trim());
  const [first = ""] = words;
  if (words.length === 1) {
    if (first === "none") return noMess;
    if (first === "all" || first === "coverage")
      return { text: "coverage", preset: "coverage", operators: [] };
    if (first === "smoke" || first === "realistic")
      return { text: first, preset: first, operators: [] };
    const named = operatorsOfPreset(first);
    if (named !== null) return { text: first, preset: "list", operators: inOrder(new Set(named)) };
  }
  const chosen = new Set<string>();
  for (const word of words) for (const id of named(word)) chosen.add(id);
  return {
    text: words.join(","),
    preset: "list",
    operators: inOrder(chosen),
  };
}

function inOrder(chosen: ReadonlySet<string>): readonly string[] {
  return messOperators.map((operator) => operator.id).filter((id) => chosen.has(id));
}

function named(word: string): readonly string[] {
  const letter = /^[A-L]$/.test(word) ? messFamilies[word.charCodeAt(0) - 65] : undefined;
  const family = messFamilies.find((name) => name === (letter ?? word));
  const ids = messOperators.filter(
    (operator) => operator.id === word || operator.family === family,
  );
  if (ids.length === 0) throw new UnknownMess(word, near(word));
  return ids.map((operator) => operator.id);
}

/** Up to three names that are at most three edits away, the nearest first. */
function near(word: string): readonly string[] {
  // A preset inside a list is spelt well and stands in the wrong place.
  if (messPresets.some((preset) => preset === word)) return [`${word} alone`];
  const names = [...messPresets, ...messFamilies, ...messOperators.map((operator) => operator.id)];
  const ranked = names.map((name) => ({ name, edits: editsBetween(word, name) }));
  return ranked
    .filter(({ name, edits }) => edits <= 3 || (word.length >= 4 && name.includes(word)))
    .toSorted((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Levenshtein distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
