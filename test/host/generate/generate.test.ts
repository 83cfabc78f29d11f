import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ExpectationsFile } from "../../../core/mess/expectation.ts";
import { type CliIo, exitCodes } from "../../../host/cli/io.ts";
import { runCli } from "../../../host/cli/run-cli.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import { isCarried } from "../../../core/mess/wire-of.ts";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "crosschart-generate-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function crosschart(
  words: readonly string[],
  signal = new AbortController().signal,
): Promise<Answer> {
  let out = "";
  let err = "";
  const io: CliIo = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    errIsTerminal: false,
    env: {},
    cwd: folder,
    now: () => new Date(0),
    signal,
  };
  const code = await runCli(words, io);
  return { code, out, err };
}

function hashes(of: string): Record<string, string> {
  const names = readdirSync(of).toSorted();
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(of, name)))
        .digest("hex"),
    ]),
  );
}

/** Reads a file that the test has just made; what is in it, the test expects. */
function readJson<T>(...path: string[]): T {
  // JSON.parse knows no shape; a file of another one fails the expectations.
  return JSON.parse(readFileSync(join(folder, ...path), "utf8")) as T;
}

interface Manifest {
  readonly seed: string;
  readonly files: readonly {
    readonly path: string;
    readonly sha256: string;
    readonly bytes: number;
  }[];
}

interface ChartFile {
  readonly values: readonly {
    readonly field: string;
    readonly entry: string;
    readonly value?: string;
  }[];
}

