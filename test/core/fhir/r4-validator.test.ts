import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Chart, LocatedValue } from "../../../core/catalogue/chart.ts";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import { messOperators } from "../../../core/mess/operators.ts";
import { messPresets } from "../../../core/mess/parse-mess.ts";
import { makePerson } from "../../../core/people/make-person.ts";
import type { AppliedOperator } from "../../../core/people/people-set.ts";
import { findJavaProgram, findStranger } from "../../strangers/find-stranger.ts";
import { exampleSet } from "../people/people-set-example.ts";
import { textOfBytes } from "./chart-of.ts";
import { fullChart } from "./full-chart.ts";

/** HAPI FHIR's validator, which shares nothing with us, judges what we write as R4. */
const java = await findStranger("java");
const validator = await findJavaProgram("fhir-validator");

const run = promisify(execFile);

interface Fault {
  /** Of the file, from 1. */
  readonly line: number;
  readonly at: string;
  readonly says: string;
}

/** Validates many files in one go, because starting takes longer than validating hundreds of them. */
async function validate(
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly Fault[]>> {
  if ("reason" in java || "reason" in validator) return new Map();
  const folder = mkdtempSync(join(tmpdir(), "crosschart-r4-"));
  try {
    for (const [name, text] of texts) writeFileSync(join(folder, name), text);
    const words = ["-cp", validator.path, "stranger.Validate", folder];
    const { stdout } = await run(java.path, words, { maxBuffer: 64 * 1024 * 1024 });
    // Lines of the program in test/strangers/fhir-validator.
    const judged = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { file: string; errors: readonly Fault[] });
    return new Map(judged.map(({ file, errors }) => [file, errors]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A resource of a Bundle by its own lines, and the values that stand in it by line. */
interface Slice {
  readonly text: string;
  readonly values: ReadonlyMap<number, readonly LocatedValue[]>;
}

/** Cuts the resources out of bytes of ours: two blanks an element, one token a line. */
function slicesOf(bytes: Uint8Array, located: readonly LocatedValue[]): readonly Slice[] {
  const lines = textOfBytes(bytes).split("\n");
  const valuesOfLine = byLine(bytes, located);
  const slices: Slice[] = [];
  for (let from = 0; from < lines.length; from++) {
    if (lines[from] !== '      "resource": {') continue;
    let to = from + 1;
    while (!/^ {6}\}/.test(lines[to] ?? "      }")) to += 1;
    const text = ["{", ...lines.slice(from + 1, to), "}"].join("\n");
    const values = new Map<number, readonly LocatedValue[]>();
    for (let line = from; line <= to; line++) {
      const found = valuesOfLine.get(line + 1);
      if (found !== undefined) values.set(line - from + 1, found);
    }
    slices.push({ text, values });
    from = to;
  }
  return slices;
}

/** Values by the line of the file, counted from 1. */
function byLine(
  bytes: Uint8Array,
  located: readonly LocatedValue[],
): ReadonlyMap<number, readonly LocatedValue[]> {
  const sorted = located.toSorted((a, b) => a.at.start - b.at.start);
  const lines = new Map<number, LocatedValue[]>();
  let line = 1;
  let at = 0;
  for (const one of sorted) {
    for (; at < one.at.start; at++) if (bytes[at] === 10) line += 1;
    lines.set(line, [...(lines.get(line) ?? []), one]);
  }
  return lines;
}

/** Ids that follow from the person's number do not make a resource another one for the standard. */
const sameForTheStandard = (text: string): string =>
  text
    .replaceAll(/urn:uuid:[-0-9a-f]{36}/g, "urn:uuid:x")
    .replaceAll(/"[-0-9a-f]{36}"/g, '"x"')
    .replaceAll(/[A-Za-z0-9+/]{4000,}=*/g, "QQ==");

const fieldsOf = new Map(messOperators.map(({ id, fields }) => [id, fields]));
const invalidByDesign = new Set(
  messOperators.filter(({ wire }) => wire.fhir === "invalid").map(({ id }) => id),
);

/** Whether no other operator of the person touches the same fields, and could make them valid again. */
const isAlone = (one: AppliedOperator, all: readonly AppliedOperator[]): boolean =>
  all.every(
    ({ id }) =>
      id === one.id ||
      fieldsOf.get(id)?.every((field) => fieldsOf.get(one.id)?.includes(field) !== true) === true,
  );

/** The lines that an operator may have made invalid, in the resource where its target stands. */
function linesOf({ values }: Slice, applied: AppliedOperator): ReadonlySet<number> {
  const touched = fieldsOf.get(applied.id) ?? [];
  const here = [...values].flatMap(([line, some]) =>
    some.filter(({ value }) => value.entry === applied.entry).map(({ value }) => ({ line, value })),
  );
  return here.some(({ value }) => value.field === applied.field)
    ? new Set(here.filter(({ value }) => touched.includes(value.field)).map(({ line }) => line))
    : new Set();
}

interface Made extends Slice {
  /** Who has this resource first. */
  readonly who: string;
  /** What operators made invalid on purpose: the lines of all values that each of them may touch. */
  readonly meant: readonly {
    readonly operator: string;
    readonly alone: boolean;
    readonly lines: ReadonlySet<number>;
  }[];
}

/** The different resources of the people of every preset. */
function resourcesOfPeople(count: number): ReadonlyMap<string, Made> {
  const made = new Map<string, Made>();
  for (const preset of messPresets.filter((name) => name !== "all")) {
    const set = exampleSet({ messText: preset, seed: "validator" });
    for (let index = 0; index < count; index++) {
      const { chart, operators } = makePerson(set, index);
      const { bytes, values } = encodeFhir(chart);
      const invalid = operators.filter(({ id }) => invalidByDesign.has(id));
      for (const slice of slicesOf(bytes, values)) {
        const key = sameForTheStandard(slice.text);
        if (made.has(key)) continue;
        const meant = invalid.flatMap((applied) => {
          const lines = linesOf(slice, applied);
          return lines.size === 0
            ? []
            : [{ operator: applied.id, alone: isAlone(applied, operators), lines }];
        });
        made.set(key, { ...slice, who: `${preset} ${chart.person}`, meant });
      }
    }
  }
  return new Map([...made.values()].map((one, i) => [`${String(i)}.json`, one]));
}

const fullEncoding = encodeFhir(fullChart());
const full = textOfBytes(fullEncoding.bytes);
const links = new Map(
  fullEncoding.entries.map(({ key, type }, i) => [
    key,
    { type, id: `id-${String(i)}`, version: "1" },
  ]),
);
const update = textOfBytes(encodeFhir(fullChart(), { update: { links } }).bytes);
/** Whole Bundles: what is asked of a Bundle is the same for all people. */
const bundles = new Map(
  Array.from({ length: 30 }, (_, index) => {
    const { chart } = makePerson(exampleSet({ messText: "coverage", seed: "validator" }), index);
    return [`bundle-${String(index)}.json`, textOfBytes(encodeFhir(chart).bytes)] as const;
  }),
);
const spoilt = full
  .replace('"status": "preliminary"', '"status": "nearly done"')
  .replace('"contentType"', '"kindOfContent"')
  .replace('"intent": "order"', '"intent": null');

const unavailable = [java, validator].flatMap((one) => ("reason" in one ? one.reason : []))[0];

describe("HAPI's validator of R4", () => {
  let people: ReadonlyMap<string, Made> = new Map();
  let found: ReadonlyMap<string, readonly Fault[]> = new Map();
  beforeAll(async () => {
    if (unavailable !== undefined) return;
    people = resourcesOfPeople(300);
    found = await validate(
      new Map([
        ["full.json", full],
        ["bare.json", textOfBytes(encodeFhir(onlyIdentifiers(fullChart())).bytes)],
        ["spoilt.json", spoilt],
        ["update.json", update],
        ...bundles,
        ...[...people].map(([file, { text }]) => [file, text] as const),
      ]),
    );
  }, 300_000);
  beforeEach(({ skip }) => {
    if (unavailable !== undefined) skip(unavailable);
  });

  test("has looked at every file", () => {
    expect(found.size).toBe(people.size + bundles.size + 4);
    expect(people.size).toBeGreaterThan(5000);
  });

  test("finds nothing wrong with a chart that has every kind of record", () => {
    expect(found.get("full.json")).toEqual([]);
    expect(found.get("update.json")).toEqual([]);
  });

  test("finds nothing wrong with a Bundle as such", () => {
    const wrong = [...bundles.keys()].flatMap((file) => found.get(file) ?? []);
    expect(wrong.filter(({ at }) => !at.includes(".resource"))).toEqual([]);
  });

  test("finds nothing wrong where a chart has less than R4 requires", () => {
    expect(found.get("bare.json")).toEqual([]);
  });

  test("finds an error that is made on purpose", () => {
    const says = found.get("spoilt.json")?.map((one) => one.says) ?? [];
    for (const part of ["nearly done", "kindOfContent", "intent"]) {
      expect(says.some((one) => one.includes(part))).toBe(true);
    }
  });

  test("finds nothing in 300 people of every preset that is not invalid by design", () => {
    const wrong = [...people].flatMap(([file, { who, meant }]) =>
      (found.get(file) ?? [])
        .filter(({ line }) => !meant.some(({ lines }) => lines.has(line)))
        .map(({ at, says }) => `${who}: ${at}: ${says}`),
    );
    expect(wrong).toEqual([]);
  });

  test("finds what each operator makes invalid by design", () => {
    const missed = [...people].flatMap(([file, { who, meant }]) =>
      meant
        .filter(({ alone }) => alone)
        .filter(({ lines }) => !(found.get(file) ?? []).some(({ line }) => lines.has(line)))
        .map(({ operator }) => `${who}: ${operator}`),
    );
    expect(missed).toEqual([]);
    const seen = [...people.values()].flatMap(({ meant }) => meant.map(({ operator }) => operator));
    expect([...new Set(seen)].toSorted()).toEqual([...invalidByDesign].toSorted());
  });
});

/** The same records with nothing in them but what tells them apart: what R4 requires must still be there. */
function onlyIdentifiers(chart: Chart): Chart {
  const kept = /(identifier|number|code|-name|name\.family|test-mark|mrn-authority)$/;
  return { ...chart, values: chart.values.filter(({ field }) => kept.test(field)) };
}
