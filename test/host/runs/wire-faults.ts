import { expect } from "vitest";

import { reportExit } from "../../../core/compare/build-report.ts";
import { parseMess } from "../../../core/mess/parse-mess.ts";
import { runId } from "../../../db/ids.ts";
import { parseFaults } from "../../../host/practice/faults/parse-faults.ts";
import { startRun } from "../../../host/runs/start-run.ts";
import { people, setUpPracticeRun } from "./practice-run.ts";

/** What a run says of the practice with these faults. */
export interface Named {
  readonly exit: number;
  /** Id and fields of each fault of the report, the fields as a FHIR server knows them. */
  readonly faults: Readonly<Record<string, readonly string[]>>;
  /** What the practice itself says that it changed: fields by fault. */
  readonly truth: Readonly<Record<string, readonly string[]>>;
  readonly also: readonly string[];
  /** Records that the run did not take away in the end. */
  readonly leftOver: number;
}

/**
 * A vital sign is an observation, "no known allergy" is a code, a step of a taper is a dose; the
 * practice tells of a name as a whole.
 */
function carried(fields: readonly string[]): readonly string[] {
  const names = fields.map((field) =>
    field
      .replace("vital.time", "result.observed-time")
      .replace("vital.", "result.")
      .replace("allergy.none-known", "allergy.code")
      .replace("medication.step-dose-unit", "medication.dose-unit")
      .replace("medication.step-dose", "medication.dose-value")
      .replace(/^patient\.name\.(?:alias|use)$/, "patient.name.given"),
  );
  return [...new Set(names)].toSorted();
}

interface Injection {
  readonly fault: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

async function truthOf(control: string): Promise<Named["truth"]> {
  const answer = await fetch(`${control}/truth`);
  // The practice's own answer.
  const { truth } = (await answer.json()) as { truth: readonly Injection[] };
  const changed = truth.filter(({ before, after }) => before !== after);
  const byFault = Map.groupBy(changed, ({ fault }) => fault);
  return Object.fromEntries(
    [...byFault].map(([fault, all]) => [
      fault,
      // What concerns a whole record is written with a star.
      carried(all.map(({ field }) => field).filter((field) => !field.includes("*"))),
    ]),
  );
}

/**
 * Runs the round trip over real HTTP against a practice with the faults of a list, and checks that
 * the differences of the report, those in the store and the report's faults bear the same names.
 */
export async function runUnder(list: string, seed: string, count: number): Promise<Named> {
  const bench = await setUpPracticeRun();
  try {
    bench.practice.setFaults(parseFaults(list));
    const handle = await startRun(bench.deps, {
      profile: { ...bench.profile, window: "PT3S" },
      people: people(seed, count, { mess: parseMess("coverage") }),
      keep: false,
    });
    const { outcome, report } = await handle.result;
    expect(outcome).toBe("done");
    const ids = new Set(report.faults.map(({ id }) => id));
    const reported = report.cases.flatMap(({ differences }) => differences);
    const misnamed = reported.filter(({ faults }) => !faults.every(({ id }) => ids.has(id)));
    expect(misnamed).toEqual([]);
    const stored: unknown[] = [];
    for await (const { rounds } of bench.workspace.read.comparisons.ofRun(runId(handle.id))) {
      for (const { differences } of rounds)
        stored.push(...differences.filter(({ verdict }) => verdict !== "not-compared"));
    }
    // A person who is not there has no differences in the report.
    if (report.cases.every(({ hops }) => hops.stored !== "not-found"))
      expect(stored).toEqual(reported);
    return {
      exit: reportExit(report),
      faults: Object.fromEntries(report.faults.map(({ id, fields }) => [id, carried(fields)])),
      truth: await truthOf(bench.practice.addresses.control),
      also: report.faults.flatMap(({ also }) => also),
      leftOver: report.cleanup?.left.length ?? 0,
    };
  } finally {
    await bench.close();
  }
}
