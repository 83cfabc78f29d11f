import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Report } from "../../../core/compare/report.ts";
import { runCli } from "../../../host/cli/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "compare-hl7-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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

async function generated(format: string, name: string): Promise<string> {
  const made = await crosschart(
    ...["generate", "--seed", "hl7", "--count", "8", "--mess", "smoke"],
    ...["--format", format, "--out", name],
  );
  expect(made.code).toBe(0);
  return name;
}

async function compared(source: string, target: string): Promise<Report> {
  const { out } = await crosschart("compare", source, target, "--json");
  // What the command prints is the report of cli.md.
  return JSON.parse(out) as Report;
}

describe("HL7 files", () => {
  test("generate writes each person's messages, and the same seed gives the same bytes", async () => {
    const [one, two] = [await generated("hl7", "one"), await generated("hl7", "two")];
    const bytes = readFileSync(join(folder, one, "p-0001.hl7"));
    expect(bytes.subarray(0, 9).toString()).toBe("MSH|^~\\&|");
    expect(bytes.includes("\n")).toBe(false);
    expect(bytes.at(-1)).toBe(0x0d);
    expect(readFileSync(join(folder, two, "p-0001.hl7")).equals(bytes)).toBe(true);
    // A former set is replaced, and only that.
    await generated("hl7", "one");
  }, 60_000);

  test("people are the same in charts and messages, and holes are not compared", async () => {
    const [charts, messages] = [await generated("chart", "charts"), await generated("hl7", "hl7")];
    for (const [source, target] of [
      [charts, messages],
      [messages, charts],
      [messages, messages],
    ] as const) {
      const { counts } = await compared(source, target);
      const { cases, delta, missing, extra } = counts;
      expect([source, target, { cases, delta, missing, extra }]).toEqual([
        source,
        target,
        { cases: 8, delta: 0, missing: 0, extra: 0 },
      ]);
      expect(counts.match).toBeGreaterThan(700);
      if (source === charts) expect(counts.notCompared).toBeGreaterThan(50);
    }
  }, 60_000);

  test("a dose that lost its decimal point is named, with segment and field", async () => {
    const messages = await generated("hl7", "sent");
    mkdirSync(join(folder, "received"));
    let changed = 0;
    for (let i = 1; i <= 8; i++) {
      const name = `p-000${String(i)}.hl7`;
      const text = readFileSync(join(folder, messages, name), "utf8").replace(
        /(RXE\|\|[^|]*\|)(\d+)\.(\d+)\|/,
        (whole, before: string, left: string, right: string) => {
          if (changed++ > 0) return whole;
          return `${before}${left}${right}|`;
        },
      );
      writeFileSync(join(folder, "received", name), text);
    }
    expect(changed).toBeGreaterThan(0);
    const report = await compared(messages, "received");
    const found = report.cases.flatMap(({ differences }) => differences);
    expect(found.map(({ field, faults }) => [field, faults.map(({ id }) => id)])).toEqual([
      ["medication.dose-value", ["DECIMAL-LOSS"]],
    ]);
    expect(found[0]?.at?.resource).toMatch(/^RDE\^O11 /);
    expect(found[0]?.at?.place).toBe("RXE[1]-3");
  }, 60_000);
});
