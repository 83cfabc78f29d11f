import type { ComparedCase } from "../../core/compare/build-report.ts";
import { compareRound, keyOf } from "../../core/compare/compare-round.ts";
import type { StoredState } from "../../core/compare/report.ts";
import type { RoundComparison } from "../../core/compare/result.ts";
import { carriedByFhir } from "../../core/fhir/carried-by-fhir.ts";
import type { FieldExpectation } from "../../core/mess/expectation.ts";
import { peopleSentinels } from "../../core/people/make-person.ts";
import type { Reading } from "./practice-line.ts";
import type { Recorded, SentPerson } from "./record-people.ts";

/** With sentinels, or with the natural values alone, as foreign files are seen. */
export type Arm = "sentinels" | "blind";
export const arms: readonly Arm[] = ["sentinels", "blind"];

export interface CompareOptions {
  readonly arm: Arm;
  readonly round: 1 | 2;
  /** Whether the default rules act; off, every value must survive. */
  readonly rules: boolean;
  /** What was read before this reading, in the same round. */
  readonly earlier?: Reading;
  /** What was read after the first of two rounds. */
  readonly first?: Reading | null;
  /** Whose record came only after the window. */
  readonly late?: ReadonlySet<number>;
  /** Classes that are not to be named. */
  readonly unlisted?: ReadonlySet<string>;
}

/** Compares what was read back with what was generated, as a run does, one case per person. */
export function compareReading(
  recorded: Recorded,
  reading: Reading,
  options: CompareOptions,
): readonly ComparedCase[] {
  const { sent } = recorded.rounds[options.round - 1] ?? { sent: [] };
  return sent.map((one, at): ComparedCase => {
    const stored = storedOf(reading, at, options.late);
    const before = firstRound(recorded, options, at);
    const look = options.earlier && compareOne(recorded, options.earlier, options, one, at, null);
    const seen = look === undefined ? null : new Set(look?.matched ?? []);
    const previous = [before, look].filter((each) => each !== null && each !== undefined);
    const compared = compareOne(recorded, reading, options, one, at, seen, previous);
    const { id, control } = one.person;
    return {
      id: `measure/${id}`,
      scenario: null,
      person: id,
      pairedBy: null,
      hops: { sent: reading.answers[at] ?? "not-sent", stored },
      rounds: compared === null ? [] : [compared],
      control,
      receipt: { says: reading.says?.[at] ?? [], names: null, found: null },
      generated: one.chart,
    };
  });
}

/** What the look after the first round said, where there was one. */
function firstRound(
  recorded: Recorded,
  options: CompareOptions,
  at: number,
): RoundComparison | null {
  const sent = recorded.rounds[0]?.sent[at];
  if (options.round === 1 || options.first == null || sent === undefined) return null;
  return compareOne(recorded, options.first, { ...options, round: 1 }, sent, at, null);
}

function storedOf(
  reading: Reading,
  at: number,
  late: ReadonlySet<number> | undefined,
): StoredState {
  const charts = reading.charts[at] ?? 0;
  if (charts === 0) return "not-found";
  if (late?.has(at) === true) return "late";
  return charts > 1 ? "ambiguous" : "found";
}

function compareOne(
  recorded: Recorded,
  reading: Reading,
  { arm, round, rules, unlisted }: CompareOptions,
  { person, chart, encoded }: SentPerson,
  at: number,
  seen: ReadonlySet<string> | null,
  previous: readonly RoundComparison[] = [],
): RoundComparison | null {
  const observed = reading.people.get(at);
  if (observed === undefined) return null;
  const { expectations } = person;
  return compareRound({
    person: person.id,
    ...(arm === "blind" ? {} : { index: person.index, sentinels: peopleSentinels(recorded.set) }),
    round,
    generated: chart,
    earlier: round === 1 ? [] : [person.chart],
    previous,
    hops: [
      {
        hop: "sent",
        observed: { ...encoded, problems: [], resources: [] },
        exchanges: ["sent", ""],
      },
      { hop: "target", observed, exchanges: [] },
    ],
    expectations: rules ? expectations : chart.values.map(mustSurvive),
    rules: [],
    ...(unlisted === undefined ? {} : { unlisted }),
    carries: carriedByFhir,
    elsewhere: (identifier) => reading.elsewhere?.get(identifier) ?? null,
    seenBefore: (field, entry) => {
      if (seen?.has(keyOf(field, entry)) !== true) return [];
      const row = chart.values.find((value) => value.field === field && value.entry === entry);
      return row !== undefined && "value" in row ? [row.value] : [];
    },
  });
}

/** What must survive switches every rule off but those that change no value (decisions.md 9). */
function mustSurvive({
  field,
  entry,
}: Pick<FieldExpectation, "field" | "entry">): FieldExpectation {
  const any = [{ expect: "must-survive" }] as const;
  return { field, entry, operators: [], clean: null, messy: null, any };
}
