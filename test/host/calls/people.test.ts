import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { messOperators } from "../../../core/mess/operators.ts";
import { wireOf } from "../../../core/mess/wire-of.ts";
import { openApplication, type Application } from "../../../host/open-application.ts";
import { Page } from "../asking-page.ts";
import { peopleChoiceOf } from "./people-choice-example.ts";

let folder: string;
let application: Application;
let page: Page;

async function open(): Promise<void> {
  application = await openApplication({
    folder,
    door: "browser",
    version: "0.1.0",
    now: () => new Date(),
    env: {},
    workspace: null,
  });
  page = new Page(application);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "crosschart-people-"));
  await open();
});
afterEach(async () => {
  await application.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the choice of patients", () => {
  test("is there again after a restart of the program", async () => {
    const choice = peopleChoiceOf({
      seed: "autumn",
      count: 37,
      mess: "name,dose-decimal",
      referenceDate: "2025-11-20",
      locales: ["es-MX", "de-DE"],
    });
    await page.ask("people.choose", choice);
    await application.close();
    await open();
    expect((await page.ask("people.choice", {})).choice).toEqual(choice);
  });

  test("that this program no longer knows gives way to the first one, and costs no other setting", async () => {
    await page.ask("people.choose", peopleChoiceOf());
    await application.close();
    const path = join(folder, "settings.json");
    // What the test has written itself.
    const settings = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    const people = peopleChoiceOf({ mess: "no-such-operator" });
    writeFileSync(path, JSON.stringify({ ...settings, theme: "dark", people }));
    await open();
    expect((await page.ask("people.choice", {})).choice).toMatchObject({ mess: "coverage" });
    await application.close();
    writeFileSync(path, JSON.stringify({ ...settings, theme: "dark", people: { seed: 7 } }));
    await open();
    expect((await page.ask("people.choice", {})).choice).toMatchObject({ mess: "coverage" });
    expect(readdirSync(folder)).not.toContain("settings.broken.json");
  });

  test.each([
    [{ mess: "nmae" }, "Did you mean none, name"],
    [{ referenceDate: "2026-02-30" }, "no date of the calendar"],
    [{ locales: ["xx-XX"] }, "no names for"],
  ])("with an unknown word is refused: %j", async (part, says) => {
    const fault = await page.refusal("people.choose", peopleChoiceOf(part));
    expect(fault).toMatchObject({ code: "bad-request" });
    expect(fault.happened).toContain(says);
  });

  test("has no person beyond its count", async () => {
    const choice = { ...peopleChoiceOf({ count: 20 }), index: 20 };
    expect(await page.refusal("people.person", choice)).toMatchObject({ code: "not-found" });
  });
});

describe("the preview", () => {
  test("gives the people of any page, the same as from the start", async () => {
    const choice = peopleChoiceOf({ count: 5000 });
    const last = await page.ask("people.preview", { ...choice, offset: 4990, limit: 50 });
    expect(last).toMatchObject({ total: 5000, controls: 500 });
    expect(last.people.map((person) => person.index)).toEqual(
      Array.from({ length: 10 }, (_, at) => 4990 + at),
    );
    expect(last.people.find((person) => person.index === 4995)).toMatchObject({
      control: true,
      planted: [],
    });
  });

  test("says of each planted value what was done and what must become of it", async () => {
    const { people } = await page.ask("people.preview", {
      ...peopleChoiceOf({ mess: "dob-ambiguous" }),
      offset: 0,
      limit: 1,
    });
    expect(people[0]?.planted).toMatchObject([
      {
        field: "patient.birth-date",
        operators: ["dob-ambiguous"],
        expected: "must arrive unchanged",
      },
    ]);
    expect(people[0]?.planted[0]?.says[0]).toMatch(/^[A-Z].*\.$/);
  });
});

