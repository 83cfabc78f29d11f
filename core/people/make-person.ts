import type { Chart, ChartValue } from "../catalogue/chart.ts";
import { fieldId } from "../catalogue/fields.ts";
import { applyMess, type Messed } from "../mess/apply-mess.ts";
import { describeCluster } from "../mess/describe-cluster.ts";
import type { FieldExpectation } from "../mess/expectation.ts";
import type { MessOperator } from "../mess/operator.ts";
import { messOperators } from "../mess/operators.ts";
import { isControl } from "../mess/messy-order.ts";
import { pickOperators } from "../mess/pick-operators.ts";
import { makeChartDraft } from "./chart-draft.ts";
import {
  putAllergies,
  putMedications,
  putProblems,
  putResults,
  putVitals,
} from "./clinical-values.ts";
import { putImmunization, putNote } from "./care-values.ts";
import { phoneKinds, putEmergencyContact, putTelecom } from "./contact-values.ts";
import { laterReactions } from "./clinical-tables.ts";
import { doseWithOneDecimal } from "./doses.ts";
import { putAddress, putBirthAndSex, putIdentity, putName } from "./identity-values.ts";
import { type Making, startMaking, withWord } from "./making.ts";
import { putCharge, putOrder, putReferral } from "./order-values.ts";
import { type NextValue, type PeopleSet, type Person, personId } from "./people-set.ts";
import {
  putConsent,
  putContactFurther,
  putGuarantor,
  putRegistration,
} from "./registration-values.ts";
import type { SentinelReader } from "./sentinel.ts";
import { makeSetNumbers, type SetNumbers } from "./set-numbers.ts";
import { putAppointment, putCoverage, putEncounter } from "./visit-values.ts";

export type { PeopleSet, Person } from "./people-set.ts";

/** What every person has before mess comes; later ones look at what earlier ones have put. */
const baseValues: readonly ((making: Making) => void)[] = [
  putIdentity,
  putName,
  putBirthAndSex,
  putAddress,
  putTelecom,
  putRegistration,
  putEmergencyContact,
  putContactFurther,
  putGuarantor,
  putConsent,
  putAllergies,
  putMedications,
  putProblems,
  putCoverage,
  putEncounter,
  putAppointment,
  putResults,
  putVitals,
  putOrder,
  putCharge,
  putReferral,
  putImmunization,
  putNote,
];

/**
 * Person number `index` (from 0) of a set: the clean chart, the messy one that is sent, and what
 * must become of each messy value. How many people are made changes nothing. Throws a RangeError
 * for a date that does not exist and where the reserved chart numbers do not suffice.
 */
export function makePerson(
  set: PeopleSet,
  index: number,
  catalogue: readonly MessOperator[] = messOperators,
): Person {
  const id = personId(index);
  const making = baseOf(set, index);
  const clean = making.draft.chart(id);
  const picked = pickOperators(set.mess, making, catalogue);
  const messed = applyMess(making, picked, (other) => baseOf(set, other));
  return {
    id,
    index,
    control: isControl(index) || set.mess.preset === "none",
    clean,
    chart: messed.expectations.length === 0 ? clean : messed.draft.chart(id),
    expectations: messed.expectations,
    operators: messed.operators,
    notApplied: messed.notApplied,
    nextValues: nextValues(making, messed),
    nextExpectations: messed.laterExpectations,
    cluster: picked.cluster === null ? null : describeCluster(picked.cluster),
  };
}

/** A person before mess comes. */
function baseOf(set: PeopleSet, index: number): Making {
  const making = startMaking(set, numbersOf(set), index);
  for (const put of baseValues) put(making);
  return making;
}

/**
 * The chart of a later round and what must become of it: another home phone, another dose of the
 * first medicine, another reaction to the first allergy (or another wording of the first problem
 * where no allergy is known). No value of round 2 equals one of round 1; round 3 is read, not sent.
 */
export function changedChart(
  person: Pick<Person, "id" | "chart" | "expectations" | "nextValues" | "nextExpectations">,
  round: 2,
): { readonly chart: Chart; readonly expectations: readonly FieldExpectation[] } {
  if (round !== 2) throw new RangeError(`Round ${String(round)} changes nothing.`);
  const draft = makeChartDraft(person.chart.values);
  const changed = new Set<string>();
  for (const next of person.nextValues) {
    changed.add(`${next.field}\u001f${next.entry}`);
    if ("value" in next) draft.put(next.field, next.entry, next.value);
    else if ("absent" in next) draft.putAbsent(next.field, next.entry, next.absent);
    else draft.remove(next.field, next.entry);
  }
  const kept = person.expectations.filter(
    ({ field, entry }) => !changed.has(`${field}\u001f${entry}`),
  );
  return {
    chart: draft.chart(person.id),
    expectations: [...kept, ...person.nextExpectations],
  };
}

/** Reads the sentinels of a set out of any text: which person, field, entry and round it was made for. */
export function peopleSentinels(set: PeopleSet): SentinelReader {
  return numbersOf(set).sentinels;
}

const known = new WeakMap<PeopleSet, SetNumbers>();

/** What the people of a set share is worked out once. */
function numbersOf(set: PeopleSet): SetNumbers {
  const before = known.get(set);
  if (before !== undefined) return before;
  const made = makeSetNumbers(set);
  known.set(set, made);
  return made;
}

function nextValues(making: Making, messed: Messed): readonly NextValue[] {
  const ofEverybody = everybodysNext(making, messed);
  const later = messed.later.map(({ any: _, ...next }): NextValue => next);
  const decided = new Set(later.map(({ field, entry }) => `${field}\u001f${entry}`));
  return [
    ...ofEverybody.filter(({ field, entry }) => !decided.has(`${field}\u001f${entry}`)),
    ...later,
  ];
}

function everybodysNext(making: Making, { draft }: Messed): readonly ChartValue[] {
  const { numbers, index } = making;
  const hasReaction = draft.text("allergy.reaction", "al-1/reaction-1") !== null;
  const value = (field: string, entry: string, text: string): ChartValue => ({
    field: fieldId(field),
    entry,
    value: text,
  });
  const reaction = "al-1/reaction-1";
  // What mess has taken away as a whole has nothing that could change.
  const stands = ({ field, entry }: ChartValue): boolean =>
    field === "medication.dose-value"
      ? draft.has("medication.name", entry)
      : field !== "problem.text" || draft.has("problem.identifier", entry);
  return [
    value("patient.telecom.home", "", numbers.phone(index, phoneKinds.homeLater)),
    value(
      "medication.dose-value",
      "rx-1",
      doseWithOneDecimal(256 + numbers.blockSlot(index, "dose")),
    ),
    hasReaction
      ? value(
          "allergy.reaction",
          reaction,
          withWord(
            making.draw("allergy.reaction", reaction, "round-2").pick(laterReactions),
            making.token("allergy.reaction", reaction, 2),
          ),
        )
      : value(
          "problem.text",
          "dx-1",
          withWord("Wording changed", making.token("problem.text", "dx-1", 2)),
        ),
  ].filter(stands);
}
