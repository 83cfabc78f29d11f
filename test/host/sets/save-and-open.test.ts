import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resealed, setFolder } from "./saved-sets.ts";

function bytesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).toSorted();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, name), "latin1")]),
  );
}

const recipe = [
  "--seed",
  "autumn",
  "--count",
  "25",
  "--mess",
  "coverage",
  "--reference-date",
  "2025-11-20",
  "--locale",
  "es-MX,de-DE",
];

describe("a saved set", () => {
  test.each(["chart", "fhir", "hl7", "csv"])(
    "writes the same %s files as its recipe, to the byte",
    async (format) => {
      const { folder, crosschart } = setFolder();
      await crosschart(
        "generate",
        ...recipe,
        "--format",
        format,
        "--out",
        "direct",
        "--save-set",
        "autumn.people",
      );
      const again = await crosschart(
        "generate",
        "--from-set",
        "autumn.people",
        "--format",
        format,
        "--out",
        "again",
      );
      expect(again).toMatchObject({ code: 0 });
      expect(again.out).toContain("seed autumn, reference date 2025-11-20, mess coverage");
      expect(bytesOf(join(folder, "again"))).toEqual(bytesOf(join(folder, "direct")));
    },
  );

  test("has the fingerprint of the chart files that generate writes", async () => {
    const { folder, crosschart, read } = setFolder();
    await crosschart("generate", ...recipe, "--out", "charts", "--save-set", "autumn.people");
    const hash = createHash("sha256");
    for (const name of readdirSync(join(folder, "charts")).toSorted())
      if (/^p-\d+\.chart\.json$/.test(name))
        hash.update(readFileSync(join(folder, "charts", name)));
    expect(read("autumn.people").sha256.charts).toBe(hash.digest("hex"));
  });

  test("is the same file every time, and a copy saved from it too", async () => {
    const { folder, crosschart } = setFolder();
    await crosschart("generate", ...recipe, "--save-set", "one.people");
    await crosschart("generate", ...recipe, "--save-set", "two.people");
    await crosschart("generate", "--from-set", "one.people", "--save-set", "three.people");
    const [one, two, three] = ["one", "two", "three"].map((name) =>
      readFileSync(join(folder, `${name}.people`), "utf8"),
    );
    expect(two).toBe(one);
    expect(three).toBe(one);
  });

  test("without its records is a short file, and opens as well", async () => {
    const { folder, crosschart, read } = setFolder();
    await crosschart("generate", ...recipe, "--save-set", "short.people", "--recipe-only");
    expect(read("short.people").people).toBe(undefined);
    expect(readFileSync(join(folder, "short.people")).length).toBeLessThan(1000);
    expect(
      await crosschart("generate", "--from-set", "short.people", "--out", "again"),
    ).toMatchObject({ code: 0 });
  });

  test("of an older catalogue gives its stored records, and says of which catalogue they are", async () => {
    const { folder, crosschart, read, write } = setFolder();
    await crosschart("generate", ...recipe, "--out", "before", "--save-set", "now.people");
    write(
      "old.people",
      await resealed({ ...read("now.people"), catalogue: "2026.1", mess: "words-of-then" }),
    );
    const answer = await crosschart("generate", "--from-set", "old.people", "--out", "after");
    expect(answer).toMatchObject({ code: 0, err: "" });
    const charts = (name: string) =>
      Object.entries(bytesOf(join(folder, name))).filter(([file]) => file.endsWith(".chart.json"));
    expect(charts("after")).toEqual(charts("before"));
    // The test has just written it.
    const manifest = JSON.parse(
      readFileSync(join(folder, "after", "manifest.json"), "utf8"),
    ) as object;
    expect(manifest).toMatchObject({ catalogue: "2026.1", mess: "words-of-then", count: 25 });
  });

  test("is not written over a file that is there", async () => {
    const { folder, crosschart } = setFolder();
    writeFileSync(join(folder, "mine.people"), "my notes");
    const answer = await crosschart("generate", ...recipe, "--save-set", "mine.people");
    expect(answer.code).toBe(2);
    expect(answer.err).toContain("There is a file of this name already.");
    expect(bytesOf(folder)).toEqual({ "mine.people": "my notes" });
  });
});

