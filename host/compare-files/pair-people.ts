import type { Observed } from "../../core/catalogue/chart.ts";
import { canonicalForm } from "../../core/compare/forms/canonical.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { FoundRecord } from "./read-records.ts";

/** Two records of one person, with what told that they belong together. */
export interface PairedPeople {
  readonly source: FoundRecord;
  readonly target: FoundRecord;
  readonly pairedBy: string;
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

/**
 * Pairs people by any shared identifier with its system, else by name and birth date; at the very
 * end charts by the person they name, and two lone records of which one says nothing of whose it is
 * (a single allergy, say). A key that two people of one side share pairs nobody.
 */
export function pairPeople(
  sources: readonly FoundRecord[],
  targets: readonly FoundRecord[],
): Pairing {
  const pairs: PairedPeople[] = [];
  const twice = new Set<FoundRecord>();
  let left = [...sources];
  let right = [...targets];
  const pairBy = (pairedBy: string, keys: KeysOf): void => {
    const owners = uniqueOwners(right, keys);
    const unique = uniqueOwners(left, keys);
    for (const source of [...left]) {
      const target = keys(source)
        .filter((key) => unique.get(key) === source)
        .map((key) => owners.get(key))
        .find((owner) => owner !== undefined && owner !== null && right.includes(owner));
      if (target === undefined || target === null) continue;
      pairs.push({ source, target, pairedBy });
      left = left.filter((each) => each !== source);
      right = right.filter((each) => each !== target);
    }
  };
  for (const { field, system } of identifiers) {
    pairBy(field, (record) => identifierKeys(record.observed, field, system));
  }
  pairBy("name and birth date", (record) => demographicKeys(record.observed));
  markTwice(pairs, right, twice);
  right = right.filter((record) => !claims(record, pairs, twice));
  pairBy("person", (record) => (record.format === "chart" ? [record.person] : []));
  const [onlySource] = left;
  const [onlyTarget] = right;
  if (
    sources.length === 1 &&
    targets.length === 1 &&
    onlySource !== undefined &&
    onlyTarget !== undefined &&
    (isNameless(onlySource) || isNameless(onlyTarget))
  ) {
    pairs.push({ source: onlySource, target: onlyTarget, pairedBy: "nobody else" });
    left = [];
    right = [];
  }
  pairs.sort((a, b) => sources.indexOf(a.source) - sources.indexOf(b.source));
  return { pairs, missing: left, extra: right, twice };
}

/** Whether a record says nothing of whose it is. */
function isNameless(record: FoundRecord): boolean {
  return allKeys(record.observed).length === 0;
}

function markTwice(
  pairs: readonly PairedPeople[],
  right: readonly FoundRecord[],
  twice: Set<FoundRecord>,
): void {
  for (const { source, target } of pairs) {
    const own = allKeys(target.observed);
    if (right.some((record) => allKeys(record.observed).some((key) => own.includes(key)))) {
      twice.add(source);
    }
  }
}

function claims(
  record: FoundRecord,
  pairs: readonly PairedPeople[],
  twice: ReadonlySet<FoundRecord>,
): boolean {
  const keys = allKeys(record.observed);
  return pairs.some(
    ({ source, target }) =>
      twice.has(source) && allKeys(target.observed).some((key) => keys.includes(key)),
  );
}

function allKeys(observed: Observed): readonly string[] {
  const own = identifiers.flatMap(({ field, system }) => identifierKeys(observed, field, system));
  return [...own, ...demographicKeys(observed)];
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

function demographicKeys(observed: Observed): readonly string[] {
  const one = (id: string): string | null => {
    const text = textsOf(observed, id)[0]?.text;
    const field = fieldById(id);
    return text === undefined || field === undefined ? null : canonicalForm(field.form, text);
  };
  const family = one("patient.name.family");
  const birthDate = one("patient.birth-date");
  if (family === null || birthDate === null) return [];
  return [`name|${family}|${one("patient.name.given") ?? ""}|${birthDate}`];
}
