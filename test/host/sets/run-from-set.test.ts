import { afterAll, beforeAll, expect, test } from "vitest";
import { practiceProfile } from "../../../host/practice-profile.ts";
import { startPractice, type Practice } from "../../../host/practice/start-practice.ts";
import { resealed, setFolder } from "./saved-sets.ts";

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.close());

const profile = () => ({ ...practiceProfile(practice.addresses), window: "PT1S" });

/** Chart numbers that the clinic of the practice holds. */
async function numbersThere(): Promise<readonly string[]> {
  const answer = await fetch(`${practice.addresses.clinic.fhir}/Patient?_count=100`);
  return [...(await answer.text()).matchAll(/"system":\s*"urn:clinic:mrn",\s*"value":\s*"(\d+)"/g)]
    .map(([, value = ""]) => value)
    .toSorted();
}

interface Report {
  readonly seed: string;
  readonly catalogue: string;
  readonly mess: string;
  readonly counts: { readonly cases: number; readonly delta: number };
}

test("a run sends the people of the set, as they were saved, also those of an older catalogue", async () => {
  const { crosschart, read, write } = setFolder();
  write("profile.json", profile());
  const recipe = ["--seed", "autumn", "--count", "3", "--mess", "none"];
  await crosschart("generate", ...recipe, "--save-set", "autumn.people");
  const saved = read("autumn.people");
  write("old.people", await resealed({ ...saved, catalogue: "2026.1", mess: "words-of-then" }));
  const numbers = (saved.people ?? [])
    .flatMap(({ values }) => values)
    .flatMap((row) => (row.field === "patient.identifier.mrn" && "value" in row ? [row.value] : []))
    .toSorted();

  for (const [file, catalogue, mess] of [
    ["autumn.people", saved.catalogue, "none"],
    ["old.people", "2026.1", "words-of-then"],
  ] as const) {
    const words = ["run", "--profile", "profile.json", "--from-set", file, "--json"];
    const run = await crosschart(...words, "--keep", "--workspace", `${file}.crosschart`);
    // The command line's own document.
    const report = JSON.parse(run.out) as Report;
    expect(report).toMatchObject({ seed: "autumn", catalogue, mess });
    expect(report.counts).toMatchObject({ cases: 3, delta: 0 });
    expect(run.code).toBe(0);
    expect(await numbersThere()).toEqual(numbers);
    await crosschart("cleanup", "--workspace", `${file}.crosschart`);
    expect(await numbersThere()).toEqual([]);
  }
}, 120_000);

test.each([
  [{ "urn:clinic:mrn": { range: "8800000-8899999" } }, "ZZTEST", "reserves 8800000-8899999"],
  [{ "urn:other:mrn": { range: "7700000-7799999" } }, "ZZTEST", "urn:other:mrn"],
  [{ "urn:clinic:mrn": { range: "7700000-7799999" } }, "YYTEST", "looks for YYTEST"],
])(
  "numbers or marks that the clinic has not reserved stop the run before it begins: %j",
  async (identifiers, family, says) => {
    const { crosschart, write } = setFolder();
    const guard = { ...profile().guard, marker: { family } };
    write("profile.json", { ...profile(), identifiers, guard });
    await crosschart("generate", "--seed", "s", "--count", "2", "--save-set", "s.people");
    const run = await crosschart("run", "--profile", "profile.json", "--from-set", "s.people");
    expect(run.code).toBe(5);
    expect(run.err).toContain(says);
    expect(await numbersThere()).toEqual([]);
  },
);

test("new numbers for kept records are refused; a recipe gets them", async () => {
  const { crosschart, read, write } = setFolder();
  write("profile.json", profile());
  await crosschart(
    "generate",
    "--seed",
    "s",
    "--count",
    "2",
    "--mess",
    "none",
    "--save-set",
    "s.people",
  );
  write("old.people", await resealed({ ...read("s.people"), catalogue: "2026.1" }));
  const run = (file: string) =>
    crosschart("run", "--profile", "profile.json", "--from-set", file, "--fresh");
  const kept = await run("old.people");
  expect(kept).toMatchObject({ code: 2 });
  expect(kept.err).toContain("they cannot get new numbers");
  expect(await run("s.people")).toMatchObject({ code: 0 });
}, 60_000);
