import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart, ChartValue, LocatedValue } from "../../../core/catalogue/chart.ts";
import type { Field } from "../../../core/catalogue/field.ts";
import { fieldById, fields, fieldsOfList } from "../../../core/catalogue/fields.ts";
import { carriedByFhir } from "../../../core/fhir/carried-by-fhir.ts";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import type { Row } from "./chart-of.ts";
import { rowOfValue, valueOfRow } from "./chart-of.ts";

const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .map((value) => value.toWellFormed())
  .filter((value) => !value.startsWith("!"));
const decimal = fc.oneof(
  fc.stringMatching(/^-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,20})?$/),
  fc.constantFrom(
    "2.50",
    ".5",
    "5.",
    "+1",
    "007",
    "1e-3",
    "1E+10",
    "0.0000001",
    "1,200",
    "1-2",
    "٣",
  ),
);
const boolean = fc.constantFrom("true", "false");
const reason = fc.constantFrom("!unknown", "!asked-declined", "!not-asked");

/** Fields whose values follow from others, are written always, or cannot be everything; dealt with below. */
const special = new Set(
  `patient.deceased patient.multiple-birth medication.prn patient.telecom.rank patient.telecom.extension
   allergy.none-known privacy.protected patient.test-mark patient.address.type patient.name.use patient.identifier.type`.split(
    /\s+/,
  ),
);
/** Primitive arrays have no place for a reason beside a missing position. */
const noReason = new Set("result.unit patient.name.middle contact.role".split(" "));

function valueFor(field: Field): fc.Arbitrary<string> {
  if (field.type === "boolean") return boolean;
  if (field.id === "patient.birth-order") return fc.constantFrom("1", "2");
  const plain = field.form === "decimal" || field.id === "coverage.payer-order" ? decimal : text;
  return noReason.has(field.id)
    ? plain
    : fc.oneof({ weight: 9, arbitrary: plain }, { weight: 1, arbitrary: reason });
}

/** Some fields of a list or of the person, in one entry. */
function rowsFor(some: readonly Field[], entry: string): fc.Arbitrary<Row[]> {
  const usable = some.filter((field) => carriedByFhir(field) && field.place === "own");
  const plain = usable.filter((field) => !special.has(field.id) && field.form !== "list");
  const options = plain.map((field) => {
    const value = valueFor(field).map((found): Row => [field.id, entry, found]);
    return fc.option(value, { freq: 2 });
  });
  return fc.tuple(...options).map((rows) => rows.filter((row) => row !== null));
}

const lists = [...new Set(fields.flatMap((field) => field.list ?? []))];
const top = lists.filter((list) => !list.includes("/"));
const nestedOf = (list: string): string[] => lists.filter((name) => name.startsWith(`${list}/`));
const repeated: Readonly<Record<string, readonly string[]>> = {
  allergy: ["allergy.code", "allergy.code-system"],
  medication: ["medication.code", "medication.code-system"],
  result: ["result.note"],
  contact: ["contact.phone"],
  appointment: ["provider.scheduling-resource", "appointment.location"],
  encounter: ["provider.rendering", "provider.supervising"],
  order: ["order.note", "order.reason"],
  referral: ["referral.to", "referral.reason"],
  note: ["note.text", "note.author", "note.confidentiality"],
  consent: ["consent.category"],
  guardian: ["guardian.consent-authority"],
  guarantor: ["guarantor.relationship"],
  charge: ["charge.rendering-provider"],
};
/** Lists whose entries are told from each other by more than the order of one array. */
const manyWithin = new Set(["charge/modifier", "charge/diagnosis", "charge/diagnosis-pointer"]);

function entryOf(list: string, entry: string): fc.Arbitrary<Row[]> {
  const nested = nestedOf(list).flatMap((name) =>
    (manyWithin.has(name) ? [1, 2, 3] : [1]).map((n) =>
      rowsFor(fieldsOfList(name), `${entry}/${name.replace(/^.*\//, "")}-${String(n)}`),
    ),
  );
  const more = (repeated[list] ?? []).map((id) =>
    fc.option(
      text.map((value): Row => [id, `${entry}/more-2`, value]),
      { freq: 2 },
    ),
  );
  return fc
    .tuple(rowsFor(fieldsOfList(list), entry), ...nested, fc.tuple(...more))
    .map((parts) => parts.flat().filter((row) => row !== null))
    .map((rows) => complete(list, entry, rows));
}

/** What a second value needs beside it. */
function complete(list: string, entry: string, rows: Row[]): Row[] {
  const has = (id: string, at = entry): boolean =>
    rows.some((row) => row[0] === id && row[1] === at);
  const added: Row[] = [];
  const give = (id: string): void => {
    const there = has(id) || added.some((row) => row[0] === id);
    if (rows.length > 0 && !there) added.push([id, entry, "x"]);
  };
  if (list === "identifier.mrn") {
    for (const id of ["patient.identifier.mrn", "patient.identifier.type"]) give(id);
  }
  if (list === "contact") for (const id of ["contact.relationship", "contact.phone"]) give(id);
  // An item cannot be the second one without a first.
  for (const id of repeated[list] ?? []) {
    if (!id.endsWith("-system") && rows.some((row) => row[0] === id && row[1] !== entry)) give(id);
  }
  return [...rows, ...added];
}

