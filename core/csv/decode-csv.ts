import type { EntryPath, LocatedValue, Observed, ReadProblem } from "../catalogue/chart.ts";
import type { RawNode, RawRecord } from "../compare/raw/raw-node.ts";
import { id } from "../fhir/chart-values.ts";
import { below } from "../fhir/slot.ts";
import { collectProblems, csvProblem } from "./csv-problem.ts";
import type { ProblemSink } from "./csv-problem.ts";
import { columnGroup, fixedEntry, patientTable } from "./csv-tables.ts";
import { readCsvRecords } from "./read-csv-records.ts";
import type { CsvKey, CsvRecord, CsvValue } from "./read-csv-records.ts";

export interface CsvPerson {
  /** The chart number, `""` where the files give none. */
  readonly mrn: string;
  readonly observed: Observed;
  /** All that stands in the rows of the person, read or not. */
  readonly raw: () => readonly RawRecord[];
}

interface Person {
  readonly mrn: string;
  readonly records: CsvRecord[];
  /** The key of a person whom only records name. */
  readonly named: CsvKey | null;
}

const mrn = id("patient.identifier.mrn");
const authority = id("patient.identifier.mrn-authority");

/**
 * Reads the people of any number of CSV files, whatever their names: what a file holds is told by its
 * header. People stand in the order of their rows, then those whom only other files name. Entries
 * count in wire order (`#1`, `#1/#2`). Never throws; what cannot be read stands in `problems`, those
 * of no one with the first person.
 */
export function decodeCsvPeople(documents: readonly Uint8Array[]): readonly CsvPerson[] {
  const found = collectProblems();
  const records = documents.flatMap((bytes, i) => readCsvRecords(bytes, i, found));
  const people = groupByPerson(records, found);
  const problems = found.all();
  if (people.length === 0) {
    if (problems.length === 0) return [];
    return [{ mrn: "", observed: { values: [], problems, resources: [] }, raw: () => [] }];
  }
  return people.map((person, i) => ({
    mrn: person.mrn,
    observed: {
      values: valuesOf(person),
      problems: i === 0 ? problems : [],
      resources: person.records.map(({ table }) => ({ type: table.name, id: null, version: null })),
    },
    raw: () => person.records.map(rawRow),
  }));
}

/** Reads the record of the one person in the files. Others are named as problems, and not read. */
export function decodeCsv(documents: readonly Uint8Array[]): Observed {
  const [first, ...others] = decodeCsvPeople(documents);
  if (first === undefined) return { values: [], problems: [], resources: [] };
  const { values, problems, resources } = first.observed;
  const more = others.map((other): ReadProblem => {
    const says = `The files hold another person, chart number "${other.mrn}", who is not read.`;
    return { kind: "another-patient", says, at: other.observed.values[0]?.at ?? null };
  });
  return { values, problems: [...problems, ...more], resources };
}

function rawRow({ table, span, values, others }: CsvRecord): RawRecord {
  const id = `${table.name} row ${span.row}`;
  const leaf = { kind: "leaf", form: "text", leadsTo: null } as const;
  const members = new Map<string, RawNode[]>();
  for (const { field, number, holds, text, at } of values) {
    const key = `${field.csv ?? field.id} ${number} ${holds}`;
    members.set(key, [{ ...leaf, text, isRead: true, at: () => at }]);
  }
  for (const { name, text, at } of others) {
    const made = { ...leaf, text, isRead: false, at: () => at };
    members.set(name, [...(members.get(name) ?? []), made]);
  }
  const at = values[0]?.at ?? others[0]?.at;
  const nowhere = { resource: id, place: "", start: span.start, end: span.end, document: 0 };
  return { kind: table.name, id, root: { kind: "group", members }, at: () => at ?? nowhere };
}

