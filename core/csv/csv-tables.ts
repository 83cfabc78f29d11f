/**
 * How a chart stands in CSV: one file per record type, many people in each.
 *
 * - `patients.csv` has one row a person. Every other file has one row per entry of its list (an allergy, a
 *   medicine, a visit), tied to the person by `mrn` and `mrn_authority`, in the order of the chart.
 * - Column names are those of the field catalogue. What repeats inside a row stands in numbered columns:
 *   `phone_home`, `phone_home_2`; `allergy_reaction_2`; `med_code_2` beside `med_code_system_2`. As many
 *   are written as the set needs. Values that belong together have the same number.
 * - `,,` is no value, `,"",` an empty one. Why a value is missing (`null`, `asked-declined`, …) stands in
 *   a column of its own behind all others, `dob_absent`, `phone_home_2_absent`; written where a set needs it.
 */
import type { EntryPath } from "../catalogue/chart.ts";
import type { Field } from "../catalogue/field.ts";
import { fieldById, fields } from "../catalogue/fields.ts";

export interface CsvTable {
  /** File name without `.csv`. */
  readonly name: string;
  /** The list whose entries are its rows; null for the people. */
  readonly list: string | null;
  readonly fields: readonly Field[];
}

/** Lists whose entries are rows of a file of their own. All other lists repeat in a person's row. */
const recordLists: readonly (readonly [name: string, list: string])[] = [
  ["contacts", "contact"],
  ["guardians", "guardian"],
  ["proxies", "proxy"],
  ["guarantors", "guarantor"],
  ["consents", "consent"],
  ["coverages", "coverage"],
  ["allergies", "allergy"],
  ["medicines", "medication"],
  ["problems", "problem"],
  ["immunizations", "immunization"],
  ["orders", "order"],
  ["results", "result"],
  ["vitals", "vital"],
  ["notes", "note"],
  ["encounters", "encounter"],
  ["appointments", "appointment"],
  ["charges", "charge"],
  ["referrals", "referral"],
];

/**
 * The rank of a number stands beside the numbers of its kind: `phone_rank_home_2` ranks `phone_home_2`.
 * Its entry is named by kind and number (`home`, `home-2`), in charts and on the wire.
 */
const rank = fieldById("patient.telecom.rank");
const rankKinds: ReadonlyMap<Field, string> = new Map(
  rank === undefined
    ? []
    : ["home", "mobile", "work", "email"].map((kind) => [
        { ...rank, csv: `phone_rank_${kind}`, list: `telecom.${kind}` },
        kind,
      ]),
);

/** The entry that a column's value has by its number alone; null where the chart's order decides. */
export function fixedEntry(field: Field, number: number): EntryPath | null {
  const kind = rankKinds.get(field);
  if (kind === undefined) return null;
  return number === 1 ? kind : `${kind}-${String(number)}`;
}

const recordListNames = new Set(recordLists.map(([, list]) => list));

function hasColumn(field: Field): boolean {
  return field.csv !== null && field.form !== "list" && field !== rank;
}

const topList = (field: Field): string => field.list?.split("/")[0] ?? "";

export const patientTable: CsvTable = {
  name: "patients",
  list: null,
  fields: [
    ...fields.filter((field) => hasColumn(field) && !recordListNames.has(topList(field))),
    ...rankKinds.keys(),
  ],
};

/** All files, the people first. */
export const csvTables: readonly CsvTable[] = [
  patientTable,
  ...recordLists.map(([name, list]) => ({
    name,
    list,
    fields: fields.filter((field) => hasColumn(field) && topList(field) === list),
  })),
];

/** The end of the name of a column that says why another one has no value. */
export const absentSuffix = "_absent";

/** The columns that tie a row to its person. */
export const keyColumns = ["mrn", "mrn_authority"] as const;

/**
 * Fields that are numbered together: a person's list, a nested list, a code with its code system.
 * Null for what cannot repeat.
 */
export function columnGroup(table: CsvTable, field: Field): string | null {
  if (table.list === null) return field.list;
  return field.list === table.list ? field.id.replace(/-system$/, "") : field.list;
}

const columned = new Set<string>(csvTables.flatMap((table) => table.fields.map(({ id }) => id)));

/**
 * Whether our CSV files have a place for a field. A row that shares another one's value travels with it;
 * a row about a list's membership travels where the list has a file or repeats.
 */
export function carriedByCsv(field: Field): boolean {
  if (columned.has(field.id)) return true;
  if (field.place !== "own") {
    const shared = fieldById(field.place.sharesWith);
    return shared !== undefined && columned.has(shared.id);
  }
  return field.form === "list" && field.list !== null && recordListNames.has(field.list);
}
