import type { z } from "zod";
import type { messOutcome } from "../../api/calls/coverage.ts";
import type { RoundComparison } from "../../core/compare/result.ts";
import { isUnallowed } from "../../core/compare/verdict.ts";
import type { RunId } from "../../db/ids.ts";
import type { CaseRecord, PersonRecord } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import { valueKey } from "./hop-values.ts";

export type MessOutcome = z.infer<typeof messOutcome>;

/** One planted value of one case, and what became of it. */
export interface PlantedOutcome {
  readonly case: CaseRecord;
  readonly operator: string;
  readonly field: string;
  /** `field entry`. */
  readonly key: string;
  readonly outcome: MessOutcome;
}

type Planted = PersonRecord["operators"][number];

/**
 * What became of a planted value over all rounds. An expectation that was not met is a failure, also
 * where nothing differs; a value that was not compared is never a pass.
 */
export function outcomeOf(
  { field, entry }: Pick<Planted, "field" | "entry">,
  rounds: readonly RoundComparison[],
): MessOutcome {
  const last = rounds.at(-1);
  if (last === undefined) return "not-compared";
  const here = (each: { readonly field: string; readonly entry: string }) =>
    each.field === field && each.entry === entry;
  const expectations = rounds.flatMap((round) => round.expectations.filter(here));
  if (expectations.some(({ met }) => met === false)) return "failed";
  const differences = rounds.flatMap((round) => round.differences.filter(here));
  if (differences.some(({ verdict }) => isUnallowed(verdict))) return "failed";
  if (expectations.some(({ met }) => met === "undecided")) return "undecided";
  const compared = last.matched.length + last.allowed.length + last.differences.length > 0;
  if (!compared) return wasRefusedAsAsked(last) ? "passed" : "not-compared";
  const arrived =
    last.matched.includes(valueKey(field, entry)) ||
    rounds.some(({ allowed }) => allowed.some(here));
  // a value that was left out on purpose, and that nobody made up on the way, has no row at all
  return arrived || differences.length === 0 ? "passed" : "not-compared";
}

/** A record that should be refused and was: nothing is left to compare, and nothing is open. */
function wasRefusedAsAsked({ verdict, expectations }: RoundComparison): boolean {
  return verdict === "match" && expectations.length === 0;
}

/** Runs whose outcomes are kept; more are read again. */
const mostKept = 50;

/** Reads the planted values of a run with their outcomes, and keeps them until a case of it changes. */
export function makeOutcomesReader() {
  const kept = new Map<string, { readonly key: string; readonly all: readonly PlantedOutcome[] }>();

  return async function outcomes(
    workspace: Workspace,
    id: RunId,
  ): Promise<readonly PlantedOutcome[]> {
    const { read } = workspace;
    const run = await read.runs.summary(id);
    if (run === null) return [];
    const key = JSON.stringify(run.tally);
    const place = `${workspace.path} ${id}`;
    const known = kept.get(place);
    if (known?.key === key) return known.all;
    const all: PlantedOutcome[] = [];
    const people = new Map<number, PersonRecord>();
    for await (const { case: record, rounds } of read.comparisons.ofRun(id)) {
      const { personIndex } = record;
      if (!people.has(personIndex)) {
        const page = await read.people.persons(run.peopleSet, personIndex, 500);
        for (const person of page) people.set(person.index, person);
      }
      for (const planted of people.get(personIndex)?.operators ?? []) {
        const { id: operator, field, entry } = planted;
        const outcome = outcomeOf(planted, rounds);
        all.push({ case: record, operator, field, key: valueKey(field, entry), outcome });
      }
    }
    if (kept.size >= mostKept) kept.clear();
    kept.set(place, { key, all });
    return all;
  };
}
