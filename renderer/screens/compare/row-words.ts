import type { DiffSpan } from "../../../core/compare/result.ts";
import { diffCharacters } from "../../../core/compare/diff-characters.ts";
import { verdictLooks } from "../../parts/sign.tsx";
import { lengthOf } from "../../parts/value/long-value.ts";
import { wordsForNothing } from "../../parts/value/shown-value.tsx";
import type { Row, Section } from "./case-types.ts";

/** Name of the field as the row shows it: the entry first where it stands in a list. */
export function nameOf(row: Row): string {
  return row.entryLabel === "" ? row.label : `${row.entryLabel}, ${row.label}`;
}

/** Different in a way that no rule allows. */
export function isOpen(row: Row): boolean {
  return ["delta", "missing", "extra", "not-readable"].includes(row.verdict);
}

/** The short name of what happened, for the chip at the end of the row. */
export function happened(row: Row): string {
  const fault = row.faults[0];
  if (fault !== undefined) return fault.short;
  if (row.verdict === "allowed" && row.rule !== null) return "Tidied, allowed";
  if (row.verdict === "missing") return "Not in their record";
  if (row.verdict === "extra") return "Not sent by us";
  if (row.verdict === "match") return "same";
  const word = verdictLooks[row.verdict].word;
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A screen reader is told the begin of a long value; the value itself stands in the row. */
const mostSpoken = 200;

function spoken(text: string): string {
  return text.length > mostSpoken ? `${text.slice(0, mostSpoken)} and more` : text;
}

/** "Last name, different. Sent O'Brien. Came back O?Brien. Accents became question marks." */
export function spokenRow(row: Row): string {
  const parts = [
    `${nameOf(row)}, ${verdictLooks[row.verdict].word}`,
    row.source.kind === "text"
      ? `Sent ${spoken(row.source.text)}`
      : wordsForNothing(row.source, "source"),
    row.target.kind === "text"
      ? `Came back ${spoken(row.target.text)}`
      : wordsForNothing(row.target, "target"),
    row.faults[0]?.long ?? "",
  ];
  return parts.filter((part) => part !== "").join(". ");
}

const spansByRow = new WeakMap<Row, readonly DiffSpan[]>();

/** The character comparison of a row, made once; empty where a side has no text. */
export function spansOf(row: Row): readonly DiffSpan[] {
  const known = spansByRow.get(row);
  if (known !== undefined) return known;
  const spans = compareCharacters(row);
  spansByRow.set(row, spans);
  return spans;
}

function compareCharacters(row: Row): readonly DiffSpan[] {
  const { source, target } = row;
  if (["match", "not-compared", "not-readable"].includes(row.verdict)) return [];
  if (source.kind === "text" && target.kind === "text") {
    return diffCharacters(source.text, target.text);
  }
  const whole = { sourceStart: 0, targetStart: 0 };
  if (source.kind === "text") return [{ kind: "gone", source: source.text, target: "", ...whole }];
  if (target.kind === "text") return [{ kind: "added", source: "", target: target.text, ...whole }];
  return [];
}

/** How many characters a cut value lost; null where nothing was cut short. */
export function cutOf(row: Row): { lost: number; of: number } | null {
  const cut = row.faults.some((fault) => fault.id.startsWith("TRUNCATE"));
  if (!cut || row.source.kind !== "text" || row.target.kind !== "text") return null;
  const of = lengthOf(row.source.text);
  const lost = of - lengthOf(row.target.text);
  return lost > 0 ? { lost, of } : null;
}

const countedOrder = [
  "delta",
  "missing",
  "extra",
  "not-readable",
  "allowed",
  "not-compared",
  "match",
] as const;

/** All rows of a case, also those that are not given. */
export function rowCount(sections: readonly Section[]): number {
  return sections.reduce((sum, { rows, left }) => sum + rows.length + left, 0);
}

/** "3 different · 1 tidied · 3 same" */
export function countsInWords(section: Section): string {
  return countedOrder
    .map((verdict) => {
      const count = section.counts[verdict] ?? 0;
      return count === 0 ? "" : `${count} ${verdictLooks[verdict].counted}`;
    })
    .filter((words) => words !== "")
    .join(" · ");
}