describe("the coverage", () => {
  test("rises with the people until all that can be tested is covered", async () => {
    const few = await page.ask("people.coverage", peopleChoiceOf({ mess: "name", count: 3 }));
    const all = await page.ask(
      "people.coverage",
      peopleChoiceOf({ mess: "name", count: few.needed ?? 0 }),
    );
    expect(few.covered).toBeLessThan(all.covered);
    expect(all.covered).toBe(all.possible);
    expect(all.families.find(({ id }) => id === "name")?.people).toBeGreaterThan(10);
    expect(all.families.find(({ id }) => id === "clinical")).toMatchObject({ possible: 0 });
  });

  test("of the cells on the map is that of the whole", async () => {
    const { covered, possible, map, operators } = await page.ask(
      "people.coverage",
      peopleChoiceOf(),
    );
    const sum = (rows: readonly { covered: number; possible: number }[]) => [
      rows.reduce((all, row) => all + row.covered, 0),
      rows.reduce((all, row) => all + row.possible, 0),
    ];
    expect(sum(map)).toEqual([covered, possible]);
    expect(sum(operators)).toEqual([covered, possible]);
  });

  test("counts apart what the connection in use cannot carry, and says why", async () => {
    const cells = messOperators.flatMap((operator) =>
      operator.targets.map((target) => wireOf(operator, target, "fhir")),
    );
    const blocked = cells.filter((wire) => wire === "cannot-travel").length;
    const free = await page.ask("people.coverage", peopleChoiceOf());
    expect(free).toMatchObject({ connection: null, notTestable: 0, possible: cells.length });

    await page.ask("connection.select", { id: "practice" });
    const { reasons, ...held } = await page.ask("people.coverage", peopleChoiceOf());
    expect(held).toMatchObject({
      connection: { format: "FHIR" },
      notTestable: blocked,
      possible: cells.length - blocked,
    });
    expect(reasons.reduce((sum, each) => sum + each.cells, 0)).toBe(blocked);
    for (const { says } of reasons) expect(says).toMatch(/^FHIR: /);
  });

  test("of twins of whom only one is made is none", async () => {
    const twins = (count: number) =>
      page.ask("people.coverage", peopleChoiceOf({ mess: "twin-same-sex", count }));
    expect(await twins(1)).toMatchObject({ covered: 0, possible: 1, needed: 2 });
    expect(await twins(2)).toMatchObject({ covered: 1, possible: 1 });
  });

  test("of clean people is nothing, and needs nobody", async () => {
    expect(await page.ask("people.coverage", peopleChoiceOf({ mess: "none" }))).toMatchObject({
      covered: 0,
      possible: 0,
      needed: 0,
      map: [],
    });
  });

  test("of a realistic set cannot promise a number of people", async () => {
    expect((await page.ask("people.coverage", peopleChoiceOf({ mess: "realistic" }))).needed).toBe(
      null,
    );
  });
});

describe("one person in each format", () => {
  const choice = { ...peopleChoiceOf({ mess: "coverage" }), index: 0 };

  test.each(["fhir", "hl7", "csv"] as const)("%s marks the mess at its place", async (format) => {
    const { person } = await page.ask("people.person", choice);
    const { parts } = await page.ask("people.message", { ...choice, format });
    const marked = parts.flatMap(({ text, marks }) =>
      marks.map(({ start, end, planted }) => ({
        text: text.slice(start, end),
        messy: person.planted[planted]?.messy ?? "",
      })),
    );
    expect(marked.length).toBeGreaterThan(1);
    const same = marked.filter(({ text, messy }) => text.includes(messy));
    expect(same.length).toBeGreaterThan(0);
  });

  test("what is copied and saved is to the byte what would be sent", async () => {
    for (const format of ["fhir", "hl7", "csv"] as const) {
      const { parts } = await page.ask("people.message", { ...choice, format });
      const path = join(folder, `saved-${format}`);
      const saved = await page.ask("people.saveMessage", {
        ...choice,
        format,
        path,
        replace: false,
      });
      expect(saved).toMatchObject({ path, files: parts.length });
      for (const part of parts) {
        const file = format === "csv" ? join(path, part.name) : path;
        expect(readFileSync(file, "utf8")).toBe(part.sent ?? part.text);
        expect(readFileSync(file)).toHaveLength(part.bytes);
      }
    }
  });

  test("a file that is there is left alone until it may be replaced", async () => {
    const path = join(folder, "mine.txt");
    writeFileSync(path, "my notes");
    const save = { ...choice, format: "chart" as const, path, replace: false };
    expect(await page.refusal("people.saveMessage", save)).toMatchObject({ code: "conflict" });
    expect(readFileSync(path, "utf8")).toBe("my notes");
    await page.ask("people.saveMessage", { ...save, replace: true });
    expect(readFileSync(path, "utf8")).toContain("crosschart-chart/1");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("values that a format does not carry are listed with the reason, and those of the mess are told", async () => {
    const guardian = { ...peopleChoiceOf({ mess: "fam-foster" }), index: 0 };
    const { cannotTravel } = await page.ask("people.message", { ...guardian, format: "fhir" });
    for (const each of cannotTravel) expect(each.why).toMatch(/^FHIR .*\.$/);
    const { person } = await page.ask("people.person", guardian);
    const { parts } = await page.ask("people.message", { ...guardian, format: "csv" });
    expect(parts.flatMap(({ marks }) => marks).length).toBe(person.planted.length);
  });
});
