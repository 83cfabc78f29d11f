import { exposing, ofDeletions, rare, wellCovered } from "./injections.ts";
import type { Injection } from "./injections.ts";
import { partOfRecorded } from "./part-of-recorded.ts";
import type { PracticeLine } from "./practice-line.ts";
import { messySet, recordPeople } from "./record-people.ts";
import type { Recorded } from "./record-people.ts";
import { whoCanBeHurt } from "./who-can-be-hurt.ts";

export interface CrowdPlan {
  readonly seed: string;
  /** People who are recorded of the coverage preset, for all classes. */
  readonly everybody: number;
}

/** Some people of those who were recorded, and who of all they are. */
export interface Crowd {
  readonly recorded: Recorded;
  readonly names: readonly string[];
}

/** Of a crowd of the coverage preset, those whom the fault can hurt; the others are there as in life. */
const hurtShare = 0.6;

/** Chooses for each run the people who carry what the fault can hurt, each run other ones. */
export class Crowds {
  readonly #line: PracticeLine;
  readonly #plan: CrowdPlan;
  readonly #everybody = new Map<string, Recorded>();
  /** How often everybody's were chosen from for a class, so that nobody is hurt twice alike. */
  readonly #turns = new Map<string, number>();
  readonly #hurt = new Map<string, readonly number[] | null>();

  constructor(line: PracticeLine, plan: CrowdPlan) {
    this.#line = line;
    this.#plan = plan;
  }

  /**
   * People for run number `at` of a class: every second time such as the mess that is made for it gives,
   * and always where the coverage preset has too few whom it hurts.
   */
  async choose(injection: Injection, at: number, count: number): Promise<Crowd> {
    const { truth, fault, route, rounds } = injection;
    if (rare.has(truth)) return this.#madeFor(injection, at, count);
    const all = await this.#general(injection);
    const hurt = this.#hurtOf(all, injection);
    const turn = this.#turns.get(truth) ?? 0;
    const wanted = Math.ceil(count * (hurt === null ? 1 : hurtShare));
    const few = hurt !== null && hurt.length < Math.min(wanted, 10);
    const usedUp = (turn + 1) * wanted > (hurt?.length ?? this.#plan.everybody);
    if ((few || usedUp || at % 2 === 1) && !wellCovered.has(truth)) {
      const made = await this.#madeFor(injection, at, count);
      if (!few || whoCanBeHurt(made.recorded, rounds, fault, route)?.length !== 0) return made;
    }
    this.#turns.set(truth, turn + 1);
    return pick(all, hurt, turn, wanted, count);
  }

  /** Worked out once for each way; a class comes back to its ways. */
  #hurtOf(all: Recorded, { fault, rounds, route }: Injection): readonly number[] | null {
    const key = JSON.stringify([fault, rounds, route]);
    const known = this.#hurt.get(key);
    if (known !== undefined) return known;
    const made = whoCanBeHurt(all, rounds, fault, route);
    this.#hurt.set(key, made);
    return made;
  }

  async #general({ rounds, route, truth }: Injection): Promise<Recorded> {
    const removes = ofDeletions.has(truth);
    const key = `${rounds} ${route} ${removes}`;
    const found = this.#everybody.get(key);
    if (found !== undefined) return found;
    const { seed, everybody } = this.#plan;
    const made = await recordPeople(await this.#line.on(route), messySet(seed), {
      count: everybody,
      rounds,
      removes,
    });
    this.#everybody.set(key, made);
    return made;
  }

  async #madeFor({ rounds, route, truth }: Injection, at: number, count: number): Promise<Crowd> {
    const set = messySet(`${this.#plan.seed} ${truth} ${at}`, exposing(truth));
    const removes = ofDeletions.has(truth);
    const recorded = await recordPeople(await this.#line.on(route), set, {
      count,
      rounds,
      removes,
    });
    return { recorded, names: Array.from({ length: count }, (_, person) => `${at} ${person}`) };
  }
}

/** Whom the fault can hurt first, then others, whole clusters at a time, from another place each turn. */
function pick(
  all: Recorded,
  hurt: readonly number[] | null,
  turn: number,
  wanted: number,
  count: number,
): Crowd {
  const groups = groupsOf(all);
  const isHurt = new Set(hurt ?? []);
  const first = groups.filter((group) => group.some((position) => isHurt.has(position)));
  const others = groups.filter((group) => !first.includes(group));
  const chosen: number[] = [];
  const take = (from: readonly (readonly number[])[], each: number, most: number): void => {
    const start = from.length === 0 ? 0 : (turn * each) % from.length;
    for (const group of [...from.slice(start), ...from.slice(0, start)]) {
      if (chosen.length >= most) return;
      chosen.push(...group);
    }
  };
  take(first, wanted, wanted);
  take(others, count - chosen.length, count);
  const positions = chosen.toSorted((a, b) => a - b);
  return {
    recorded: partOfRecorded(all, positions),
    names: positions.map((position) => `everybody ${position}`),
  };
}

/** Positions of the people who were made together. */
function groupsOf({ rounds }: Recorded): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [at, { person }] of (rounds[0]?.sent ?? []).entries()) {
    const name = person.cluster?.id ?? person.id;
    groups.set(name, [...(groups.get(name) ?? []), at]);
  }
  return [...groups.values()];
}
