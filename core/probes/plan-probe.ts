import type { Chart, ChartValue, EntryPath } from "../catalogue/chart.ts";
import { textOf } from "../catalogue/chart.ts";
import type { Field } from "../catalogue/field.ts";
import { fieldById, fields } from "../catalogue/fields.ts";
import type { Design, Sketch } from "./design.ts";
import { designOf } from "./designs.ts";
import { ladderOfPeople } from "./joined.ts";
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
  if (design.judging === "joined") {
    return { kind: "send", design, shots: ladderOfPeople(people) };
  }
  if (design.update === true || design.record === true || finding.fault.fields.length === 0) {
    return { kind: "send", design, shots: [wholeRecord(0), wholeRecord(1)] };
  }
  for (const field of fieldsByExamples(finding)) {
    const sketches = design.sketches(finding, field);
    const placed = place(sketches, field, people, "looked-at");
    const mark = first.values.find((row) => isMarkOf(row, field));
    const shots = mark === undefined ? placed : placed.flatMap((shot) => besideMark(shot, mark));
    if (shots.length === 0) continue;
    const taken = Math.max(...shots.map(({ person }) => person)) + 1;
    const others =
      design.judging === "named" || design.judging === "count"
        ? []
        : beside(finding, field, sketches, people, taken);
    return { kind: "send", design, shots: [...shots, ...others] };
  }
  const names = finding.fault.fields.map((id) => fieldById(id)?.label ?? id).join(", ");
  return {
    kind: "cannot",
    why: `No made-up patient can be given a value that tests this on its own: ${names}.`,
  };
}

function wholeRecord(person: number): Shot {
  const says = person === 0 ? "a clean patient" : "a second clean patient";
  const nothing = { field: null, entry: "", value: null, along: [] };
  return { person, says, part: "looked-at", trait: "clean", ...nothing };
}

/** The fields of a finding, the one with most differences first. */
function fieldsByExamples({ fault, examples }: Finding): readonly Field[] {
  const seen = (id: string): number => examples.filter(({ field }) => field === id).length;
  return fault.fields
    .toSorted((a, b) => seen(b) - seen(a))
    .flatMap((id) => fieldById(id) ?? [])
    .filter((field) => field.place === "own");
}

/** What marks a record as made up is never probed: without it nothing may leave. */
const marks: ReadonlySet<string> = new Set(["patient.test-mark", "patient.identifier.synthetic"]);

function isMark({ field, entry }: ChartValue): boolean {
  return marks.has(field) || entry === "marker";
}

function isMarkOf(row: ChartValue, field: Field): boolean {
  return isMark(row) && fieldById(row.field)?.list === field.list;
}

/** The mark of test data is the first entry of its list: of two entries, one is the mark. */
function besideMark(shot: Shot, mark: ChartValue): readonly Shot[] {
  const { repeat } = shot;
  if (repeat === undefined) return [shot];
  if (repeat > 1) return [{ ...shot, repeat: repeat - 1 }];
  return [{ ...shot, entry: mark.entry, value: textOf(mark), along: [] }];
}

/** The entry in which a value of the field can stand; null where the person has no such entry. */
export function entryFor(chart: Chart, field: Field): EntryPath | null {
  const own = chart.values.find((value) => value.field === field.id && !isMark(value));
  if (own !== undefined) return own.entry;
  if (marks.has(field.id)) return null;
  if (field.list === null) return "";
  const beside = chart.values.find(
    (value) => fieldById(value.field)?.list === field.list && !isMark(value),
  );
  return beside?.entry ?? null;
}

/** Gives each sketch a person of its own who can hold the field; the first `taken` ones are in use. */
export function place(
  sketches: readonly Sketch[],
  field: Field,
  people: readonly Chart[],
  part: Shot["part"],
  taken = 0,
): readonly Shot[] {
  const able = people.flatMap((chart, person) => {
    const entry = person < taken ? null : entryFor(chart, field);
    return entry === null ? [] : [{ chart, person, entry }];
  });
  return sketches.flatMap((sketch, index): Shot[] => {
    const { says, trait, value, along, repeat } = sketch;
    const one = able[index];
    if (one === undefined) return [];
    const { chart, person, entry } = one;
    const row = chart.values.find((each) => each.field === field.id && each.entry === entry);
    const own = row === undefined ? "" : (textOf(row) ?? "");
    const shot = { person, says, trait: trait ?? says, field: field.id, entry };
    const more = repeat === undefined ? {} : { repeat };
    const as = sketch.part ?? part;
    return [{ ...shot, part: as, value: value(own), along: along ?? [], ...more }];
  });
}

/** The last value again in another field of the same kind: is it this field alone? */
function beside(
  finding: Finding,
  field: Field,
  sketches: readonly Sketch[],
  people: readonly Chart[],
  taken: number,
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
      first.values.some((value) => value.field === each.id && !isMark(value)),
  );
  return other === undefined ? [] : place([last], other, people, "beside", taken);
}
