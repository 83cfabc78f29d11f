import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

import type { Report } from "../../../core/compare/report.ts";
import { encodeCsv } from "../../../core/csv/encode-csv.ts";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import { runCli } from "../../../host/cli/run-cli.ts";
import { peopleOfRun } from "../../core/faults/people-of-run.ts";

const folder = mkdtempSync(join(tmpdir(), "compare-csv-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const charts = peopleOfRun("csv files", 6).people.map(({ chart }) => chart);

async function compare(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await runCli(["compare", ...words], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    errIsTerminal: false,
    env: {},
    cwd: folder,
    now: () => new Date(0),
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

/** A folder with the CSV files of all people, some of them changed on their way. */
function putCsv(name: string, changes: Record<string, (text: string) => string> = {}): string {
  mkdirSync(join(folder, name));
  for (const file of encodeCsv(charts).files) {
    const text = new TextDecoder().decode(file.bytes);
    writeFileSync(join(folder, name, file.name), (changes[file.name] ?? ((same) => same))(text));
  }
  return name;
}

function putJson(name: string, content: (chart: (typeof charts)[number]) => string | Uint8Array) {
  mkdirSync(join(folder, name));
  for (const chart of charts)
    writeFileSync(join(folder, name, `${chart.person}.json`), content(chart));
  return name;
}

async function report(...words: string[]): Promise<{ code: number; err: string; report: Report }> {
  const { code, out, err } = await compare(...words, "--json");
  // What the command prints is the report of cli.md.
  return { code, err, report: JSON.parse(out) as Report };
}

describe("compare on CSV folders", () => {
  const csv = putCsv("csv");

  test("charts, FHIR and CSV of the same people are all as expected, both ways", async () => {
    const chart = putJson("charts", (one) => JSON.stringify(one));
    const fhir = putJson("bundles", (one) => encodeFhir(one).bytes);
    for (const [source, target] of [
      [chart, csv],
      [csv, chart],
      [csv, fhir],
      [fhir, csv],
      [csv, csv],
    ] as const) {
      const found = await report(source, target);
      const { counts, cases } = found.report;
      expect([source, target, counts.cases, counts.delta, counts.missing, counts.extra]).toEqual([
        source,
        target,
        6,
        0,
        0,
        0,
      ]);
      expect(counts.match).toBeGreaterThan(600);
      expect(new Set(cases.map(({ pairedBy }) => pairedBy))).toEqual(
        new Set(["patient.identifier.mrn"]),
      );
      expect(found.code).toBe(0);
    }
  });

  test("a dose that lost its decimal point is named, with file, row, column and bytes", async () => {
    let sent = "";
    const target = putCsv("decimal", {
      "medicines.csv": (text) =>
        text.replace(/,(\d+)\.(\d+),(mg|mL|ug|g),/, (whole, before, after, unit) => {
          sent = whole.split(",")[1] ?? "";
          return `,${String(before)}${String(after)},${String(unit)},`;
        }),
    });
    const { code, report: found } = await report(csv, target);
    expect(sent).toMatch(/^\d+\.\d+$/);
    const differences = found.cases.flatMap((one) => one.differences);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({
      field: "medication.dose-value",
      verdict: "delta",
      source: sent,
      target: sent.replace(".", ""),
      faults: [{ id: "DECIMAL-LOSS" }],
    });
    expect(differences[0]?.at?.exchange).toBe(join(folder, target, "medicines.csv"));
    expect(differences[0]?.at?.place).toMatch(/^row \d+, column med_dose$/);
    expect(code).toBe(1);
  });

  test("a person whose row is gone is missing, and their entries are no match", async () => {
    const target = putCsv("gone", {
      "patients.csv": (text) => text.replace(/\r\n[^\r\n]*\r\n$/, "\r\n"),
    });
    const { report: found, err } = await report(csv, target);
    expect(found.counts.missing).toBeGreaterThan(0);
    expect(err).toContain("No row of the people has chart number");
  });

  test("what a spreadsheet did is said with its place, and stays a difference", async () => {
    const target = putCsv("spreadsheet", {
      "patients.csv": (text) => text.replaceAll(/,(19|20)(\d\d)-(\d\d)-(\d\d),/g, ",$3/$4/$1$2,"),
    });
    const { code, err, report: found } = await report(csv, target);
    expect(err).toMatch(
      /patients\.csv, row 2, column dob: "\d\d\/\d\d\/\d{4}" in dob is a date in the way/,
    );
    expect(found.cases.flatMap((one) => one.differences).map(({ field }) => field)).toContain(
      "patient.birth-date",
    );
    expect(code).toBe(1);
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    ["an unclosed quote", 'mrn,last_name\n7,"Ortiz\n', /never closed.*line 2, byte 16/su],
    ["columns of nobody", "name,shoe size\nOrtiz,42\n", /No column of this file is known/u],
    ["no chart numbers", "last_name,first_name\nOrtiz,Ana\n", /no column "mrn"/u],
    ["a log-in page", "<!DOCTYPE html><p>Log in", /a web page/u],
  ];
  test.each(broken)("%s: a sentence and exit 2", async (_what, text, says) => {
    writeFileSync(join(folder, "broken.csv"), text);
    const { code, out, err } = await compare(csv, "broken.csv");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
    expect(err).toContain("broken.csv");
  });
});
