import { describe, expect, test } from "vitest";

import { makeChart } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import type { Difference, RoundComparison } from "../../../core/compare/result.ts";
import { chartOf, compared } from "../compare/chart-of.ts";
import { caseOf, inferredOf } from "./inferred.ts";
import type { Values } from "./inferred.ts";

/** What was sent in a round, and what stood at the target when it was read. */
type Step = readonly [sent: Values, stood: Values];

/** One person over rounds. */
function rounds(...steps: readonly Step[]) {
  const done: RoundComparison[] = [];
  for (const [at, [sent, stood]] of steps.entries()) {
    const earlier = steps.slice(0, at).map(([before]) => chartOf(before));
    done.push(
      compared(chartOf(sent), chartOf(stood), { round: at + 1, earlier, previous: [...done] }),
    );
  }
  const last = steps.at(-1)?.[0] ?? {};
  return { done, run: inferredOf([caseOf("p-0001", { rounds: done, generated: chartOf(last) })]) };
}

const inLast = (...steps: readonly Step[]): readonly string[] => {
  const { differences } = rounds(...steps).done.at(-1) ?? { differences: [] };
  return differences.map(nameOf);
};

function nameOf({ field, faults }: Difference): string {
  const sets = faults[0]?.oneOf?.map((ids) => ids.join("+")).join("|");
  return `${field} ${faults.map(({ id }) => id).join("+")}${sets === undefined ? "" : ` of ${sets}`}`;
}

const family = "patient.name.family";
const phone = "patient.telecom.home";
const base = { [family]: "Okafor", [phone]: "2125550111" };

describe("a value that had arrived and is gone", () => {
  test("was wiped by an update of something else", () => {
    const after = { ...base, [family]: "Okafor-Lind" };
    const wiped = { [family]: "Okafor-Lind" };
    expect(inLast([base, base], [after, wiped])).toEqual([`${phone} WIPE`]);
    expect(rounds([base, base], [after, wiped]).run.ids).toEqual(["WIPE"]);
  });

  test("never arrives where it had not arrived before either", () => {
    const without = { [family]: "Okafor" };
    expect(inLast([base, without], [base, without])).toEqual([`${phone} DROP-ELEMENT`]);
  });
});

describe("an entry that was removed", () => {
  const full = {
    ...base,
    "allergy.identifier al-1": "ZZT-7K3M9PQ2",
    "allergy.substance al-1": "Penicillin",
  };

  test("and still stands there was not removed", () => {
    const { run } = rounds([full, full], [base, full]);
    expect(run.ids).toEqual(["LOST-DELETE"]);
  });

  test("and has much in common with one that was not is that one all the same, with its blanks", () => {
    const allergy = (key: string, number: string, substance: string): Values => ({
      [`allergy.identifier ${key}`]: number,
      [`allergy.substance ${key}`]: substance,
      [`allergy.code-system ${key}`]: "http://snomed.info/sct",
      [`allergy.clinical-status ${key}`]: "active",
      [`allergy.verification ${key}`]: "confirmed",
    });
    const kept = { ...base, ...allergy("al-1", "ZZT-7K3M9PQ2", "Penicillin") };
    const both = { ...kept, ...allergy("al-2", "ZZT-4R8T2WX6", "Latex") };
    const withBlank = makeChart("p-0001", [
      ...chartOf(both).values,
      { field: fieldId("allergy.onset"), entry: "al-2", absent: "unknown" },
    ]);
    const first = compared(chartOf(both), chartOf(both));
    const second = compared(chartOf(kept), withBlank, {
      round: 2,
      earlier: [withBlank],
      previous: [first],
    });
    const { names } = inferredOf([
      caseOf("p-0001", { rounds: [second], generated: chartOf(kept) }),
    ]);
    expect(names).toEqual(Array(6).fill("LOST-DELETE"));
  });

  test("and still stands there does so with the list inside it", () => {
    const steps = {
      ...base,
      "medication.identifier rx-1": "ZZT-7K3M9PQ2",
      "medication.name rx-1": "Prednisone",
      "medication.step-sig rx-1/step-2": "then 30 mg for 3 days",
    };
    const { run } = rounds([steps, steps], [base, steps]);
    expect(run.names).toEqual(Array(3).fill("LOST-DELETE"));
  });

  test("and was gone for a while came back", () => {
    const { run } = rounds([full, full], [base, base], [base, full]);
    expect(run.ids).toEqual(["RESURRECT"]);
  });

  test("is none of ours where nobody ever had it", () => {
    const strange = {
      ...base,
      "allergy.identifier al-9": "XYZ-1",
      "allergy.substance al-9": "Oak",
    };
    const { run } = rounds([full, full], [base, strange]);
    expect(run.ids).toEqual(["UNKNOWN"]);
  });
});

