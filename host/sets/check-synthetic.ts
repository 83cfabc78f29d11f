import { textOf } from "../../core/catalogue/chart.ts";
import { peopleSentinels, type PeopleSet } from "../../core/people/make-person.ts";
import { defaultMarker } from "../../core/people/people-set.ts";
import type { SetPerson } from "./people-source.ts";

const mrnField = "patient.identifier.mrn";
/** Numbers that no system issues begin with this. */
const testNumber = /^ZZT/;

/**
 * Why a stored record cannot be taken for one of our made-up people; null where it can. It must carry,
 * all of them: the family marker, a chart number of the set's reserved range, a test number of ours, and
 * a sentinel of this very person of this very recipe (decisions.md 5 and 7). Mess takes none of them all.
 */
export function whyNotSynthetic(person: SetPerson, set: PeopleSet): string | null {
  const values = person.chart.values.map((value) => ({ value, text: textOf(value) ?? "" }));
  const { marker = defaultMarker } = set;
  if (!values.some(({ text }) => text.toLowerCase().includes(marker.toLowerCase())))
    return `it does not carry the mark ${marker}`;
  const { from, to } = set.mrn;
  const numbers = values.filter(({ value }) => value.field === mrnField);
  const inRange = numbers.some(({ text }) => {
    const digits = text.replaceAll(/\D/g, "");
    return digits !== "" && Number(digits) >= Number(from) && Number(digits) <= Number(to);
  });
  if (!inRange) return `it has no chart number from ${from} to ${to}`;
  if (!values.some(({ text }) => testNumber.test(text))) return "it has no test number";
  const sentinels = peopleSentinels(set);
  const ours = values.some(({ text }) =>
    sentinels.find(text).some((hit) => hit.person === person.index),
  );
  return ours ? null : "no value in it carries the sign of this recipe";
}
