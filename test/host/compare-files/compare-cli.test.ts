import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Report } from "../../../core/compare/report.ts";
import { runCli } from "../../../host/cli/run-cli.ts";
import { peopleOfRun } from "../../core/faults/people-of-run.ts";

const folder = mkdtempSync(join(tmpdir(), "compare-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { people } = peopleOfRun("files", 4);

async function crosschart(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await runCli(words, {
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

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return name;
}

function putCharts(name: string, charts: readonly Chart[]): string {
  for (const chart of charts) put(`${name}/${chart.person}.json`, JSON.stringify(chart));
  put(`${name}/manifest.json`, "this is not even JSON");
  put(`${name}/expectations.json`, "nor is this");
  return name;
}

function changed(chart: Chart, field: string, change: (text: string) => string): Chart {
  const values = chart.values.map((value) =>
    value.field === field && "value" in value ? { ...value, value: change(value.value) } : value,
  );
  return makeChart(chart.person, values);
}

const charts = people.map(({ chart }) => chart);
const decimals = (text: string): string => text.replace(".", "");

async function report(...words: string[]): Promise<{ code: number; report: Report }> {
  const { code, out } = await crosschart("compare", ...words, "--json");
  // What the command prints is the report of cli.md.
  return { code, report: JSON.parse(out) as Report };
}

describe("compare on files that can be read", () => {
  test("two equal folders are all as expected, exit 0", async () => {
    putCharts("a", charts);
    const { code, out } = await crosschart("compare", "a", "a");
    expect(code).toBe(0);
    expect(out).toContain("4 people: all as expected.");
  });

  test("charts against their FHIR bundles are all as expected", async () => {
    putCharts("a", charts);
    for (const chart of charts) put(`fhir/${chart.person}.json`, encodeFhir(chart).bytes);
    const found = await report("a", "fhir");
    expect(
      found.report.counts.delta + found.report.counts.missing + found.report.counts.extra,
    ).toBe(0);
    expect(found.report.cases.map(({ pairedBy }) => pairedBy)).toEqual(
      charts.map(() => "patient.identifier.mrn"),
    );
    expect(found.code).toBe(0);
  });

  test("NDJSON of several people is taken apart again", async () => {
    const one = (index: number): string =>
      new TextDecoder().decode(encodeFhir(charts[index] ?? makeChart("x", [])).bytes);
    put(
      "both.ndjson",
      `${JSON.stringify(JSON.parse(one(0)))}\n${JSON.stringify(JSON.parse(one(1)))}\n`,
    );
    const found = await report("both.ndjson", "both.ndjson");
    expect([found.code, found.report.counts.cases]).toEqual([0, 2]);
  });

  test("a lost decimal point is named, with its place in the file, exit 1", async () => {
    putCharts("a", charts);
    putCharts(
      "b",
      charts.map((chart) => changed(chart, "medication.dose-value", decimals)),
    );
    const found = await report("a", "b");
    expect(found.code).toBe(1);
    expect([found.report.run, found.report.profile, found.report.cleanup]).toEqual([
      null,
      null,
      null,
    ]);
    expect(found.report.faults.map(({ id }) => id)).toEqual(["DECIMAL-LOSS"]);
    const [difference] = found.report.cases.flatMap(({ differences }) => differences);
    expect(difference?.at?.exchange).toContain(`b/${charts[0]?.person ?? ""}.json`);
    const { out } = await crosschart("compare", "a", "b");
    expect(out).toContain("Decimal point lost (DECIMAL-LOSS)");
  });

  test("a person who is in one folder only is missing or extra", async () => {
    putCharts("three", charts.slice(0, 3));
    putCharts("a", charts);
    const missing = await report("a", "three");
    expect([missing.code, missing.report.cases.map(({ verdict }) => verdict)]).toEqual([
      1,
      ["match", "match", "match", "missing"],
    ]);
    const extra = await report("three", "a");
    expect([extra.code, extra.report.cases.at(-1)?.verdict]).toEqual([1, "extra"]);
  });

  test("a damaged chart number is named: the person is found by another number", async () => {
    putCharts("a", charts);
    putCharts(
      "numbers",
      charts.map((chart) => changed(chart, "patient.identifier.mrn", (text) => `${text}9`)),
    );
    const found = await report("a", "numbers");
    expect(
      found.report.cases.every(
        ({ pairedBy }) => pairedBy !== null && pairedBy !== "patient.identifier.mrn",
      ),
    ).toBe(true);
    expect(
      found.report.cases.flatMap(({ differences }) => differences.map(({ field }) => field)),
    ).toContain("patient.identifier.mrn");
  });

  test("a rule of --rules allows, and --all lists what it allowed with rule and fault", async () => {
    putCharts("a", charts);
    putCharts(
      "upper",
      charts.map((chart) => changed(chart, "patient.address.city", (text) => text.toUpperCase())),
    );
    put(
      "rules.jsonc",
      '{ // agreed\n "allow": [{"field":"patient.address.*","rule":"AT-03","reason":"capitals","agreedBy":["operations"]}] }',
    );
    const found = await report("a", "upper", "--rules", "rules.jsonc", "--all");
    expect([found.code, found.report.counts.delta]).toEqual([0, 0]);
    const [allowed] = found.report.cases[0]?.allowed ?? [];
    expect([allowed?.rule, allowed?.faults[0]?.id]).toEqual(["AT-03", "CASE"]);
    expect(found.report.faults).toEqual([]);
  });
});

describe("compare on files that cannot be read", () => {
  const good = (): string => put("good.json", JSON.stringify(charts[0]));
  const bad: readonly [what: string, make: () => string, says: RegExp][] = [
    ["a missing file", () => "nowhere.json", /no file or folder/u],
    ["an empty file", () => put("empty.json", ""), /empty/u],
    [
      "a file cut in the middle",
      () => put("cut.json", JSON.stringify(charts[0]).slice(0, 400)),
      /line 1, column \d+/u,
    ],
    ["binary data", () => put("binary.json", new Uint8Array([1, 2, 3, 255, 254, 0])), /binary/u],
    ["a web page", () => put("page.json", "<!DOCTYPE html><html>log in</html>"), /web page/u],
    [
      "nesting 10,000 deep",
      () => put("deep.json", `${"[".repeat(10_000)}${"]".repeat(10_000)}`),
      /levels deep/u,
    ],
    [
      "a key that stands twice",
      () =>
        put("twice.json", '{"format":"crosschart-chart/1","person":"a","person":"b","values":[]}'),
      /twice/u,
    ],
    [
      "a __proto__ key",
      () => put("proto.json", '{"resourceType":"Patient","__proto__":{"x":1}}'),
      /__proto__/u,
    ],
    [
      "a folder with nothing in it",
      () => {
        mkdirSync(join(folder, "hollow"), { recursive: true });
        return "hollow";
      },
      /no record/u,
    ],
    ["JSON that is something else", () => put("other.json", '{"hello":1}'), /neither a chart nor/u],
    [
      "an unknown field",
      () =>
        put(
          "field.json",
          '{"format":"crosschart-chart/1","person":"a","values":[\n{"field":"no.such","entry":"","value":"x"}]}',
        ),
      /no field "no.such"[\s\S]*line 2/u,
    ],
    [
      "UTF-16",
      () => {
        writeFileSync(join(folder, "wide.json"), Buffer.from('\ufeff{"a":1}', "utf16le"));
        return "wide.json";
      },
      /is UTF-16[\s\S]*UTF-8/u,
    ],
    ["a key that stands twice", () => put("twice.json", '{"a":1,"a":2}'), /Remove one of the two/u],
    ["HL7 messages without separators", () => put("message.hl7", "MSH|^^^^|A|B\r"), /separators/u],
  ];

  test.each(bad)("%s: a sentence and exit 2", async (_what, make, says) => {
    const { code, out, err } = await crosschart("compare", good(), make());
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
  });

  test("a file of 200 MB is refused unread", async () => {
    put("huge.json", "{");
    truncateSync(join(folder, "huge.json"), 200 * 1024 * 1024);
    const { code, err } = await crosschart("compare", good(), "huge.json");
    expect(code).toBe(2);
    expect(err).toMatch(/200 MB[\s\S]*huge\.json/u);
  });

  test("a rules file with a misspelt key names the key", async () => {
    put(
      "bad-rules.json",
      '{"allow":[{"feild":"patient.*","rule":"AT-03","reason":"x","agreedBy":["y"]}]}',
    );
    const { code, err } = await crosschart("compare", good(), good(), "--rules", "bad-rules.json");
    expect(code).toBe(2);
    expect(err).toMatch(/"feild"[\s\S]*bad-rules\.json, key allow\.0/u);
  });

  test("a rule for a field that does not exist is refused, for it would allow nothing", async () => {
    put(
      "bad-rules.json",
      '{"allow":[{"field":"patient.name.famly","rule":"AT-03","reason":"x","agreedBy":["y"]}]}',
    );
    const { code, err } = await crosschart("compare", good(), good(), "--rules", "bad-rules.json");
    expect(code).toBe(2);
    expect(err).toMatch(/Did you mean "patient\.name\.family"/u);
  });

  test("with --json the failure is one JSON document", async () => {
    const { code, out } = await crosschart("compare", good(), "nowhere.json", "--json");
    expect([code, Object.keys(JSON.parse(out) as object)]).toEqual([2, ["error"]]);
  });
});

test("faults prints the catalogue with what to try and whom to call", async () => {
  const { code, out } = await crosschart("faults", "--json");
  // The shape is that of cli.md.
  const { faults } = JSON.parse(out) as {
    faults: { id: string; says: string; triage: { call: string } }[];
  };
  expect(code).toBe(0);
  expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  expect(faults.every(({ says, triage }) => says.length > 10 && triage.call.length > 3)).toBe(true);
});