describe("two changes, one after the other", () => {
  const second = { ...base, [phone]: "2125550122" };
  const third = { ...base, [phone]: "2125550133" };

  test("were applied in the wrong order where the first came only after the second", () => {
    expect(inLast([base, base], [second, base], [third, second])).toEqual([
      `${phone} OUT-OF-ORDER of OUT-OF-ORDER|LOST-UPDATE`,
    ]);
  });

  test("and the second never came where the first had arrived in time", () => {
    expect(inLast([base, base], [second, second], [third, second])).toEqual([
      `${phone} LOST-UPDATE`,
    ]);
  });

  test("may be in the wrong order where nobody looked in between", () => {
    const { differences } = compared(chartOf(second), chartOf(base), {
      round: 2,
      earlier: [chartOf(base)],
    });
    expect(differences.map(nameOf)).toEqual([`${phone} LOST-UPDATE of LOST-UPDATE|OUT-OF-ORDER`]);
  });

  test("are surely in the wrong order where the second had been seen", () => {
    const charts = [base, second].map((each) => chartOf(each));
    const first = compared(chartOf(base), chartOf(base));
    const missed = compared(chartOf(second), chartOf(base), {
      round: 2,
      earlier: charts.slice(0, 1),
    });
    const { differences } = compared(chartOf(third), chartOf(second), {
      round: 3,
      earlier: charts,
      previous: [first, missed],
      seenBefore: (field) => (field === phone ? [third[phone] ?? ""] : []),
    });
    expect(differences.map(nameOf)).toEqual([`${phone} OUT-OF-ORDER`]);
  });
});

describe("a value that had arrived, and that nobody of ours put there now", () => {
  test("came from a third system", () => {
    const other = { ...base, [phone]: "6465550199" };
    expect(inLast([base, base], [base, other])).toEqual([`${phone} EXTERNAL-OVERWRITE`]);
  });

  test("is a code that somebody else wrote, not a row of the map that had worked before", () => {
    const coded = { "problem.identifier pr-1": "ZZT-7K3M9PQ2", "problem.code pr-1": "I10" };
    const other = { ...coded, "problem.code pr-1": "E11.9" };
    expect(inLast([coded, coded], [coded, other])).toEqual(["problem.code EXTERNAL-OVERWRITE"]);
    expect(inLast([coded, other], [coded, other])).toEqual(["problem.code CODE-REMAP"]);
  });

  test("is no third system's where a plain fault makes it", () => {
    const cut = { ...base, [family]: "OKAFOR" };
    expect(inLast([base, base], [base, cut])).toEqual([`${family} CASE`]);
  });
});

describe("words and code of one thing", () => {
  const before = {
    "medication.identifier rx-1": "ZZT-7K3M9PQ2",
    "medication.dose-value rx-1": "5",
    "medication.sig rx-1": "Take 5 mg once daily",
  };
  const after = {
    ...before,
    "medication.dose-value rx-1": "10",
    "medication.sig rx-1": "Take 10 mg once daily",
  };

  test("disagree where only one of both was updated", () => {
    const half = { ...after, "medication.sig rx-1": "Take 5 mg once daily" };
    expect(inLast([before, before], [after, half])).toEqual([
      "medication.sig LOST-UPDATE of LOST-UPDATE|INTERNAL-CONFLICT",
    ]);
    expect(rounds([before, before], [after, half]).run.ids).toEqual(["INTERNAL-CONFLICT"]);
  });

  test("are both old where the whole change was lost", () => {
    expect(rounds([before, before], [after, before]).run.ids).toEqual(["LOST-UPDATE"]);
  });

  test("disagree where the words say another number than was sent", () => {
    const told = { ...before, "medication.sig rx-1": "Take 50 mg once daily" };
    expect(inLast([before, told])).toEqual(["medication.sig INTERNAL-CONFLICT"]);
    const reworded = { ...before, "medication.sig rx-1": "Take 5 mg once daily (verified 3)" };
    expect(inLast([before, reworded])).toEqual(["medication.sig UNKNOWN"]);
    const both = { ...told, "medication.dose-value rx-1": "50" };
    expect(inLast([before, both])).not.toContain("medication.sig INTERNAL-CONFLICT");
  });
});

describe("a value that is sent unchanged in two rounds", () => {
  const name = { ...base, [family]: "José" };
  const apart = { ...base, [family]: "José".normalize("NFD") };
  const bare = { ...base, [family]: "Jose" };
  const changed = { ...name, [phone]: "2125550199" };

  test("and changes further each time wears down", () => {
    expect(inLast([name, apart], [changed, { ...bare, [phone]: "2125550199" }])).toEqual([
      `${family} LOSSY-ROUND-TRIP`,
    ]);
  });

  test("and names another doctor each time is no form of the one before", () => {
    const key = "provider.pcp";
    const sent = { ...base, [key]: "9000000015" };
    const [first, second] = ["9000000023", "9000000031"].map((pcp) => ({ ...sent, [key]: pcp }));
    expect(inLast([sent, first ?? sent], [sent, second ?? sent])).toEqual([
      `${key} WRONG-PROVIDER`,
    ]);
  });

  test("and comes the same both times was changed once", () => {
    expect(inLast([name, bare], [changed, { ...bare, [phone]: "2125550199" }])).toEqual([
      `${family} TRANSLIT`,
    ]);
  });
});
