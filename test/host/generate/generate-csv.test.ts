import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { decodeCsvPeople } from "../../../core/csv/decode-csv.ts";
import { runCli } from "../../../host/cli/run-cli.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "crosschart-generate-csv-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function generate(...words: readonly string[]): Promise<{ code: number; err: string }> {
  let err = "";
  const code = await runCli(["generate", "--seed", "42", "--out", "set", ...words], {
    out: () => undefined,
    err: (text) => (err += text),
    errIsTerminal: false,
    env: {},
    cwd: folder,
    now: () => new Date(0),
    signal: new AbortController().signal,
  });
  return { code, err };
}

const bytesOf = (name: string): Buffer => readFileSync(join(folder, "set", name));
const csvNames = (): string[] =>
  readdirSync(join(folder, "set")).filter((name) => name.endsWith(".csv"));

describe("generate --format csv", () => {
  test("writes one file per record type for the whole set, and all people are in them", async () => {
    expect(await generate("--format", "csv", "--count", "250")).toEqual({ code: 0, err: "" });
    // One file per record type that somebody has; further mess may bring further types.
    expect(readdirSync(join(folder, "set"))).toEqual(
      expect.arrayContaining([
        "allergies.csv",
        "appointments.csv",
        "contacts.csv",
        "coverages.csv",
        "encounters.csv",
        "clinic.json",
        "expectations.json",
        "manifest.json",
        "medicines.csv",
        "patients.csv",
        "problems.csv",
        "results.csv",
        "vitals.csv",
      ]),
    );
    expect(csvNames().length).toBeLessThan(20);
    const people = decodeCsvPeople(csvNames().map(bytesOf));
    expect(people).toHaveLength(250);
    expect(people.every(({ observed }) => observed.values.length > 40)).toBe(true);
  });

  test("the manifest holds the hash of every file, and the same seed gives the same bytes", async () => {
    await generate("--format", "csv", "--count", "30");
    const first = bytesOf("manifest.json").toString();
    // What the command writes is the manifest of cli.md.
    const manifest = JSON.parse(first) as {
      files: { path: string; sha256: string; bytes: number }[];
    };
    expect(manifest.files.map(({ path }) => path).toSorted()).toEqual(
      [...csvNames(), "clinic.json", "expectations.json"].toSorted(),
    );
    for (const { path, sha256, bytes } of manifest.files) {
      expect(createHash("sha256").update(bytesOf(path)).digest("hex")).toBe(sha256);
      expect(bytesOf(path)).toHaveLength(bytes);
    }
    await generate("--format", "csv", "--count", "30");
    expect(bytesOf("manifest.json").toString()).toBe(first);
  });

  test("a former set of another format makes room, a file of somebody else does not", async () => {
    await generate("--format", "csv", "--count", "2");
    await generate("--format", "chart", "--count", "2");
    expect(csvNames()).toEqual([]);
    mkdirSync(join(folder, "other"));
    writeFileSync(join(folder, "other", "my-patients.csv"), "x");
    const { code, err } = await generate("--format", "csv", "--count", "2", "--out", "other");
    expect(code).toBe(2);
    expect(err).toContain("my-patients.csv");
  });
});
