import type { FieldId } from "../catalogue/field.ts";
import type { Draw } from "../people/draw.ts";
import type { Making } from "../people/making.ts";
import {
  address,
  asFirst,
  birthDate,
  cards,
  family,
  given,
  home,
  onePerson,
  ssn,
  without,
} from "./clusters.ts";
import type { Acting, ClusterKind, MessChange } from "./operator.ts";

/** What a second registration repeats of the first one. */
const repeated = [...onePerson, ...address, home] as const;

/** Numbers that would prove who it is. */
const notAsked = [ssn, ...cards] as const;

/** All that a second registration takes over or leaves out. */
export const secondRecordFields: readonly string[] = [...repeated, ...notAsked];

/** Two records of one person: a name or a birth date that differs leaves weak marks alone. */
export const twoRecords: ClusterKind = {
  members: 2,
  same: true,
  agrees: (_, target) => ([family, given, birthDate].includes(target) ? "weak" : "strong"),
};

/** Two records of one person, in which the one thing that differs is no reason for doubt. */
export const twoRecordsAlike: ClusterKind = { members: 2, same: true, agrees: "strong" };

/** The first record of a person, as whoever makes the second one sees it. */
export interface FirstRecord {
  readonly target: FieldId;
  readonly variant: number;
  readonly making: Making;
  text(field: string): string | null;
  /** A draw that both records share. */
  draw(name: string): Draw;
}

/** What stands in the first record, and what in the second one in its place. */
export interface TwoSpellings {
  readonly first: readonly MessChange[];
  readonly second: readonly MessChange[];
}

/** Makes the second record of a person, alike but for what `spell` says. */
export function secondRecord(
  id: string,
  spell: (first: FirstRecord) => TwoSpellings,
): (acting: Acting) => readonly MessChange[] {
  return (acting) => {
    const { making, text } = acting.other(0);
    const { target, variant } = acting;
    const spelt = spell({
      target,
      variant,
      making,
      text,
      draw: (name) => making.draw(id, target, name),
    });
    if (acting.member === 0) return spelt.first;
    return [
      ...asFirst(acting, repeated),
      ...without(acting, notAsked),
      ...spelt.first,
      ...spelt.second,
    ];
  };
}