describe("words of the command line that do not go together are refused", () => {
  test.each([
    [["--from-set", "a.people", "--seed", "1", "--out", "x"], "--from-set"],
    [["--from-set", "a.people", "--count", "1", "--out", "x"], "--from-set"],
    [["--recipe-only", "--out", "x"], "--recipe-only belongs to --save-set"],
    [["--seed", "1"], "--out is missing"],
  ])("%j", async (words, says) => {
    const { folder, crosschart } = setFolder();
    const answer = await crosschart("generate", ...words);
    expect(answer.code).toBe(2);
    expect(answer.err).toContain(says);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("a set that cannot be trusted is refused with a sentence", () => {
  async function saved() {
    const set = setFolder();
    await set.crosschart("generate", "--seed", "s", "--count", "12", "--save-set", "good.people");
    return { ...set, good: set.read("good.people") };
  }
  type Saved = Awaited<ReturnType<typeof saved>>;
  const text = ({ folder }: Saved) => readFileSync(join(folder, "good.people"), "utf8");

  test.each<[string, (set: Saved) => unknown, string]>([
    ["an empty file", () => "", "The file is empty."],
    ["a file that is cut off", (set) => text(set).slice(0, 40_000), "The file is cut off."],
    ["a letter", () => "Dear colleague", "line 1, column 1"],
    ["a list", () => "[1, 2]", "The file is no prepared set."],
    [
      "a manifest",
      () => ({ format: "crosschart-manifest/1" }),
      'its format is "crosschart-manifest/1"',
    ],
    ["a chart", () => ({ format: "crosschart-chart/1", values: [] }), "no prepared set"],
    [
      "a set of a newer format",
      ({ good }) => ({ ...good, format: "crosschart-set/2" }),
      "newer Crosschart",
    ],
    [
      "a set of a newer catalogue",
      ({ good }) => ({ ...good, catalogue: "2031.1" }),
      "newer catalogue (2031.1)",
    ],
    ["a key that nobody knows", ({ good }) => ({ ...good, note: "hello" }), "note"],
    [
      "a hostile key",
      (set) => text(set).replace('{"format"', '{"__proto__":{"count":1},"format"'),
      "__proto__",
    ],
    [
      "a hostile key inside a person",
      (set) => text(set).replace('"control":', '"__proto__":{},"control":'),
      "__proto__",
    ],
    ["a number where text belongs", ({ good }) => ({ ...good, seed: 7 }), "seed: "],
    ["a count that is not true", ({ good }) => ({ ...good, count: 11 }), "holds 12"],
    [
      "a date that does not exist",
      ({ good }) => ({ ...good, referenceDate: "2026-02-30" }),
      "no date of the calendar",
    ],
    [
      "a range that runs backwards",
      ({ good }) => ({ ...good, mrn: { ...good.mrn, from: "9900000" } }),
      "no range of chart numbers",
    ],
    ["another seed", ({ good }) => ({ ...good, seed: "t" }), "changed since it was saved"],
    [
      "a recipe with another seed",
      ({ good: { people: _, ...head } }) => ({ ...head, seed: "t" }),
      "The people that this recipe makes are not those that were saved",
    ],
    [
      "another number range",
      ({ good }) => ({ ...good, mrn: { ...good.mrn, from: "7700001" } }),
      "changed since it was saved",
    ],
    [
      "a changed value",
      (set) => text(set).replace('"value":"US"', '"value":"CA"'),
      "changed since it was saved",
    ],
    [
      "a changed fingerprint",
      ({ good }) => ({ ...good, sha256: { ...good.sha256, charts: "0".repeat(64) } }),
      "changed since it was saved",
    ],
    [
      "people in another order",
      ({ good }) => ({ ...good, people: good.people?.toReversed() }),
      "expected p-0001",
    ],
    [
      "an older catalogue without records",
      ({ good: { people: _, ...head } }) => ({ ...head, catalogue: "2026.1" }),
      "holds no records",
    ],
    [
      "an unknown mess",
      ({ good: { people: _, ...head } }) => ({ ...head, mess: "no-such-mess" }),
      "no-such-mess",
    ],
  ])("%s", async (_what, spoil, says) => {
    const set = await saved();
    set.write("bad.people", spoil(set));
    const answer = await set.crosschart("generate", "--from-set", "bad.people", "--out", "x");
    expect(answer.err).toContain(says);
    expect(answer.code).toBe(2);
    expect(readdirSync(set.folder).toSorted()).toEqual(["bad.people", "good.people"]);
  });

  test("a file that is no text", async () => {
    const set = await saved();
    writeFileSync(
      join(set.folder, "bad.people"),
      Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe]),
    );
    const answer = await set.crosschart("generate", "--from-set", "bad.people", "--out", "x");
    expect(answer).toMatchObject({ code: 2 });
    expect(answer.err).toContain("The file is no text");
  });

  test("a file that is not there", async () => {
    const { crosschart } = setFolder();
    const answer = await crosschart("generate", "--from-set", "nowhere.people", "--out", "x");
    expect(answer).toMatchObject({ code: 2 });
    expect(answer.err).toContain("There is no such file.");
  });
});

describe("records that could be real are refused, even where every fingerprint fits", () => {
  test.each([
    ["without the family marker", "patient.name.prefix", "Mrs", "does not carry the mark ZZTEST"],
    [
      "with chart numbers outside the reserved range",
      "patient.identifier.mrn",
      "4418827",
      "no chart number from 7700000 to 7799999",
    ],
  ])("%s", async (_what, field, value, says) => {
    const set = setFolder();
    await set.crosschart(
      "generate",
      "--seed",
      "s",
      "--count",
      "6",
      "--mess",
      "none",
      "--save-set",
      "good.people",
    );
    const good = set.read("good.people");
    const people = (good.people ?? []).map((person, at) =>
      at === 3
        ? {
            ...person,
            values: person.values.map((row) =>
              row.field === field ? { field, entry: row.entry, value } : row,
            ),
          }
        : person,
    );
    set.write("forged.people", await resealed({ ...good, catalogue: "2026.1", people }));
    const answer = await set.crosschart("generate", "--from-set", "forged.people", "--out", "x");
    expect(answer.code).toBe(2);
    expect(answer.err).toContain("p-0004 cannot be taken for a made-up patient");
    expect(answer.err).toContain(says);
  });

  test("that were made by another recipe", async () => {
    const set = setFolder();
    await set.crosschart("generate", "--seed", "s", "--count", "3", "--save-set", "good.people");
    const forged = await resealed({ ...set.read("good.people"), catalogue: "2026.1", seed: "t" });
    set.write("forged.people", forged);
    const answer = await set.crosschart("generate", "--from-set", "forged.people", "--out", "x");
    expect(answer.code).toBe(2);
    expect(answer.err).toContain("no value in it carries the sign of this recipe");
  });

  test("of this very catalogue, where the recipe makes others", async () => {
    const set = setFolder();
    await set.crosschart("generate", "--seed", "s", "--count", "3", "--save-set", "good.people");
    const good = set.read("good.people");
    const people = (good.people ?? []).map((person) => ({
      ...person,
      values: person.values.map((row) =>
        row.field === "patient.name.family"
          ? { field: row.field, entry: row.entry, value: "Qvortrupsen" }
          : row,
      ),
    }));
    set.write("forged.people", await resealed({ ...good, people }));
    const answer = await set.crosschart("generate", "--from-set", "forged.people", "--out", "x");
    expect(answer.code).toBe(2);
    expect(answer.err).toContain("The records in this set are not those that its recipe makes.");
  });
});

test("no mess takes from a record what proves that it was made up", async () => {
  const set = setFolder();
  await set.crosschart("generate", "--seed", "proof", "--count", "300", "--save-set", "all.people");
  set.write("old.people", await resealed({ ...set.read("all.people"), catalogue: "2026.1" }));
  expect(await set.crosschart("generate", "--from-set", "old.people", "--out", "x")).toMatchObject({
    code: 0,
    err: "",
  });
});
