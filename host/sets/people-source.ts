import { messyBefore } from "../../core/mess/messy-order.ts";
import { makePerson, type PeopleSet, type Person } from "../../core/people/make-person.ts";

/** A person of a set, made anew or kept in its file: the clean chart is only known to who makes it. */
export type SetPerson = Omit<Person, "clean">;

/** The people of a set in their order, made when they are asked for or kept as they were. */
export interface PeopleSource {
  readonly count: number;
  /** How many are clean on purpose. */
  readonly controls: number;
  /** @throws RangeError where the reserved chart numbers do not suffice */
  readonly at: (index: number) => SetPerson;
}

/** The first people of a set, made anew each time. */
export function madePeople(set: PeopleSet, count: number): PeopleSource {
  const controls = set.mess.preset === "none" ? count : count - messyBefore(count);
  return { count, controls, at: (index) => makePerson(set, index) };
}
