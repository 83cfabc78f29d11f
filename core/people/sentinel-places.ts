import type { EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldId } from "../catalogue/fields.ts";

/**
 * Places of one person in which a text can carry a sentinel: rows × entries × rounds. Rows from the
 * 33rd on are far ones, whose tokens are always two words.
 */
export const placeRows = 32;
export const placeEntries = 1024;
export const placeRounds = 4;

interface PlaceRow {
  readonly field: FieldId;
  /** Names of the keys of an entry path, outermost first: `al`, then `reaction`. */
  readonly keys: readonly string[];
}

/** Stable order: a row is never moved or removed, new ones are appended (at most 64). */
const rows: readonly PlaceRow[] = [
  ["patient.name.family"],
  ["patient.name.given"],
  ["patient.name.middle"],
  ["patient.name.alias", "alias"],
  ["patient.name.preferred"],
  ["patient.name.maiden"],
  ["patient.address.line1", "address"],
  ["patient.address.line2", "address"],
  ["patient.telecom.email", "email"],
  ["contact.name", "contact"],
  ["allergy.substance", "al"],
  ["allergy.reaction", "al", "reaction"],
  ["medication.name", "rx"],
  ["medication.sig", "rx"],
  ["problem.text", "dx"],
  ["coverage.payer-name", "cov"],
  ["coverage.subscriber-name", "cov"],
  ["coverage.group-name", "cov"],
  ["result.note", "obs"],
  ["encounter.reason", "enc"],
  ["appointment.reason", "appt"],
  ["appointment.comment", "appt"],
  ["patient.address.mailing", "address"],
  ["medication.prn-reason", "rx"],
  ["note.text", "note"],
  ["result.value", "obs"],
  ["guardian.name", "guardian"],
  ["proxy.name", "proxy"],
  ["guarantor.name", "guarantor"],
  ["order.note", "ord"],
  ["referral.reason", "ref"],
  ["contact.address", "contact"],
  ["patient.employer"],
  ["privacy.custody-restriction", "custody"],
  ["medication.step-sig", "rx", "step"],
  ["immunization.lot", "vax"],
].map(([field = "", ...keys]) => ({ field: fieldId(field), keys }));

const rowOfField: ReadonlyMap<FieldId, number> = new Map(rows.map((row, at) => [row.field, at]));
/** A nested entry (`al-2/reaction-1`) has room for this many inner entries. */
const innerEntries = 4;

export interface SentinelPlace {
  readonly field: FieldId;
  readonly entry: EntryPath;
  readonly round: number;
}

/** Number of a place: row, entry number and round (from 1). Null where the field carries none. */
export function placeNumber(
  place: SentinelPlace,
): { row: number; entry: number; round: number } | null {
  const row = rowOfField.get(place.field);
  if (row === undefined || place.round < 1 || place.round > placeRounds) return null;
  const numbers = place.entry === "" ? [] : place.entry.split("/").map(trailingNumber);
  if (numbers.some((n) => n === null)) return null;
  const [outer = 0, inner] = numbers;
  if (outer === null || inner === null) return null;
  const entry = inner === undefined ? outer : outer * innerEntries + inner;
  if (inner !== undefined && inner >= innerEntries) return null;
  return entry < placeEntries ? { row, entry, round: place.round - 1 } : null;
}

/** The place of a number, null where no place has it. */
export function placeOfNumber(row: number, entry: number, round: number): SentinelPlace | null {
  const place = rows[row];
  if (place === undefined) return null;
  const [outer, inner] = place.keys;
  const base = { field: place.field, round: round + 1 };
  if (inner !== undefined) {
    const at = [Math.floor(entry / innerEntries), entry % innerEntries];
    return at[0] === 0 || at[1] === 0
      ? null
      : { ...base, entry: `${outer}-${at[0]}/${inner}-${at[1]}` };
  }
  if (entry === 0) return { ...base, entry: "" };
  return outer === undefined ? null : { ...base, entry: `${outer}-${entry}` };
}

function trailingNumber(key: string): number | null {
  const match = /-(\d{1,4})$/.exec(key);
  return match === null ? null : Number(match[1]);
}
