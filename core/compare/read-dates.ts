import type { Field } from "../catalogue/field.ts";
import { isLooseDate } from "./forms/civil.ts";
import { isUndecided, readDateOf } from "./forms/loose-date.ts";
import type { DateColumns, RoundInput } from "./round-input.ts";

/** Two texts as the dates they mean, or the one that can be read in two ways. */
export type ReadDates =
  { readonly from: string; readonly to: string } | { readonly ambiguous: string };

/**
 * Reads the two texts of a field by what their own columns tell, never by each other (decisions.md 22).
 * A text that no column reads stays as it is.
 */
export function readDates(
  field: Field,
  from: string,
  to: string,
  columns: RoundInput["dateColumns"],
): ReadDates {
  if (field.form !== "date" && field.form !== "instant") return { from, to };
  const [ofSource, ofTarget] = [columns?.source ?? null, columns?.target ?? null];
  if (isAmbiguous(field, from, ofSource)) return { ambiguous: from };
  if (isAmbiguous(field, to, ofTarget)) return { ambiguous: to };
  return { from: asDate(field, from, ofSource), to: asDate(field, to, ofTarget) };
}

function asDate(field: Field, text: string, columns: DateColumns | null): string {
  if (columns === null) return text;
  const read = readDateOf(text, columns.get(field.id) ?? null) ?? text;
  // A day that was counted in seconds is midnight.
  return field.form === "date" && read !== text
    ? read.replace(/T00:00(?::00)?(?:\.0+)?Z?$/u, "")
    : read;
}

const shortYear = /^\d{1,2}(?:[/.-]\d{1,2}[/.-]|[ -]?[a-z]{3}[ -]?)\d{2}$/iu;

/** Day and month can both be meant, and they differ; of a year of two digits nothing tells the century. */
function isAmbiguous(field: Field, text: string, columns: DateColumns | null): boolean {
  const column = columns?.get(field.id) ?? null;
  if (isUndecided(text, column)) return true;
  if (columns !== null && shortYear.test(text)) return true;
  if (column !== null || !isLooseDate(text)) return false;
  const [first, second] = text.split(/[/.-]/u).map(Number);
  return first !== second && (first ?? 0) <= 12 && (second ?? 0) <= 12;
}
