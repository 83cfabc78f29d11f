import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

import type { CliFailure } from "../../../host/cli/io.ts";
import { compareFiles } from "../../../host/compare-files/compare-files.ts";
import { readRules } from "../../../host/compare-files/read-rules.ts";
import { fingerprintOf } from "../../../host/profile/fingerprint.ts";
import { readProfile } from "../../../host/profile/read-profile.ts";
import { profileFor } from "../runs/practice-run.ts";

const folder = mkdtempSync(join(tmpdir(), "tables-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const rule = {
  field: "medication.code",
  rule: "AT-16",
  reason: "the agreed map",
  agreedBy: ["pharmacy", "IT"],
  map: "local-to-rx.csv",
};
const csv = `source_system,source_code,target_system,target_code,equivalence
urn:local,L1,urn:rx,77,equal
urn:local,L2,urn:rx,78,wider
`;

test("a profile takes the rows of its map in, and another map is another fingerprint", () => {
  write("local-to-rx.csv", csv);
  const file = write("profile.json", {
    ...profileFor("http://127.0.0.1:1/fhir", "http://127.0.0.1:2/fhir"),
    allow: [rule],
  });
  const before = readProfile(file);
  expect(before.allow?.[0]?.map).toEqual({
    name: "local-to-rx.csv",
    rows: [{ sourceSystem: "urn:local", source: "L1", targetSystem: "urn:rx", target: "77" }],
    remarks: ["1 rows are marked wider, and are not used."],
  });
  write("local-to-rx.csv", csv.replace("77", "79"));
  expect(fingerprintOf(readProfile(file))).not.toBe(fingerprintOf(before));
});

test("a table that cannot be used is refused with its file and line", () => {
  const failureOf = (): CliFailure => {
    try {
      readRules("rules.json", folder);
    } catch (thrown) {
      return thrown as CliFailure;
    }
    throw new Error("it was taken");
  };
  write("rules.json", { allow: [rule] });
  write("local-to-rx.csv", csv.replace("equal", "alike"));
  expect(failureOf()).toMatchObject({ exit: 2, at: `${join(folder, "local-to-rx.csv")}:2` });
  expect(failureOf().happened).toContain('"alike" is no equivalence');
  write("rules.json", { allow: [{ ...rule, map: "nowhere.csv" }] });
  expect(failureOf().happened).toContain("no such file");
  write("rules.json", { allow: [{ ...rule, mapp: "local-to-rx.csv" }] });
  expect(failureOf().happened).toMatch(/mapp/u);
});

test("compare allows a code by the map of its rules file, counts it and says what is not used", () => {
  write("local-to-rx.csv", csv);
  write("rules.json", { allow: [rule] });
  const chart = (code: string, system: string) => ({
    format: "crosschart-chart/1",
    person: "p-0001",
    values: [
      { field: "medication.code", entry: "rx-1", value: code },
      { field: "medication.code-system", entry: "rx-1", value: system },
      { field: "medication.name", entry: "rx-1", value: "Some medicine" },
      { field: "patient.identifier.mrn", entry: "", value: "7700001" },
    ],
  });
  write("a.chart.json", chart("L1", "urn:local"));
  write("b.chart.json", chart("77", "urn:rx"));
  const warned: string[] = [];
  const report = compareFiles({
    source: "a.chart.json",
    target: "b.chart.json",
    cwd: folder,
    rules: readRules("rules.json", folder),
    all: false,
    warn: (text) => warned.push(text),
  });
  expect(report.counts).toMatchObject({ allowed: 2, delta: 0 });
  expect(report.rules).toMatchObject([
    { rule: "AT-16", field: "medication.code", count: 1, reason: "the agreed map" },
    { rule: "AT-16", field: "medication.code-system", count: 1, agreedBy: ["pharmacy", "IT"] },
  ]);
  expect(warned).toEqual(["local-to-rx.csv: 1 rows are marked wider, and are not used.\n"]);
});
