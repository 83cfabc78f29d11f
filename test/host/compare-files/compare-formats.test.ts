import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../../core/compare/report.ts";
import { runCli } from "../../../host/cli/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "compare-formats-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const formats = ["chart", "fhir", "hl7", "csv"] as const;

async function crosschart(...words: string[]): Promise<string> {
  let out = "";
  await runCli(words, {
    out: (text) => (out += text),
    err: () => undefined,
    errIsTerminal: false,
    env: {},
    cwd: folder,
    now: () => new Date(0),
    signal: new AbortController().signal,
  });
  return out;
}

async function generate(mess: string, count: string, name: string): Promise<void> {
  for (const format of formats) {
    await crosschart(
      ...["generate", "--seed", "formats", "--count", count, "--mess", mess],
      ...["--format", format, "--out", `${name}-${format}`],
    );
  }
}

async function compared(source: string, target: string): Promise<Report> {
  // What the command prints is the report of cli.md.
  return JSON.parse(await crosschart("compare", source, target, "--json")) as Report;
}

/** Each pair of formats, both ways round. */
const pairs = formats.flatMap((source) =>
  formats.filter((target) => target !== source).map((target) => [source, target] as const),
);

describe("the same people in two formats", () => {
  beforeAll(async () => {
    await generate("coverage", "60", "coverage");
    await generate("missing", "20", "missing");
  }, 120_000);

  test.each(pairs)(
    "%s and %s: with all kinds of mess no difference is reported",
    async (source, target) => {
      for (const set of ["coverage", "missing"]) {
        const { counts } = await compared(`${set}-${source}`, `${set}-${target}`);
        const { delta, missing, extra, notReadable } = counts;
        expect({ delta, missing, extra, notReadable }).toEqual({
          delta: 0,
          missing: 0,
          extra: 0,
          notReadable: 0,
        });
        expect(counts.match).toBeGreaterThan(3000);
      }
    },
    60_000,
  );

  test("why something was not asked has no place in HL7, and is not compared with it", async () => {
    const all = await compared("missing-chart", "missing-hl7");
    const charts = join(folder, "missing-chart");
    const texts = readdirSync(charts).filter((name) => name.endsWith(".chart.json"));
    const absences = texts.flatMap((name) => [
      ...readFileSync(join(charts, name), "utf8").matchAll(/"absent"/gu),
    ]).length;
    expect(absences).toBeGreaterThan(0);
    expect(all.counts.notCompared).toBeGreaterThan(absences);
  }, 60_000);

  test("one value less in the messages is missing, and nothing else is", async () => {
    const path = join(folder, "coverage-hl7", "p-0010.hl7");
    const before = readFileSync(path, "utf8");
    writeFileSync(path, before.replaceAll(/(\rFT1(?:\|[^|]*){9}\|)[^|\r]+/gu, "$1"));
    const report = await compared("coverage-chart", "coverage-hl7");
    writeFileSync(path, before);
    const found = report.cases.flatMap(({ differences }) => differences);
    const real = found.filter(({ verdict }) => verdict !== "not-compared");
    expect(real.map(({ field, verdict }) => [field, verdict])).toEqual([
      ["charge.units", "missing"],
    ]);
  }, 60_000);
});