const singles = rowsFor(
  fields.filter((field) => field.list === null),
  "",
).map((rows) => [
  ...rows,
  ["patient.test-mark", "", "HTEST"] as const,
  ...(rows.some(([id]) => id === "patient.name.family")
    ? []
    : [["patient.name.family", "", "Ortiz"] as const]),
]);

/** FHIR has one token for a yes and for what says more: who gives a date of death also says "deceased". */
const implied: Readonly<Record<string, string>> = {
  "patient.death-date": "patient.deceased",
  "patient.birth-order": "patient.multiple-birth",
  "medication.prn-reason": "medication.prn",
};

function withImplied(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((row) => {
    const [field, entry, value] = row;
    const yes = value.startsWith("!") ? undefined : implied[field];
    return yes === undefined ? [row] : [row, [yes, entry, "true"]];
  });
}

const chart: fc.Arbitrary<Chart> = fc
  .tuple(
    singles,
    ...top.flatMap((list) => [1, 2].map((n) => entryOf(list, `${list}-${String(n)}`))),
  )
  .map((parts) => makeChart("p-0001", withImplied(parts.flat()).map(valueOfRow)));

const key = ({ value, at }: LocatedValue): string =>
  JSON.stringify([value.field, rowOfValue(value)[2], at.start, at.end]);

describe("a chart that goes to FHIR bytes and back", () => {
  test("the chart of this test really has every field that is carried", () => {
    const seen = new Set(special);
    fc.assert(
      fc.property(chart, ({ values }) => {
        for (const { field } of values) seen.add(field);
      }),
      { numRuns: 100, seed: 1 },
    );
    const carried = fields.filter(
      (f) => carriedByFhir(f) && f.place === "own" && f.form !== "list",
    );
    expect(carried.filter(({ id }) => !seen.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test("loses nothing, adds nothing, and both sides point at the same bytes", () => {
    fc.assert(
      fc.property(chart, (made) => {
        const { bytes, values } = encodeFhir(made);
        const observed = decodeFhir([bytes]);
        const sent = values.map(({ value }) => JSON.stringify(rowOfValue(value))).toSorted();
        expect(sent).toEqual(
          made.values.map((value) => JSON.stringify(rowOfValue(value))).toSorted(),
        );
        expect(observed.values.map(key).toSorted()).toEqual(values.map(key).toSorted());
        expect(observed.problems).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("keeps together what stands in one entry", () => {
    fc.assert(
      fc.property(chart, (made) => {
        const { bytes, values } = encodeFhir(made);
        const read = new Map(decodeFhir([bytes]).values.map((value) => [key(value), value.value]));
        const entries = new Map<string, string>();
        for (const located of values) {
          const { value } = located;
          const found = read.get(key(located));
          const list = fieldById(value.field)?.list?.split("/")[0];
          if (list === undefined) expect(found?.entry).toBe("");
          else {
            const [from = ""] = value.entry.split("/");
            const [to = ""] = found?.entry.split("/") ?? [];
            const name = `${list} ${from}`;
            expect(entries.get(name) ?? to).toBe(to);
            entries.set(name, to);
          }
        }
        expect(new Set(entries.values()).has("")).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test("says the yes that follows from a date, an order or a reason", () => {
    const rows: readonly Row[] = [
      ["patient.deceased", "", "true"],
      ["patient.death-date", "", "2025-11-02"],
      ["patient.multiple-birth", "", "true"],
      ["patient.birth-order", "", "2"],
      ["medication.status", "rx-1", "active"],
      ["medication.prn", "rx-1", "true"],
      ["medication.prn-reason", "rx-1", "pain"],
      ["patient.telecom.work", "", "617-555-0142"],
      ["patient.telecom.extension", "", "0305"],
      ["patient.telecom.rank", "work", "1"],
      ["privacy.protected", "", "true"],
      ["patient.test-mark", "", "HTEST"],
      ["patient.address.type", "address-2", "temp"],
      ["patient.name.family", "", "Ortiz"],
      ["patient.name.use", "alias-1", "old"],
      ["patient.name.alias", "alias-1", "Ng"],
      ["allergy.none-known", "al-1", "true"],
      ["allergy.code", "al-1", "716186003"],
    ];
    const made = makeChart("p-0001", rows.map(valueOfRow));
    const { bytes, values } = encodeFhir(made);
    const plain = (value: ChartValue): string => `${value.field}=${rowOfValue(value)[2]}`;
    const read = decodeFhir([bytes]).values.map(({ value }) => plain(value));
    expect(read.toSorted()).toEqual(made.values.map(plain).toSorted());
    expect(values.length).toBe(rows.length);
  });
});
