import type { Chart, EntryPath } from "../catalogue/chart.ts";
import { textOf } from "../catalogue/chart.ts";
import type { Field } from "../catalogue/field.ts";
import { fieldById, fields } from "../catalogue/fields.ts";
import type { Design, Sketch } from "./design.ts";
import { designOf } from "./designs.ts";
import { holdsFreeText } from "./ruler.ts";
import type { Finding, Shot } from "./shot.ts";

export type ProbePlan =
  | { readonly kind: "send"; readonly design: Design; readonly shots: readonly Shot[] }
  | { readonly kind: "cannot"; readonly why: string };

/** How many clean people a plan may need. */
export const peopleOfProbe = 12;

/**
 * The smallest experiment for a finding, with literal values: one for each of some clean people of the
 * same integration.
 * @param people their charts, in the order in which they are sent; at least `peopleOfProbe`
 */
export function planProbe(finding: Finding, people: readonly Chart[]): ProbePlan {
  const design = designOf(finding.fault.id);
  const [first] = people;
  if (first === undefined) return { kind: "cannot", why: "There is nobody to send." };
  if (design.update === true || finding.fault.fields.length === 0) {
    return { kind: "send", design, shots: [wholeRecord(1), wholeRecord(2)] };
  }
  for (const field of fieldsByExamples(finding)) {
    const entry = entryFor(first, field);
    if (entry === null) continue;
    const sketches = design.sketches(finding, field);
    const shots = place(sketches, field, people, "looked-at");
    if (shots.length === 0) continue;
    return { kind: "send", design, shots: [...shots, ...beside(finding, field, sketches, people)] };
  }
  const names = finding.fault.fields.map((id) => fieldById(id)?.label ?? id).join(", ");
  return {
    kind: "cannot",
    why: `No made-up patient can be given a value that tests this on its own: ${names}.`,
  };
}

function wholeRecord(number: number): Shot {
  const says = number === 1 ? "a clean patient" : `clean patient ${number}`;
  const nothing = { field: null, entry: "", value: null, along: [] };
  return { says, part: "looked-at", trait: "clean", ...nothing };
}

/** The fields of a finding, the one with most differences first. */
function fieldsByExamples({ fault, examples }: Finding): readonly Field[] {
  const seen = (id: string): number => examples.filter(({ field }) => field === id).length;
  return fault.fields
    .toSorted((a, b) => seen(b) - seen(a))
    .flatMap((id) => fieldById(id) ?? [])
    .filter((field) => field.place === "own");
}

/** The entry in which a value of the field can stand; null where the person has no such entry. */
export function entryFor(chart: Chart, field: Field): EntryPath | null {
  const own = chart.values.find((value) => value.field === field.id);
  if (own !== undefined) return own.entry;
  if (field.list === null) return "";
  const beside = chart.values.find((value) => fieldById(value.field)?.list === field.list);
  return beside?.entry ?? null;
}

/** Gives each sketch a person of its own, from `from` on. */
export function place(
  sketches: readonly Sketch[],
  field: Field,
  people: readonly Chart[],
  part: Shot["part"],
  from = 0,
): readonly Shot[] {
  return sketches.flatMap(({ says, trait, value, along }, index): Shot[] => {
    const chart = people[from + index];
    const entry = chart === undefined ? null : entryFor(chart, field);
    if (chart === undefined || entry === null) return [];
    const row = chart.values.find((each) => each.field === field.id && each.entry === entry);
    const own = row === undefined ? "" : (textOf(row) ?? "");
    const shot = { says, part, trait: trait ?? says, field: field.id, entry };
    return [{ ...shot, value: value(own), along: along ?? [] }];
  });
}

/** The last value again in another field of the same kind: is it this field alone? */
function beside(
  finding: Finding,
  field: Field,
  sketches: readonly Sketch[],
  people: readonly Chart[],
): readonly Shot[] {
  const last = sketches.at(-1);
  const [first] = people;
  if (last === undefined || first === undefined || !holdsFreeText(field)) return [];
  const other = fields.find(
    (each) =>
      each.id !== field.id &&
      each.form === field.form &&
      each.place === "own" &&
      !finding.fault.fields.includes(each.id) &&
      first.values.some((value) => value.field === each.id),
  );
  return other === undefined ? [] : place([last], other, people, "beside", sketches.length);
}
