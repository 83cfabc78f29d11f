import { expect, test } from "vitest";

import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart, ChartValue } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import { compareRound } from "../../../core/compare/compare-round.ts";
import type { RoundInput } from "../../../core/compare/round-input.ts";
import { inferRunFaults } from "../../../core/faults/infer-run-faults.ts";
import { changedChart, peopleSentinels } from "../../../core/people/make-person.ts";
import { chartOf, compared, observedOf } from "../compare/chart-of.ts";
import { onTheWire, peopleOfRun, runWith } from "./people-of-run.ts";

const run = peopleOfRun("where values come from", 20);
const textOf = (chart: Chart, field: string, entry = ""): string => {
  const row = chart.values.find((value) => value.field === field && value.entry === entry);
  return row !== undefined && "value" in row ? row.value : "";
};
const withText = (chart: Chart, field: string, entry: string, text: string): Chart =>
  makeChart(
    chart.person,
    chart.values.map((value) =>
      value.field === field && value.entry === entry && "value" in value
        ? { ...value, value: text }
        : value,
    ),
  );

test("another patient's name, birth date and phone in a chart are one privacy fault", () => {
  const [, stranger] = run.people;
  const { faults } = runWith(run, (chart, person) => {
    if (person.index !== 0 || stranger === undefined) return chart;
    return ["patient.name.family", "patient.birth-date", "patient.telecom.home"].reduce(
      (damaged, field) => withText(damaged, field, "", textOf(stranger.chart, field)),
      chart,
    );
  });
  expect(faults.map(({ id, cases }) => [id, cases])).toEqual([["CROSS-PATIENT", 1]]);
  expect(faults[0]?.fields).toContain("patient.birth-date");
});

test("what another entry has by chance is a stranger's beside other values of the stranger", () => {
  const [stranger] = run.people;
  const names = (fields: readonly string[]) => {
    const { cases } = runWith(run, (chart) => {
      if (stranger === undefined || textOf(chart, "patient.name.prefix", "title-1") === "")
        return chart;
      // Everybody's other prefix is the marker, that of the stranger as well.
      const titled = withText(chart, "patient.name.prefix", "title-1", "ZZTEST");
      return fields.reduce(
        (damaged, field) => withText(damaged, field, "", textOf(stranger.chart, field)),
        titled,
      );
    });
    const all = cases.flatMap(({ rounds }) => rounds.flatMap(({ differences }) => differences));
    return new Set(all.flatMap(({ faults }) => faults.map(({ id }) => id)));
  };
  expect(names(["patient.name.family"])).toEqual(new Set(["CROSS-PATIENT"]));
  expect(names([])).toEqual(new Set(["LIST-MISPAIR"]));
});

test("a short word beside a name that a household shares is that of any of the household", () => {
  const [one, first, second] = run.people;
  if (one === undefined || first === undefined || second === undefined) throw new Error("nobody");
  const family = "patient.name.family";
  const prefixed = (chart: Chart, text: string): Chart =>
    withText(chart, "patient.name.prefix", "marker", text);
  const shared = withText(second.chart, family, "", textOf(first.chart, family));
  const other = { ...second, chart: prefixed(shared, "Mx") };
  const { cases } = runWith({ ...run, people: [one, first, other] }, (chart, { index }) =>
    index === 0 ? prefixed(withText(chart, family, "", textOf(shared, family)), "Mx") : chart,
  );
  const names = cases.flatMap(({ rounds }) => rounds.flatMap(({ differences }) => differences));
  expect(names.map(({ field, faults }) => [field, faults[0]?.id])).toEqual([
    [family, "CROSS-PATIENT"],
    ["patient.name.prefix", "CROSS-PATIENT"],
  ]);
});

test("without sentinels two values of another person prove nothing, three do", () => {
  const [, stranger] = run.people;
  const damage = (fields: readonly string[]) =>
    runWith(
      run,
      (chart, person) =>
        person.index !== 0 || stranger === undefined
          ? chart
          : fields.reduce(
              (damaged, field) => withText(damaged, field, "", textOf(stranger.chart, field)),
              chart,
            ),
      true,
    ).faults.map(({ id }) => id);
  expect(damage(["patient.name.family", "patient.birth-date"])).not.toContain("CROSS-PATIENT");
  expect(damage(["patient.name.family", "patient.birth-date", "patient.telecom.home"])).toEqual([
    "CROSS-PATIENT",
  ]);
});

