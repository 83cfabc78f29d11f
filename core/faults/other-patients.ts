import type { PersonId } from "../catalogue/chart.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import { isDateField, isTelling, isUnexplained } from "./find-strangers.ts";
import type { Strangers } from "./find-strangers.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";
import { confirmedFrom } from "./settle-names.ts";

/** What in a run may be another patient's (faults.md 4.6, CROSS-PATIENT; decisions.md 27). */
export type OtherPatients = (compared: ComparedCase) => InChart;

/** What in one chart may be another patient's. */
export interface InChart {
  /** By a whole sentinel, or by three independent fields of one other person. */
  readonly surely: (difference: Difference) => Hypothesis | null;
  /**
   * As far as the run and the other differences of the chart suggest it.
   * @param plain what else explains the difference, the best one
   */
  readonly perhaps: (
    difference: Difference,
    beside: readonly Difference[],
    plain: Hypothesis | undefined,
  ) => readonly Hypothesis[];
}

/** What it costs that a value is another person's, by what says so. */
const costs = {
  /** What nothing else explains, and one other person has in this very field, is hardly chance. */
  ofOne: -0.1,
  /** A chart that holds another person's value may well hold a second one. */
  besideOthers: 0.4,
  /** Somebody has it, as many others may. */
  ofSomebody: 0.8,
  /** Somebody has it, and something plainer makes it of the own value. */
  morePlainly: 0.3,
} as const;

export function otherPatients(cases: readonly ComparedCase[], strangers: Strangers): OtherPatients {
  const mixed = isMixed(cases, strangers);
  return (compared) => {
    const { person } = compared;
    const isForeign = (each: Difference): boolean =>
      holdsStranger(each) ||
      strangers.surely(person, each) !== null ||
      (mixed && isUnnamed(each) && strangers.possibly(person, each) !== null);
    // Whoever shares a chart has the others' values in it: they did not stray there.
    const leaked =
      compared.sharedChart === undefined &&
      compared.rounds.some((round) => round.differences.some(isForeign));
    return {
      surely: (difference) => {
        const stranger = strangers.surely(person, difference);
        return stranger === null ? null : crossPatient(0, belongsTo(difference, stranger));
      },
      perhaps: (difference, beside, plain) => {
        const ofOne =
          mixed && (isUnexplained(difference) || isDoubtful(difference))
            ? strangers.possibly(person, difference)
            : null;
        if (ofOne !== null) return [crossPatient(costs.ofOne, probably(difference, ofOne))];
        const suspect = isUnnamed(difference) || sharesLeak(difference, beside, isForeign);
        return [
          ...(suspect && leaked
            ? [crossPatient(costs.besideOthers, besideOthers(difference))]
            : []),
          ...(mixed ? orSomebodys(person, difference, strangers, plain) : []),
        ];
      },
    };
  };
}

function crossPatient(cost: number, why: string): Hypothesis {
  return { atoms: [atomOf("CROSS-PATIENT", {})], cost, why };
}

/**
 * Where several charts hold values of other people, a value that somebody else has may be theirs as well, though
 * it is too short or too common to say whose it is, or something plainer makes it of the own one: both are shown.
 */
function orSomebodys(
  person: PersonId,
  difference: Difference,
  strangers: Strangers,
  plain: Hypothesis | undefined,
): readonly Hypothesis[] {
  const [named, more] = difference.faults;
  if (named === undefined || more !== undefined || difference.verdict !== "delta") return [];
  const nameless = named.id === "UNKNOWN";
  const owner =
    nameless || isOfAnotherEntry(difference)
      ? strangers.anybody(person, difference)
      : isTelling(difference)
        ? strangers.possibly(person, difference)
        : null;
  if (owner === null) return [];
  const cost = nameless ? costs.ofSomebody : (plain?.cost ?? 0) + costs.morePlainly;
  return [{ ...crossPatient(cost, maybe(difference, owner)), beside: [named.id] }];
}

/** A value that says whose it is, and that nothing explains. */
function isUnnamed(difference: Difference): boolean {
  return isTelling(difference) && difference.faults[0]?.id === "UNKNOWN";
}

/** The value of another field of this person, which may be another person's as well (a mother's birth date). */
function isDoubtful({ faults }: Difference): boolean {
  return faults[0]?.id === "CROSS-FIELD" && faults[0].confidence < 1;
}

/**
 * Whether several people have values that are other people's: in one it may be chance (decisions.md 27),
 * and one value that all of them have is a filler.
 */
function isMixed(cases: readonly ComparedCase[], strangers: Strangers): boolean {
  const values = new Set<string>();
  const concerned = cases.filter(({ person, rounds }) => {
    const theirs = rounds
      .flatMap(({ differences }) => differences)
      .filter(
        (each) =>
          !isDateField(each.field) && isUnnamed(each) && strangers.possibly(person, each) !== null,
      );
    for (const { target } of theirs) values.add(target ?? "");
    return theirs.length > 0;
  });
  return concerned.length >= confirmedFrom && values.size >= confirmedFrom;
}

/** What another entry of the list has as well; that the two changed places is not seen. */
function isOfAnotherEntry({ faults }: Difference): boolean {
  return faults[0]?.id === "LIST-MISPAIR" && faults[0].confidence < 1;
}

/** What an entry of the same list has by chance, beside values that are another person's. */
function sharesLeak(
  difference: Difference,
  beside: readonly Difference[],
  isForeign: (difference: Difference) => boolean,
): boolean {
  if (!isOfAnotherEntry(difference)) return false;
  const { field } = difference;
  const group = field.slice(0, field.lastIndexOf(".") + 1);
  return beside.some((other) => other.field.startsWith(group) && isForeign(other));
}

function holdsStranger({ faults }: Difference): boolean {
  return faults.some(({ id }) => id === "CROSS-PATIENT");
}

function belongsTo({ source, target }: Difference, stranger: string): string {
  const wanted = typeof source === "string" ? `, where ${quoted(source)} belongs` : "";
  return `This is another patient's value: ${quoted(target ?? "")} belongs to ${stranger}${wanted}.`;
}

function probably({ target }: Difference, owner: PersonId): string {
  return `Probably another patient's value: ${quoted(target ?? "")} is what ${owner} has in this field.`;
}

function besideOthers({ source, target }: Difference): string {
  const wanted = typeof source === "string" ? ` instead of ${quoted(source)}` : "";
  return `Probably another patient's value: this chart holds values of somebody else, and here ${quoted(target ?? "")}${wanted}.`;
}

function maybe({ target }: Difference, owner: PersonId): string {
  return `It may be another patient's value, as other charts of this run hold such: ${quoted(target ?? "")} is what ${owner} has in this field.`;
}