describe("generate", () => {
  test("writes a chart for each person, the expectations, and a manifest whose hashes are true", async () => {
    const { code, out, err } = await crosschart([
      "generate",
      "--seed",
      "42",
      "--count",
      "12",
      "--out",
      "set",
    ]);
    expect(code).toBe(exitCodes.ok);
    expect(out).toContain("seed 42");
    expect(err).toBe("");
    const manifest = readJson<Manifest>("set", "manifest.json");
    expect(Object.keys(manifest)).toEqual([
      "format",
      "seed",
      "referenceDate",
      "catalogue",
      "mess",
      "count",
      "locale",
      "files",
    ]);
    expect(manifest).toMatchObject({
      format: "crosschart-manifest/1",
      seed: "42",
      referenceDate: "2026-01-15",
      mess: "coverage",
      count: 12,
      locale: "en-US",
    });
    const written = hashes(join(folder, "set"));
    expect(Object.keys(written)).toHaveLength(15);
    for (const file of manifest.files) {
      expect(written[file.path]).toBe(file.sha256);
      expect(readFileSync(join(folder, "set", file.path)).length).toBe(file.bytes);
    }
    const chart = readJson<ChartFile>("set", "p-0001.chart.json");
    expect(chart).toMatchObject({ format: "crosschart-chart/1", person: "p-0001" });
    expect(Object.keys(chart.values[0] ?? {})).toEqual(["field", "entry", "value"]);
    const expectations = readJson<ExpectationsFile>("set", "expectations.json");
    expect(expectations.format).toBe("crosschart-expectations/1");
    expect(Object.keys(expectations.people)).toHaveLength(12);
    expect(expectations.people["p-0006"]).toEqual([]);
    const [first] = expectations.people["p-0001"] ?? [];
    expect(Object.keys(first ?? {})).toEqual([
      "field",
      "entry",
      "operators",
      "clean",
      "messy",
      "any",
    ]);
  });

  test("writes the same charts as transaction bundles", async () => {
    await crosschart(["generate", "--seed", "42", "--count", "3", "--out", "charts"]);
    const { code } = await crosschart([
      "generate",
      "--seed",
      "42",
      "--count",
      "3",
      "--format",
      "fhir",
      "--out",
      "fhir",
    ]);
    expect(code).toBe(exitCodes.ok);
    const bundle = readJson<object>("fhir", "p-0001.fhir.json");
    expect(bundle).toMatchObject({ resourceType: "Bundle", type: "transaction" });
    const sent = readJson<ChartFile>("charts", "p-0001.chart.json");
    const observed = decodeFhir([readFileSync(join(folder, "fhir", "p-0001.fhir.json"))]);
    const texts = (rows: readonly object[]) =>
      rows.map((row) => JSON.stringify({ ...row, entry: "" })).toSorted();
    expect(observed.problems).toEqual([]);
    const carried = sent.values.filter(({ field }) => isCarried(fieldId(field), "fhir"));
    expect(texts(observed.values.map(({ value }) => value))).toEqual(texts(carried));
  });

  test("begins a larger set with the people of a smaller one", async () => {
    await crosschart(["generate", "--seed", "7", "--count", "4", "--out", "small"]);
    await crosschart(["generate", "--seed", "7", "--count", "11", "--out", "large"]);
    const small = hashes(join(folder, "small"));
    const large = hashes(join(folder, "large"));
    for (const name of ["p-0001", "p-0002", "p-0003", "p-0004"].map((id) => `${id}.chart.json`)) {
      expect(large[name]).toBe(small[name]);
    }
  });

  test("draws a seed where none is given, and says it", async () => {
    const one = await crosschart(["generate", "--count", "1", "--out", "one"]);
    const two = await crosschart(["generate", "--count", "1", "--out", "two"]);
    const seed = readJson<Manifest>("one", "manifest.json").seed;
    expect(seed).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/);
    expect(one.out).toContain(`seed ${seed}`);
    expect(readJson<Manifest>("two", "manifest.json").seed).not.toBe(seed);
    expect(two.code).toBe(exitCodes.ok);
  });

  test("replaces a former set whole, an interrupted one too", async () => {
    await crosschart(["generate", "--seed", "1", "--count", "9", "--out", "set"]);
    rmSync(join(folder, "set", "manifest.json"));
    writeFileSync(join(folder, "set", "p-0010.chart.json.part"), "{");
    const { code } = await crosschart([
      "generate",
      "--seed",
      "1",
      "--count",
      "2",
      "--format",
      "fhir",
      "--out",
      "set",
    ]);
    expect(code).toBe(exitCodes.ok);
    expect(readdirSync(join(folder, "set")).toSorted()).toEqual([
      "clinic.json",
      "expectations.json",
      "manifest.json",
      "p-0001.fhir.json",
      "p-0002.fhir.json",
    ]);
  });

  test("refuses a folder of somebody else and leaves it as it is", async () => {
    mkdirSync(join(folder, "mine"));
    writeFileSync(join(folder, "mine", "manifest.json"), "{}");
    writeFileSync(join(folder, "mine", "thesis.txt"), "years of work");
    const { code, err } = await crosschart(["generate", "--count", "1", "--out", "mine"]);
    expect(code).toBe(exitCodes.usage);
    expect(err).toContain("thesis.txt");
    expect(readdirSync(join(folder, "mine")).toSorted()).toEqual(["manifest.json", "thesis.txt"]);
  });

  test("refuses a file in the place of the folder", async () => {
    writeFileSync(join(folder, "set"), "a file");
    const { code, err } = await crosschart(["generate", "--count", "1", "--out", "set"]);
    expect(code).toBe(exitCodes.usage);
    expect(err).toContain("A file stands where");
  });

  test("leaves no manifest when it is interrupted", async () => {
    const stop = new AbortController();
    stop.abort("SIGINT");
    const { code } = await crosschart(["generate", "--count", "5", "--out", "set"], stop.signal);
    expect(code).toBe(exitCodes.interrupted);
    expect(readdirSync(join(folder, "set"))).not.toContain("manifest.json");
  });

  test.each([
    [["--count", "many"], '--count is "many"'],
    [["--count", "0"], "1 to 1000000"],
    [["--count", "-3"], "1 to 1000000"],
    [["--count", "1.5"], "1 to 1000000"],
    [["--count", "1000000"], "are enough for 100000 people"],
    [["--reference-date", "2026-02-30"], "2026-02-30"],
    [["--reference-date", "15.01.2026"], "like 2026-01-15"],
    [["--reference-date", "9999-12-31"], "from 1900 to 9000"],
    [["--locale", "en-US,tlh"], '"tlh"'],
    [["--mess", "none,name"], "none alone"],
    [["--mess", "dose-decimel"], "dose-decimal"],
    [["--format", "xml"], "chart, fhir, hl7 or csv"],
    [["--colour", "red"], "--colour"],
  ])("%j is answered with a sentence and exit 2, and writes nothing", async (words, says) => {
    const { code, err } = await crosschart(["generate", ...words, "--out", "set"]);
    expect(code).toBe(exitCodes.usage);
    expect(err).toContain(says);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("needs to be told where to write", async () => {
    const { code, err } = await crosschart(["generate"]);
    expect(code).toBe(exitCodes.usage);
    expect(err).toContain("--out");
  });

  test("shows a worked example in its help", async () => {
    const { code, out } = await crosschart(["generate", "--help"]);
    expect(code).toBe(exitCodes.ok);
    expect(out).toContain("Example:");
  });
});

describe("mess", () => {
  test("prints the catalogue as promised to scripts", async () => {
    const { code, out } = await crosschart(["mess", "--json"]);
    expect(code).toBe(exitCodes.ok);
    const { operators } = JSON.parse(out);
    expect(operators.length).toBeGreaterThanOrEqual(20);
    for (const operator of operators) {
      expect(Object.keys(operator)).toEqual([
        "id",
        "family",
        "fields",
        "expected",
        "exposes",
        "source",
        "rate",
      ]);
    }
  });

  test("prints the catalogue for people", async () => {
    const { out } = await crosschart(["mess"]);
    expect(out).toContain("A dose with decimals.");
    expect(out).toMatch(
      /\d+ operators\. Presets for --mess: coverage, realistic, smoke, duplicate-ladder/,
    );
  });
});

describe("who belongs together", () => {
  test("is said with the truth about each two, and only of people who were made", async () => {
    const words = ["generate", "--seed", "42", "--mess", "duplicate-ladder", "--out", "ladder"];
    await crosschart([...words, "--count", "60"]);
    const { clusters } = readJson<ExpectationsFile>("ladder", "expectations.json");
    const operators = clusters.map(({ operator }) => operator);
    expect(operators).toEqual(expect.arrayContaining(["dup-ladder", "twin-same-sex"]));
    const made = new Set(readdirSync(join(folder, "ladder")).map((name) => name.slice(0, 6)));
    for (const { people, pairs } of clusters) {
      for (const id of people) expect(made).toContain(id);
      for (const { a, b, same, allowed } of pairs) {
        expect(people).toEqual(expect.arrayContaining([a, b]));
        expect(allowed.includes("one")).toBe(same);
      }
    }
  });

  test("is told apart from what only a second round changes", async () => {
    const words = ["generate", "--seed", "42", "--mess", "update-loop", "--out", "later"];
    await crosschart([...words, "--count", "20"]);
    const { later, people } = readJson<ExpectationsFile>("later", "expectations.json");
    const changed = Object.values(later).flat();
    expect(changed.map(({ field }) => field)).toEqual(
      expect.arrayContaining(["result.value", "appointment.start", "allergy.substance"]),
    );
    for (const id of Object.keys(later)) expect(people[id]).toBeDefined();
  });

  test("is a clinic whose providers see the patients", async () => {
    await crosschart(["generate", "--seed", "42", "--count", "4", "--out", "set"]);
    const clinic = readJson<{ format: string; providers: { npi: string; family: string }[] }>(
      "set",
      "clinic.json",
    );
    expect(clinic.format).toBe("crosschart-clinic/1");
    const { values } = readJson<ChartFile>("set", "p-0001.chart.json");
    const valueOf = (field: string) => values.find((row) => row.field === field)?.value;
    const rendering = clinic.providers.find(({ npi }) => npi === valueOf("provider.rendering"));
    expect(rendering?.family).toBe(valueOf("provider.name"));
  });
});

test("a place where no folder can be made is said, and not tried for ever", async () => {
  // Where there is no /proc, a folder below a file is such a place.
  writeFileSync(join(folder, "a-file"), "");
  for (const out of ["/proc/no-such-place/set", join(folder, "a-file", "set")]) {
    const { code, err } = await crosschart(["generate", "--count", "1", "--out", out]);
    expect(code).toBe(exitCodes.usage);
    expect(err).toContain(out);
  }
});
