import type { Observed } from "../../core/catalogue/chart.ts";
import { canonicalForm } from "../../core/compare/forms/canonical.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { pairAlike } from "./pair-alike.ts";
import { pairShared } from "./pair-shared.ts";
import type { FoundRecord } from "./read-records.ts";

/** Two records of one person, with what told that they belong together. */
export interface PairedPeople {
  readonly source: FoundRecord;
  readonly target: FoundRecord;
  readonly pairedBy: string;
}

/** The case of a person of the source. */
export function caseIdOf({ person }: FoundRecord): string {
  return `compare/files/${person}`;
}

export interface Pairing {
  readonly pairs: readonly PairedPeople[];
  /** People of the source that are not in the target. */
  readonly missing: readonly FoundRecord[];
  readonly extra: readonly FoundRecord[];
  /** Source people for whom a second record of the target claims to be the same person. */
  readonly twice: ReadonlySet<FoundRecord>;
}

/** Identifiers by which people are paired, best first, with the field that names their system. */
const identifiers: readonly { readonly field: string; readonly system: string | null }[] = [
  { field: "patient.identifier.mrn", system: "patient.identifier.mrn-authority" },
  { field: "patient.identifier.synthetic", system: null },
  { field: "patient.identifier.mrn-other-site", system: null },
  { field: "patient.identifier.legacy", system: null },
  { field: "patient.identifier.ssn", system: null },
  { field: "patient.identifier.mbi", system: null },
  { field: "patient.identifier.medicaid", system: null },
  { field: "patient.identifier.drivers-license", system: null },
];

type KeysOf = (record: FoundRecord) => readonly string[];

/** What a text of a record says as a date, whatever the form its file writes dates in. */
export type ReadDateOf = (record: FoundRecord, field: string, text: string) => string;

/**
 * Pairs people by any shared identifier with its system, else by name and birth date; at the very
 * end charts by the person they name, those who share several other traits, and two lone records of which one says nothing of whose it is
 * (a single allergy, say). People of one side who share their number, or name and birth date, are told apart by
 * all else that they say.
 */
export function pairPeople(
  sources: readonly FoundRecord[],
  targets: readonly FoundRecord[],
  dateOf: ReadDateOf = (_record, _field, text) => text,
): Pairing {
  const pairs: PairedPeople[] = [];
  const twice = new Set<FoundRecord>();
  let left = [...sources];
  let right = [...targets];
  const demographics: KeysOf = (record) => demographicKeys(record, dateOf);
  const pairBy = (
    pairedBy: string,
    keys: KeysOf,
    agree: (source: FoundRecord, target: FoundRecord) => boolean = () => true,
  ): void => {
    const waiting = new Set(right);
    const settled = new Set<FoundRecord>();
    const owners = uniqueOwners(right, keys);
    const unique = uniqueOwners(left, keys);
    for (const source of left) {
      const target = keys(source)
        .filter((key) => unique.get(key) === source)
        .map((key) => owners.get(key))
        .find((owner) => owner !== undefined && owner !== null && waiting.has(owner));
      if (target === undefined || target === null || !agree(source, target)) continue;
      pairs.push({ source, target, pairedBy });
      waiting.delete(target);
      settled.add(source);
    }
    left = left.filter((each) => !settled.has(each));
    right = right.filter((each) => waiting.has(each));
  };
  const settle = (found: readonly Pick<PairedPeople, "source" | "target">[]): void => {
    const settled = new Set(found.flatMap(({ source, target }) => [source, target]));
    left = left.filter((each) => !settled.has(each));
    right = right.filter((each) => !settled.has(each));
  };
  for (const { field, system } of identifiers) {
    pairBy(field, (record) => identifierKeys(record.observed, field, system));
  }
  pairBy("name and birth date", demographics);
  // Systems name their own numbers in their own ways: the number alone, where something else agrees.
  for (const { field, system } of identifiers) {
    if (system === null) continue;
    const numbers: KeysOf = ({ observed }) => textsOf(observed, field).map(({ text }) => text);
    pairBy(
      field,
      (record) => numbers(record).map((number) => number.replace(/^0+(?=.)/u, "")),
      (source, target) =>
        haveInCommon(source, target, (record) => someoneOf(record, dateOf)) ||
        ((namesNoSystem(source, system) || namesNoSystem(target, system)) &&
          haveInCommon(source, target, numbers)),
    );
  }
  const chartNumber: KeysOf = ({ observed }) =>
    identifierKeys(observed, "patient.identifier.mrn", "patient.identifier.mrn-authority");
  for (const [pairedBy, keys] of [
    ["patient.identifier.mrn", chartNumber],
    ["name and birth date", demographics],
  ] as const) {
    const shared = pairShared(left, right, keys, (a, b) =>
      haveInCommon(a, b, (record) => someoneOf(record, dateOf)),
    );
    for (const { source, target, isTwice } of shared) {
      pairs.push({ source, target, pairedBy });
      if (isTwice) twice.add(source);
    }
    settle(shared);
  }
  markTwice(pairs, right, twice, dateOf);
  right = right.filter((record) => !claims(record, pairs, twice, dateOf));
  pairBy("person", (record) => (record.format === "chart" ? [record.person] : []));
  // A number of PID-2 has no field; messages name the person by it all the same.
  pairBy(
    "person",
    ({ format, person }) => (format === "hl7" && person !== "" ? [person] : []),
    (source, target) => haveInCommon(source, target, (record) => someoneOf(record, dateOf)),
  );
  const alike = pairAlike(left, right, dateOf);
  pairs.push(...alike);
  settle(alike);
  const [onlySource] = left;
  const [onlyTarget] = right;
  if (
    sources.length === 1 &&
    targets.length === 1 &&
    onlySource !== undefined &&
    onlyTarget !== undefined &&
    (isNameless(onlySource, dateOf) || isNameless(onlyTarget, dateOf))
  ) {
    pairs.push({ source: onlySource, target: onlyTarget, pairedBy: "nobody else" });
    left = [];
    right = [];
  }
  const place = new Map(sources.map((record, index) => [record, index]));
  pairs.sort((a, b) => (place.get(a.source) ?? 0) - (place.get(b.source) ?? 0));
  return { pairs, missing: left, extra: right, twice };
}