test("values that many people share are nobody's", () => {
  const shared = { "patient.name.family": "Everybody", "patient.birth-date": "1980-05-17" };
  const phone = { "patient.telecom.home": "212-555-0199" };
  const faultsOf = (sharers: number): readonly string[] => {
    const cases = Array.from({ length: 14 }, (_, at) => {
      const person = `p-${String(at + 1).padStart(4, "0")}`;
      const isSharer = at > 0 && at <= sharers;
      const own = {
        "patient.name.family": `Family${at}`,
        "patient.birth-date": `19${60 + at}-01-02`,
        "patient.telecom.home": `212-555-01${10 + at}`,
      };
      const generated = chartOf(isSharer ? { ...shared, ...phone } : own, person);
      const target = at === 0 ? chartOf({ ...shared, ...phone }, person) : generated;
      return {
        id: person,
        scenario: null,
        person,
        pairedBy: null,
        hops: { sent: "accepted", stored: "found" } as const,
        rounds: [compared(generated, target)],
        generated,
      };
    });
    return inferRunFaults(cases).faults.map(({ id }) => id);
  };
  expect(faultsOf(1)).toEqual(["CROSS-PATIENT"]);
  expect(faultsOf(13)).not.toContain("CROSS-PATIENT");
});

test("without sentinels one value of another person proves something in three people, not in two", () => {
  const damage = (people: number): readonly string[] =>
    runWith(
      run,
      (chart, person) => {
        const next = run.people[person.index + 1];
        return person.index >= people || next === undefined
          ? chart
          : withText(chart, "patient.name.family", "", textOf(next.chart, "patient.name.family"));
      },
      true,
    ).faults.map(({ id }) => id);
  expect(damage(2)).not.toContain("CROSS-PATIENT");
  expect(damage(3)).toEqual(["CROSS-PATIENT"]);
});

test("the rank of a diagnosis that FHIR keeps in the visit goes with the visit", () => {
  const { faults } = runWith(run, (chart) =>
    makeChart(
      chart.person,
      chart.values.filter(
        ({ field, entry }) => field !== "problem.rank" && !entry.startsWith("enc-"),
      ),
    ),
  );
  expect(faults.map(({ id }) => id)).toEqual(["DROP-RECORD"]);
});

test("the home phone under the work phone is a value in the wrong box", () => {
  const { faults } = runWith(run, (chart) => {
    const home = textOf(chart, "patient.telecom.home");
    const mobile = textOf(chart, "patient.telecom.mobile");
    return mobile === "" ? chart : withText(chart, "patient.telecom.mobile", "", home);
  });
  expect(faults.map(({ id }) => id)).toEqual(["CROSS-FIELD"]);
});

test("a given name of one letter under the family name is the same wrong box as a long one", () => {
  const people = run.people.map((person) =>
    person.index === 1
      ? { ...person, chart: withText(person.chart, "patient.name.given", "", "O") }
      : person,
  );
  const { faults } = runWith({ ...run, people }, (chart) => {
    const given = textOf(chart, "patient.name.given");
    return given === "" ? chart : withText(chart, "patient.name.family", "", given);
  });
  expect(faults.map(({ id }) => id)).toEqual(["CROSS-FIELD"]);
});

test("a swapped date that happens to be another date of the person is still a swap", () => {
  const generated = chartOf({
    "patient.birth-date": "1980-03-04",
    "coverage.start cov-1": "1980-04-03",
  });
  const target = chartOf({ "patient.birth-date": "1980-04-03", "coverage.start #1": "1980-04-03" });
  expect(compared(generated, target).differences[0]?.faults[0]?.id).toBe("DATE-SWAP");
});

test("doses that changed places between two medicines are one wrong pairing, not two deltas", () => {
  const generated = chartOf({
    "medication.identifier rx-1": "ZZT-1",
    "medication.name rx-1": "Lisinopril",
    "medication.dose-value rx-1": "2.5",
    "medication.identifier rx-2": "ZZT-2",
    "medication.name rx-2": "Metformin",
    "medication.dose-value rx-2": "500",
  });
  const { differences } = compared(
    generated,
    withText(
      withText(generated, "medication.dose-value", "rx-1", "500"),
      "medication.dose-value",
      "rx-2",
      "2.5",
    ),
  );
  expect(differences.map(({ faults }) => faults.map(({ id }) => id))).toEqual([
    ["LIST-MISPAIR"],
    ["LIST-MISPAIR"],
  ]);
});

