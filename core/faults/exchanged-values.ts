import type { PersonId } from "../catalogue/chart.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import type { Strangers } from "./find-strangers.ts";
import { isDateField, isUnexplained } from "./find-strangers.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";

/** Values that hardly two people have by chance. */
const ofOnePerson = new Set(["phone", "email", "identifier", "text.address"]);
/** Likelier than no known pattern, and less likely than any fault that a value shows by itself. */
const cost = 0.9;
/** Of a whole record: likelier than that one was dropped and another one, of the same words, made up. */
const ofMoved = 0.3;

/**
 * Whether a value of a file is what another person of it has in this field. Files have no sentinels, so it is no
 * more than possible (decisions.md 27): that it is unknown stands beside it. Two people whose values changed
 * places say it for any kind of value; else it has to be one that a single other person has.
 */
export function exchangedValues(
  cases: readonly ComparedCase[],
  strangers: Strangers,
): (compared: ComparedCase, difference: Difference) => readonly Hypothesis[] {
  const changed = new Map<string, PersonId[]>();
  for (const { person, fromFiles, rounds } of cases) {
    if (fromFiles !== true) continue;
    for (const { differences } of rounds) {
      for (const each of differences.filter(isUnexplained)) {
        const key = keyOf(each.field, each.source, each.target);
        const known = changed.get(key) ?? [];
        changed.set(key, known);
        if (known.at(-1) !== person) known.push(person);
      }
    }
  }
  const moved = movedRecords(cases);
  return ({ person, fromFiles }, difference) => {
    const { field, source, target } = difference;
    if (fromFiles !== true) return [];
    const record = moved.get(difference);
    if (record !== undefined) return [record];
    if (typeof target !== "string" || target === "" || !isUnexplained(difference)) return [];
    const [back, another] = (
      changed.get(keyOf(field, difference.target, difference.source)) ?? []
    ).filter((other) => other !== person);
    if (back !== undefined && another === undefined && typeof source === "string") {
      const why = `Possibly another patient's value: ${quoted(source)} and ${quoted(target)} changed places with ${back}.`;
      return [possibly(why)];
    }
    if (isDateField(field) || !ofOnePerson.has(fieldById(field)?.form ?? "")) return [];
    const owner = strangers.possibly(person, difference);
    if (owner === null) return [];
    return [
      possibly(
        `Possibly another patient's value: ${quoted(target)} is what ${owner} has in this field.`,
      ),
    ];
  };
}

/** A record that one person lost, and one that says the same and another person got: no third one is like them. */
function movedRecords(cases: readonly ComparedCase[]): ReadonlyMap<Difference, Hypothesis> {
  const sides = { missing: new Map<string, Entry[]>(), extra: new Map<string, Entry[]>() };
  for (const { person, fromFiles, rounds } of cases) {
    if (fromFiles !== true) continue;
    for (const { differences } of rounds) {
      const entries = Map.groupBy(differences, ({ entry, field, verdict }) =>
        entry === "" ? "" : `${verdict} ${field.slice(0, field.indexOf("."))} ${entry}`,
      );
      entries.delete("");
      for (const values of entries.values()) {
        const verdict = values[0]?.verdict;
        if (verdict !== "missing" && verdict !== "extra") continue;
        const said = values.map(({ field, source, target }) => keyOf(field, source ?? target));
        const key = said.toSorted().join("\u0001");
        const known = sides[verdict].get(key) ?? [];
        sides[verdict].set(key, known);
        known.push({ person, values });
      }
    }
  }
  const found = new Map<Difference, Hypothesis>();
  for (const [key, [lost, another]] of sides.missing) {
    const [got, further] = sides.extra.get(key) ?? [];
    if (lost === undefined || got === undefined || another !== undefined || further !== undefined)
      continue;
    if (lost.person === got.person) continue;
    const why = `Possibly on another patient's chart: what ${lost.person} had stands at ${got.person} now.`;
    const away = { ...possibly(why), cost: ofMoved, beside: ["DROP-RECORD", "UNKNOWN"] };
    for (const each of lost.values) found.set(each, away);
    for (const each of got.values) found.set(each, { ...possibly(why), cost: ofMoved });
  }
  return found;
}

interface Entry {
  readonly person: PersonId;
  readonly values: readonly Difference[];
}

function possibly(why: string): Hypothesis {
  return { atoms: [atomOf("CROSS-PATIENT", {})], cost, beside: ["UNKNOWN"], why };
}

function keyOf(field: string, ...texts: readonly (string | null | undefined)[]): string {
  return [field, ...texts.map((text) => text ?? "")].join("\u0000");
}
