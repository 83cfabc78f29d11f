import { presets } from "../../host/practice/faults/catalogue.ts";
import type { FaultSwitch, Route } from "../../host/practice/faults/fault.ts";
import { routes } from "../../host/practice/faults/fault.ts";
import { arms } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import { injectionsByClass, slow } from "./injections.ts";
import { judgeRun } from "./judge-run.ts";
import type { JudgedRun } from "./judge-run.ts";
import type { PracticeLine } from "./practice-line.ts";
import { rankOf } from "./rank-of.ts";
import { messySet, recordPeople } from "./record-people.ts";
import type { Recorded } from "./record-people.ts";
import { runInjection } from "./run-injection.ts";
import { twinDifference } from "./twin.ts";

/** Several faults at once: how much of what they did is seen, and how much of it has a name. */
export interface MixedCount {
  readonly faults: readonly string[];
  readonly route: Route;
  readonly effects: number;
  readonly seen: number;
  /** Seen, and one of the faults that are on is the name, in it, or in the set that is shown. */
  readonly oneRight: number;
  readonly unknown: number;
}

export type MixedCounts = Readonly<Record<Arm, readonly MixedCount[]>>;

export interface MixedPlan {
  readonly seed: string;
  readonly people: number;
}

/** A run in which several faults were on. */
export interface MixedRun extends JudgedRun {
  readonly faults: readonly string[];
  readonly route: Route;
}

/** People who were recorded for mixes, by route. */
export class MixedBench {
  readonly #line: PracticeLine;
  readonly #plan: MixedPlan;
  readonly #recorded = new Map<Route, Recorded>();

  constructor(line: PracticeLine, plan: MixedPlan) {
    this.#line = line;
    this.#plan = plan;
  }

  /** Mixes number `from` and on: the practice's own ones first, then three to five faults at random. */
  async *runs(from: number, count: number): AsyncGenerator<MixedRun> {
    for (let at = from; at < from + count; at++) {
      const route = routes[at % routes.length] ?? "fhir";
      const faults = mixOf(this.#plan.seed, at);
      const line = await this.#line.on(route);
      const recorded = await this.#people(route);
      const clean = recorded.rounds[0]?.clean;
      if (clean === undefined) throw new Error("Nobody was recorded.");
      const faulty = await runInjection(line, recorded, faults, 1);
      const { effects } = twinDifference(clean, faulty.reading);
      const on = [...new Set(faults.map(({ id }) => id))];
      yield { ...faulty, recorded, rounds: 1, effects, faults: on, route };
    }
  }

  async #people(route: Route): Promise<Recorded> {
    const known = this.#recorded.get(route);
    if (known !== undefined) return known;
    const { seed, people } = this.#plan;
    const made = await recordPeople(await this.#line.on(route), messySet(`${seed} mixed`), {
      count: people,
      rounds: 1,
    });
    this.#recorded.set(route, made);
    return made;
  }
}

/** What is said of mixes. */
export async function measureMixed(runs: AsyncIterable<MixedRun>): Promise<MixedCounts> {
  const counts: Record<Arm, MixedCount[]> = { sentinels: [], blind: [] };
  for await (const run of runs) {
    const { faults, route } = run;
    for (const arm of arms) {
      const judged = judgeRun(run, arm).effects;
      const seen = judged.filter(({ sight }) => sight === "seen");
      const right = seen.filter(({ named: { ids, oneOf } }) =>
        [ids, ...oneOf].flat().some((id) => faults.includes(id)),
      );
      const unknown = seen.filter(({ named }) => named.ids[0] === "UNKNOWN").length;
      const numbers = { effects: judged.length, seen: seen.length, oneRight: right.length };
      counts[arm].push({ faults, route, ...numbers, unknown });
    }
  }
  return counts;
}

const ready = presets.filter(({ faults }) => faults.length > 2);

function mixOf(seed: string, at: number): readonly FaultSwitch[] {
  const preset = ready[at];
  // The second round of an update is measured for each class alone.
  if (preset !== undefined) return preset.faults.filter(({ id }) => !slow.has(id));
  const all = [...injectionsByClass()].flatMap(([truth, ways]) => {
    const usable = ways.filter(({ rounds, route }) => rounds === 1 && route === "fhir");
    const way = usable[rankOf(`${seed} ${at} ${truth} way`) % Math.max(1, usable.length)];
    return way === undefined || slow.has(truth) ? [] : [{ truth, fault: way.fault }];
  });
  return all
    .toSorted((a, b) => rankOf(`${seed} ${at} ${a.truth}`) - rankOf(`${seed} ${at} ${b.truth}`))
    .slice(0, 3 + (at % 3))
    .map(({ fault }) => fault);
}
