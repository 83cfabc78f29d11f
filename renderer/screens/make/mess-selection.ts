import type { Reply } from "../../../api/contract.ts";

export type Mess = Reply<"catalogue.mess">;
export type Family = Mess["families"][number];
export type Trick = Family["operators"][number];

/** The tricks that a mess text may plant: those of a preset, or of its families and operators. */
export function chosenTricks(mess: Mess, text: string): ReadonlySet<string> {
  const preset = mess.presets.find(({ id }) => id === text);
  if (preset !== undefined) return new Set(preset.operators);
  const words = text.split(",").map((word) => word.trim());
  const chosen = new Set<string>();
  for (const family of mess.families) {
    const whole = words.includes(family.id) || words.includes(family.letter);
    for (const { id } of family.operators) if (whole || words.includes(id)) chosen.add(id);
  }
  return chosen;
}

/** The mess text of chosen tricks; a family that is chosen whole stands by its name. */
export function messTextOf(mess: Mess, chosen: ReadonlySet<string>): string {
  const words = mess.families.flatMap(({ id, operators }) => {
    const own = operators.filter((operator) => chosen.has(operator.id));
    return own.length === operators.length ? [id] : own.map((operator) => operator.id);
  });
  return words.length === 0 ? "none" : words.join(",");
}

/** How much of a family is chosen. */
export function shareOf(family: Family, chosen: ReadonlySet<string>): "all" | "some" | "none" {
  const count = family.operators.filter(({ id }) => chosen.has(id)).length;
  return count === 0 ? "none" : count === family.operators.length ? "all" : "some";
}

/** The same choice with a whole family switched. */
export function withFamily(
  family: Family,
  chosen: ReadonlySet<string>,
  on: boolean,
): ReadonlySet<string> {
  const next = new Set(chosen);
  for (const { id } of family.operators)
    if (on) next.add(id);
    else next.delete(id);
  return next;
}

/** The same choice with one trick switched. */
export function withTrick(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Families with the tricks that hold every typed word; families without one are left out. */
export function foundFamilies(mess: Mess, typed: string): readonly Family[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return mess.families;
  return mess.families
    .map((family) => ({
      ...family,
      operators: family.operators.filter((operator) => {
        const text = wordsOf(family, operator);
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter((family) => family.operators.length > 0);
}

function wordsOf(family: Family, { id, says, example, expected, fields, exposes }: Trick): string {
  const faults = exposes.flatMap((fault) => [fault.id, fault.short]);
  return [family.label, id, says, example, expected, ...fields, ...faults].join(" ").toLowerCase();
}