/** Whether a record says nothing of whose it is. */
function isNameless(record: FoundRecord, dateOf: ReadDateOf): boolean {
  return allKeys(record, dateOf).length === 0;
}

function haveInCommon(source: FoundRecord, target: FoundRecord, keys: KeysOf): boolean {
  const theirs = new Set(keys(target));
  return keys(source).some((key) => theirs.has(key));
}

function namesNoSystem({ observed }: FoundRecord, system: string): boolean {
  return textsOf(observed, system).length === 0;
}

/** Family name and birth date, each by itself. */
function someoneOf(record: FoundRecord, dateOf: ReadDateOf): readonly string[] {
  return ["patient.name.family", "patient.birth-date"].flatMap((id) =>
    canonicalTexts(record, id, dateOf).map((text) => `${id}|${text}`),
  );
}

function markTwice(
  pairs: readonly PairedPeople[],
  right: readonly FoundRecord[],
  twice: Set<FoundRecord>,
  dateOf: ReadDateOf,
): void {
  const keysOfRest = new Set(right.flatMap((record) => allKeys(record, dateOf)));
  for (const { source, target } of pairs) {
    if (allKeys(target, dateOf).some((key) => keysOfRest.has(key))) twice.add(source);
  }
}

function claims(
  record: FoundRecord,
  pairs: readonly PairedPeople[],
  twice: ReadonlySet<FoundRecord>,
  dateOf: ReadDateOf,
): boolean {
  const keys = new Set(allKeys(record, dateOf));
  return pairs.some(
    ({ source, target }) =>
      twice.has(source) && allKeys(target, dateOf).some((key) => keys.has(key)),
  );
}

function allKeys(record: FoundRecord, dateOf: ReadDateOf): readonly string[] {
  const own = identifiers.flatMap(({ field, system }) =>
    identifierKeys(record.observed, field, system),
  );
  return [...own, ...demographicKeys(record, dateOf)];
}

function uniqueOwners(
  records: readonly FoundRecord[],
  keys: KeysOf,
): ReadonlyMap<string, FoundRecord | null> {
  const owners = new Map<string, FoundRecord | null>();
  for (const record of records) {
    for (const key of new Set(keys(record))) owners.set(key, owners.has(key) ? null : record);
  }
  return owners;
}

function textsOf(observed: Observed, field: string): { entry: string; text: string }[] {
  return observed.values.flatMap(({ value }) =>
    value.field === field && "value" in value ? [{ entry: value.entry, text: value.value }] : [],
  );
}

function identifierKeys(
  observed: Observed,
  field: string,
  system: string | null,
): readonly string[] {
  const systems = system === null ? [] : textsOf(observed, system);
  return textsOf(observed, field).map(({ entry, text }) => {
    const authority = systems.find((each) => each.entry === entry)?.text ?? "";
    return `${field}|${authority}|${text}`;
  });
}

function demographicKeys(record: FoundRecord, dateOf: ReadDateOf): readonly string[] {
  const one = (id: string): string | null => canonicalTexts(record, id, dateOf)[0] ?? null;
  const family = one("patient.name.family");
  const birthDate = one("patient.birth-date");
  if (family === null || birthDate === null) return [];
  return [`name|${family}|${one("patient.name.given") ?? ""}|${birthDate}`];
}

function canonicalTexts(record: FoundRecord, id: string, dateOf: ReadDateOf): readonly string[] {
  const field = fieldById(id);
  if (field === undefined) return [];
  return textsOf(record.observed, id).map(({ text }) =>
    canonicalForm(field.form, field.form === "date" ? dateOf(record, id, text) : text),
  );
}