/** Three rounds of one person; `after` is what stands at the target in each of them. */
function rounds(targets: readonly [Chart, Chart, Chart]) {
  const [person] = run.people;
  if (person === undefined) throw new Error("no people");
  const second = changedChart(person, 2);
  const input = (round: number, target: Chart): RoundInput => ({
    person: person.id,
    index: person.index,
    round,
    generated: round === 1 ? person.chart : second.chart,
    earlier: round === 1 ? [] : [person.chart],
    hops: [{ hop: "target", observed: observedOf(onTheWire(target)), exchanges: ["x"] }],
    expectations: person.expectations,
    rules: [],
    carries: () => true,
    sentinels: peopleSentinels(run.set),
  });
  return inferRunFaults([
    {
      id: "r/s/p-0001",
      scenario: null,
      person: person.id,
      pairedBy: null,
      hops: { sent: "accepted", stored: "found" },
      rounds: targets.map((target, index) => compareRound(input(index + 1, target))),
      generated: second.chart,
    },
  ]);
}

test("a change that never arrives is a lost update", () => {
  const [person] = run.people;
  if (person === undefined) throw new Error("no people");
  const { faults } = rounds([person.chart, person.chart, person.chart]);
  expect(faults.map(({ id }) => id)).toEqual(["LOST-UPDATE"]);
  expect(faults[0]?.fields.length).toBe(3);
});

test("a change that was there and is gone again was overwritten by an older copy", () => {
  const [person] = run.people;
  if (person === undefined) throw new Error("no people");
  const { faults, cases } = rounds([person.chart, changedChart(person, 2).chart, person.chart]);
  expect(faults.map(({ id }) => id)).toEqual(["STALE-OVERWRITE"]);
  const names = cases[0]?.rounds.at(-1)?.differences.flatMap((each) => each.faults) ?? [];
  expect(new Set(names.map(({ id }) => id))).toEqual(new Set(["STALE-OVERWRITE"]));
  expect(names[0]?.why).toMatch(/^The change was there, then the old value came back: "/);
});

test("a value seen at the target before the last read tells an overwrite within one round", () => {
  const [person] = run.people;
  if (person === undefined) throw new Error("no people");
  const field = "patient.telecom.home";
  const now = changedChart(person, 2).chart;
  const { differences } = compared(now, person.chart, {
    round: 2,
    earlier: [person.chart],
    seenBefore: (asked) => (asked === field ? [textOf(now, field)] : []),
  });
  expect(differences.find((each) => each.field === field)?.faults[0]?.id).toBe("STALE-OVERWRITE");
});

test("a person who is not found behind a positive answer is dropped, and the answer was a lie", () => {
  const { faults } = inferRunFaults([
    {
      id: "r/s/p-0001",
      scenario: null,
      person: "p-0001",
      pairedBy: null,
      hops: { sent: "accepted", stored: "not-found" },
      rounds: [],
    },
  ]);
  expect(faults.map(({ id, also }) => [id, also])).toEqual([["DROP-RECORD", ["ACK-LIE"]]]);
});

test("an entry that came twice is a repeated one", () => {
  const generated = chartOf({
    "allergy.identifier al-1": "ZZT-9",
    "allergy.substance al-1": "Penicillin",
  });
  const target = chartOf({
    "allergy.identifier #1": "ZZT-9",
    "allergy.substance #1": "Penicillin",
    "allergy.identifier #2": "ZZT-9",
    "allergy.substance #2": "Penicillin",
  });
  const { differences } = compared(generated, target);
  expect(differences.map(({ entry, verdict, faults }) => [entry, verdict, faults[0]?.id])).toEqual([
    ["+1", "extra", "DUP-ON-RESEND"],
    ["+1", "extra", "DUP-ON-RESEND"],
  ]);
});

test("a blank that is gone with an entry of its own changed its kind, and one beside values went with them", () => {
  const missing = (sent: readonly ChartValue[]) =>
    compared(makeChart("p-0001", sent), chartOf({ "patient.name.family": "Okafor" }))
      .differences.filter(({ field }) => field !== "contact.name")
      .map(({ faults }) => faults[0]?.id);
  const family = { field: fieldId("patient.name.family"), entry: "", value: "Okafor" };
  const blank = { field: fieldId("patient.race"), entry: "race-1", absent: "asked-unknown" };
  expect(missing([family, blank])).toEqual(["NULL-SEMANTICS"]);
  const phone = { field: fieldId("contact.phone"), entry: "c-1", absent: "asked-unknown" };
  const name = { field: fieldId("contact.name"), entry: "c-1", value: "Ruiz" };
  expect(missing([family, name, phone])).toEqual(["DROP-ELEMENT"]);
});
