import type { ComparedCase } from "../../../core/compare/build-report.ts";
import type { RoundInput } from "../../../core/compare/round-input.ts";
import type { RunFault } from "../../../core/compare/result.ts";
import { inferRunFaults } from "../../../core/faults/infer-run-faults.ts";
import { chartOf, compared } from "../compare/chart-of.ts";

/** `field entry` → text. */
export type Values = Readonly<Record<string, string>>;

export interface Person {
  readonly sent: Values;
  /** Null where nothing was found. */
  readonly came: Values | null;
  readonly more?: Partial<ComparedCase>;
  readonly input?: Partial<RoundInput>;
}

/** Names of a run, as `A+B of A+B|C`, and its faults. */
export interface Inferred {
  readonly faults: readonly RunFault[];
  readonly ids: readonly string[];
  readonly names: readonly string[];
}

/** Lets a run of people be inferred, each of whom is compared in one round; without some classes, as if there were none. */
export function inferred(people: readonly Person[], unlisted?: ReadonlySet<string>): Inferred {
  return inferredOf(casesOf(people), unlisted);
}

function casesOf(people: readonly Person[]): readonly ComparedCase[] {
  return people.map(({ sent, came, more, input }, at) => {
    const person = `p-${String(at + 1).padStart(4, "0")}`;
    const generated = chartOf(sent, person);
    const rounds =
      came === null ? [] : [compared(generated, chartOf(came, person), { person, ...input })];
    return caseOf(person, {
      rounds,
      generated,
      hops: { sent: "accepted", stored: came === null ? "not-found" : "found" },
      ...more,
    });
  });
}

/** The faults of a run, and those of its cases as they were named by it. */
export function inferredTwice(people: readonly Person[]): {
  readonly faults: readonly RunFault[];
  readonly again: readonly RunFault[];
} {
  const { faults, cases } = inferRunFaults(casesOf(people));
  return { faults, again: inferRunFaults(cases).faults };
}

export function caseOf(person: string, more: Partial<ComparedCase>): ComparedCase {
  const hops = { sent: "accepted", stored: "found" } as const;
  return { id: person, scenario: null, person, pairedBy: null, hops, rounds: [], ...more };
}

export function inferredOf(
  cases: readonly ComparedCase[],
  unlisted?: ReadonlySet<string>,
): Inferred {
  const { faults, cases: named } = inferRunFaults(cases, unlisted);
  const names = named.flatMap(({ rounds }) =>
    rounds.flatMap(({ differences }) =>
      differences.map(({ faults: own }) => {
        const sets = own[0]?.oneOf?.map((ids) => ids.join("+")).join("|");
        const ids = own.map(({ id }) => id).join("+");
        return sets === undefined ? ids : `${ids} of ${sets}`;
      }),
    ),
  );
  return { faults, ids: faults.map(({ id }) => id), names };
}