function groupByPerson(records: readonly CsvRecord[], problems: ProblemSink): readonly Person[] {
  const people: Person[] = [];
  const byKey = new Map<string, Person>();
  /** By number alone; null where two people share it. */
  const byNumber = new Map<string, Person | null>();
  const nameless = new Set<string>();
  const put = (person: Person, keys: readonly CsvKey[], record: CsvRecord): void => {
    people.push(person);
    for (const key of keys) {
      if (nameless.has(keyText(key))) continue;
      if (byKey.has(keyText(key)) && key.mrn === "") {
        // Of several without a number nobody knows whose an entry of another file is.
        nameless.add(keyText(key));
        byKey.delete(keyText(key));
        byNumber.set("", null);
        continue;
      }
      if (byKey.has(keyText(key))) {
        const says = `Chart number "${key.mrn}" stands in more than one row; entries of other files go to the first.`;
        problems.push(csvProblem("double-chart-number", says, record.span, record.document));
        continue;
      }
      byKey.set(keyText(key), person);
      byNumber.set(key.mrn, byNumber.has(key.mrn) ? null : person);
    }
  };
  const owners = new Map<CsvRecord, Person>();
  /** People of wide rows by all that is said of them: such a row is written again for each of their entries. */
  const alike = new Map<string, Person>();
  for (const record of records) {
    if (record.table !== patientTable) continue;
    const known = record.isWide ? alike.get(textOf(record)) : undefined;
    if (known !== undefined) {
      owners.set(record, known);
      continue;
    }
    const keys = record.keys.length === 0 ? [noKey] : record.keys;
    put({ mrn: keys[0]?.mrn ?? "", records: [record], named: null }, keys, record);
    const person = people.at(-1);
    if (!record.isWide || person === undefined) continue;
    owners.set(record, person);
    alike.set(textOf(record), person);
  }
  const written = new Map<Person, Set<string>>();
  const withZeros = new Map(people.map(({ mrn: number }) => [withoutZeros(number), number]));
  for (const record of records) {
    if (record.table === patientTable) continue;
    const key = record.keys[0] ?? noKey;
    const alone = key.authority === "" ? byNumber.get(key.mrn) : undefined;
    const owner = record.owner === null ? undefined : owners.get(record.owner);
    const known = owner ?? byKey.get(keyText(key)) ?? alone;
    if (known !== undefined && known !== null) {
      const already = written.get(known) ?? new Set<string>();
      written.set(known, already);
      if (record.isWide && already.has(textOf(record))) continue;
      already.add(textOf(record));
      known.records.push(record);
      continue;
    }
    if (people.length > 0) problems.push(stranger(record, key, withZeros));
    const person: Person = { mrn: key.mrn, records: [record], named: key };
    put(person, [key], record);
    written.set(person, new Set([textOf(record)]));
  }
  return people;
}

function textOf({ table, values }: CsvRecord): string {
  return JSON.stringify([
    table.name,
    ...values.map(({ field, number, holds, text }) => [field.id, number, holds, text]),
  ]);
}

const noKey: CsvKey = { mrn: "", authority: "", at: { mrn: null, mrn_authority: null } };

function keyText({ mrn: number, authority: issuer }: CsvKey): string {
  return JSON.stringify([issuer, number]);
}

function withoutZeros(number: string): string {
  return number.replace(/^0+/, "");
}

function stranger(
  record: CsvRecord,
  key: CsvKey,
  withZeros: ReadonlyMap<string, string>,
): ReadProblem {
  const alike = withZeros.get(withoutZeros(key.mrn));
  const { span, document } = record;
  if (key.mrn !== "" && alike !== undefined && alike !== key.mrn) {
    const says = `No person has chart number "${key.mrn}", one has "${alike}"; a spreadsheet may have taken off leading zeros.`;
    return csvProblem("spreadsheet-leading-zero", says, span, document);
  }
  const says =
    key.mrn === ""
      ? "This row names no person by chart number."
      : `No row of the people has chart number "${key.mrn}".`;
  return csvProblem("unknown-person", says, span, document);
}

/** Entries are numbered per list, in the order of the files and their rows. */
function valuesOf({ records, named }: Person): readonly LocatedValue[] {
  const values: LocatedValue[] = [];
  const counts = new Map<string, number>();
  for (const [field, at, text] of [
    [mrn, named?.at.mrn, named?.mrn],
    [authority, named?.at.mrn_authority, named?.authority],
  ] as const) {
    if (at !== null && at !== undefined)
      values.push({ value: valueOf(field, "#1", text ?? ""), at });
  }
  for (const { table, values: found } of records) {
    const n = (counts.get(table.name) ?? 0) + 1;
    counts.set(table.name, n);
    const top = table.list === null ? "" : below("", n);
    for (const one of found) {
      const { field, text, holds, at } = one;
      const entry = entryOf(table.list, top, one);
      const value =
        holds === "value"
          ? valueOf(field.id, entry, text)
          : { field: field.id, entry, absent: text };
      values.push({ value, at });
    }
  }
  return values;

  function entryOf(list: string | null, top: EntryPath, { field, number }: CsvValue): EntryPath {
    const fixed = fixedEntry(field, number);
    if (fixed !== null) return fixed;
    if (list === null) return columnGroup(patientTable, field) === null ? "" : below("", number);
    return field.list === list && number === 1 ? top : below(top, number);
  }
}

function valueOf(field: LocatedValue["value"]["field"], entry: EntryPath, text: string) {
  return text === "" ? { field, entry, absent: "empty" } : { field, entry, value: text };
}
