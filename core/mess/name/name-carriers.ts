import type { RecordedSex } from "../../people/plain-names.ts";
import { type Acting, carrier, change, type MessChange } from "../operator.ts";

export const family = "patient.name.family";
export const given = "patient.name.given";

/** Puts a carrier in the place of the list name; the sentinel stays behind it in the letters. */
export function named(
  acting: Acting,
  field: string,
  list: readonly string[],
): readonly MessChange[] {
  return [change(field, "", carrier(list, acting.variant) + acting.token(field))];
}

interface NameLists {
  readonly family: readonly string[];
  readonly given?: Readonly<Record<RecordedSex, readonly string[]>>;
}

/** Acts on the first or the last name, whichever is the target. No carrier ends in a consonant and
 * a, e or u: that would blur the token behind it. */
export function fromLists(lists: NameLists): (acting: Acting) => readonly MessChange[] {
  return (acting) =>
    acting.target === given && lists.given !== undefined
      ? named(acting, given, lists.given[acting.making.sex])
      : named(acting, family, lists.family);
}
