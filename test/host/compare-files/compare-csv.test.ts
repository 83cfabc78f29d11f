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

function turnDates(text: string): string {
  return text.replaceAll(/,(19|20)(\d\d)-(\d\d)-(\d\d)(?=,)/g, ",$3/$4/$1$2");
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

  const turned = { "patients.csv": (text: string) => turnDates(text) };

  test("what a spreadsheet did is said with its place, and its dates are read by their column", async () => {
    const target = putCsv("spreadsheet", turned);
    const { code, err, report: found } = await report(csv, target, "--all");
    expect(err).toMatch(
      /patients\.csv, row 2, column dob: "\d\d\/\d\d\/\d{4}" in dob is a date in the way/,
    );
    const assumed = found.notes
      ?.map(({ says }) => says)
      .find((says) => says.includes("is read as"));
    expect(assumed).toMatch(
      /"Date of birth" is read as MM\/DD\/YYYY: ".+" allows no other reading/,
    );
    const allowed = found.cases.flatMap((one) => one.allowed ?? []);
    expect(allowed.filter(({ field }) => field === "patient.birth-date").length).toBeGreaterThan(4);
    expect(allowed.every(({ rule }) => rule === "AT-14")).toBe(true);
    expect(code).toBe(0);
  });

  test("a column without a date that decides is not read, and a day beside its reading is a fault", async () => {
    const row = (mrn: string, dob: string) => `${mrn},Ortiz${mrn},Ana,${dob}`;
    const file = (name: string, ...dates: readonly string[]) => {
      const rows = dates.map((date, index) => row(`770000${index}`, date));
      writeFileSync(
        join(folder, name),
        ["MRN,Last Name,First Name,Birth Date", ...rows].join("\r\n"),
      );
      return name;
    };
    const sent = file("iso.csv", "1980-03-04", "1975-05-05", "1990-12-31");
    const verdicts = async (target: string): Promise<readonly string[]> => {
      const { report: found } = await report(sent, target);
      return found.cases
        .flatMap(({ differences }) => differences)
        .map(({ verdict, target: text, faults }) =>
          [verdict, text ?? "", ...faults.map(({ id }) => id)].join(" "),
        );
    };
    const undecided = file("undecided.csv", "03/04/1980", "05/05/1975", "12/12/1990");
    expect(await verdicts(undecided)).toEqual([
      "not-readable 03/04/1980",
      "delta 12/12/1990 DATE-SHIFT",
    ]);
    const decided = file("decided.csv", "04/03/1980", "06/05/1975", "31/12/1990");
    expect(await verdicts(decided)).toEqual(["delta 06/05/1975 DATE-SHIFT"]);
    const counted = file("counted.csv", "320976000", "168480000", "662601600");
    expect(await verdicts(counted)).toEqual([]);
  });

  test("zeros that a spreadsheet took off a chart number leave name and birth date to pair by", async () => {
    writeFileSync(
      join(folder, "zeros.csv"),
      "MRN,Surname,Given Name,DOB\r\n001234,Wu,Li,1987-02-20\r\n",
    );
    writeFileSync(
      join(folder, "taken.csv"),
      "MRN,Surname,Given Name,DOB\r\n1234,Wu,Li,2/20/1987\r\n",
    );
    const { report: found } = await report("zeros.csv", "taken.csv");
    expect(found.cases.map(({ pairedBy }) => pairedBy)).toEqual(["name and birth date"]);
    expect(found.faults.map(({ id }) => id)).toEqual(["LEADING-ZERO"]);
  });

  test("a column that the file does not have is not compared with a Bundle, a lost one of a set is missing", async () => {
    const [chart] = charts;
    if (chart === undefined) throw new Error("no people");
    writeFileSync(join(folder, "bundle.json"), encodeFhir(chart).bytes);
    const [file] = encodeCsv([chart]).files;
    const cut = new TextDecoder().decode(file?.bytes).split("\r\n");
    const few = cut.map((line) => line.split(",").slice(0, 2).join(","));
    writeFileSync(join(folder, "few.csv"), few.join("\r\n"));
    const beside = await report("bundle.json", "few.csv");
    expect(beside.report.counts).toMatchObject({ missing: 0, delta: 0 });
    expect(beside.report.counts.notCompared).toBeGreaterThan(20);
    writeFileSync(join(folder, "all.csv"), cut.join("\r\n"));
    const lost = await report("all.csv", "few.csv");
    expect(lost.report.counts.missing).toBeGreaterThan(5);
  });

  test("unknown columns and uneven rows stand in the report", async () => {
    const text = "MRN,Last Name,Shoe size\r\n1,Ortiz,42\r\n2,Meyer,43,left\r\n";
    writeFileSync(join(folder, "odd.csv"), text);
    const { report: found } = await report("odd.csv", "odd.csv");
    const says = found.notes?.map((note) => note.says) ?? [];
    expect(says.some((each) => each.includes('The column "Shoe size" is not known'))).toBe(true);
    expect(says.some((each) => each.includes("Row 3 has 4 cells, the header 3"))).toBe(true);
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
