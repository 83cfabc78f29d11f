import type { Chart, ChartValue, EntryPath } from "../catalogue/chart.ts";
import type { Field, FieldId } from "../catalogue/field.ts";
import type { Evidence, GeneratedText } from "../faults/evidence.ts";
import type { Aligned, ListState } from "./align/align.ts";
import type { EntryTree, Item } from "./align/entry-tree.ts";
import { isLeafField, readEntryTree } from "./align/entry-tree.ts";
import { fieldById } from "../catalogue/fields.ts";
import { canonicalForm } from "./forms/canonical.ts";
import { formerEntries } from "./former-entries.ts";
import type { RoundInput } from "./round-input.ts";

/** The generated side of one person, read once per round. */
export interface PersonTexts {
  readonly tree: EntryTree;
  readonly texts: () => readonly GeneratedText[];
}

export function readPerson({ generated }: RoundInput): PersonTexts {
  let texts: readonly GeneratedText[] | null = null;
  return {
    tree: readEntryTree(generated.values.map((value) => ({ value, at: null }))),
    texts: () => (texts ??= textsOf(generated)),
  };
}

function textsOf(chart: Chart): readonly GeneratedText[] {
  return chart.values.flatMap((value) => {
    const field = fieldById(value.field);
    if (field === undefined || !isLeafField(field) || !("value" in value)) return [];
    return [{ field, entry: value.entry, text: value.value }];
  });
}

/** Gathers what naming a difference needs. Called only where there is a difference. */
export function gatherEvidence(
  input: RoundInput,
  person: PersonTexts,
  aligned: readonly Aligned[],
): (row: Aligned) => Evidence {
  const strays = strayTexts(aligned);
  const mispaired = mispairedKeys(aligned);
  const others = person.texts();
  const byText = Map.groupBy(others, ({ text }) => text);
  const formerOf = formerEntries(input);
  const firstOf = { source: firstTexts(aligned, "source"), target: firstTexts(aligned, "target") };
  return (row) => {
    const { field, entry, list } = row;
    const source = textOf(row.source);
    const target = textOf(row.target);
    const earlier = earlierTexts(input.earlier, field, entry, source);
    return {
      field,
      entry,
      round: input.round,
      source,
      target,
      sourceAbsence: absenceOf(row.source),
      targetAbsence: absenceOf(row.target),
      list,
      entryMissing: row.sourceItem !== null && row.targetItem === null,
      entryExtra: row.sourceItem === null && row.targetItem !== null,
      onChart: row.targetItem === null ? chartOf(input, row.sourceItem) : null,
      repeats: repeatsKept(row),
      moved: row.moved,
      mispaired: mispaired.has(`${field.id} ${entry}`),
      sourceSibling: siblings(row.sourceItem, firstOf.source),
      targetSibling: siblings(row.targetItem, firstOf.target),
      others,
      othersOf: (text) => byText.get(text) ?? [],
      turnedUpIn: source === null || target !== null ? null : (strays.get(source) ?? null),
      earlier,
      former: formerOf(row),
      cameLate: cameLate(input, field, entry, target),
      lookedBefore: (input.previous ?? []).length > 0,
      earlierSibling: (id) => earlierText(input.earlier.at(-1), id, entry),
      isNew: isNew(input.earlier, field, entry),
      stoodBefore: stoodBefore(input, field, entry, source),
      wasSeen: wasSeen(input, field, entry, source),
      person: input.index ?? null,
      sentinels: input.sentinels ?? null,
      ...(input.unlisted === undefined ? {} : { unlisted: input.unlisted }),
    };
  };
}

function textOf(value: ChartValue | null): string | null {
  return value !== null && "value" in value ? value.value : null;
}

/** The identifier of a record itself, not of what it points to. */
const ownIdentifier = /^[A-Za-z]+(?:\[[^\]]*\])?\.identifier\b/u;

/** The other chart on which a record of this entry's identifier stands. */
function chartOf({ elsewhere }: RoundInput, item: Item | null): string | null {
  if (elsewhere === undefined || item === null) return null;
  const own = item.leaves.filter(({ field }) => ownIdentifier.test(field.fhir ?? ""));
  const charts = own.map(({ value }) => ("value" in value ? elsewhere(value.value) : null));
  return charts.find((each) => each !== null) ?? null;
}

function absenceOf(value: ChartValue | null): string | null {
  return value !== null && "absent" in value ? value.absent : null;
}

/** Texts that stand where nothing was expected, with their field; short ones tell nothing. */
function strayTexts(aligned: readonly Aligned[]): ReadonlyMap<string, FieldId> {
  const found = new Map<string, FieldId>();
  for (const row of aligned) {
    const text = textOf(row.target);
    if (text !== null && text.length > 3 && textOf(row.source) === null)
      found.set(text, row.field.id);
  }
  return found;
}

/** Values of one field that were exchanged between entries of one list: same values, other owners. */
function mispairedKeys(aligned: readonly Aligned[]): ReadonlySet<string> {
  const groups = new Map<string, Aligned[]>();
  for (const row of aligned) {
    if (row.sourceItem === null || row.targetItem === null || row.list === null) continue;
    const [source, target] = [textOf(row.source), textOf(row.target)];
    if (source === null || target === null || source === target) continue;
    // A value that is only written otherwise did not change places.
    if (canonicalForm(row.field.form, source) === canonicalForm(row.field.form, target)) continue;
    const parent = row.entry.split("/").slice(0, -1).join("/");
    const key = `${parent} ${row.field.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const keys = new Set<string>();
  for (const rows of groups.values()) {
    const sources = rows
      .map((row) => canonicalForm(row.field.form, textOf(row.source) ?? ""))
      .toSorted();
    const targets = rows
      .map((row) => canonicalForm(row.field.form, textOf(row.target) ?? ""))
      .toSorted();
    if (rows.length < 2 || sources.join("\u0000") !== targets.join("\u0000")) continue;
    for (const row of rows) keys.add(`${row.field.id} ${row.entry}`);
  }
  return keys;
}

/** What the kept entries of a list say, by each value; told once, or ten thousand extras would ask again. */
const saidByKept = new WeakMap<ListState["pairs"], ReadonlyMap<string, ReadonlySet<string>[]>>();

/** Whether an extra entry says nothing but what one that was kept says. */
function repeatsKept({ sourceItem, targetItem, list }: Aligned): boolean {
  if (sourceItem !== null || targetItem === null || list === null) return false;
  const said = saidByKept.get(list.pairs) ?? sayingsOf(list.pairs);
  saidByKept.set(list.pairs, said);
  const own = valuesOf(targetItem);
  // Only entries that say its rarest value can say all of them.
  const [fewest = []] = own
    .map((each) => said.get(each) ?? [])
    .toSorted((a, b) => a.length - b.length);
  // What hangs on the entry (a report) may be left out.
  return fewest.some((all) => own.length * 2 >= all.size && own.every((each) => all.has(each)));
}

function sayingsOf(pairs: ListState["pairs"]): ReadonlyMap<string, ReadonlySet<string>[]> {
  const said = new Map<string, ReadonlySet<string>[]>();
  for (const { target } of pairs) {
    const all = new Set(valuesOf(target));
    for (const each of all) {
      const known = said.get(each);
      if (known === undefined) said.set(each, [all]);
      else known.push(all);
    }
  }
  return said;
}

function valuesOf({ leaves }: Item): readonly string[] {
  return leaves.map(
    ({ field, value }) =>
      `${field.id}=${"value" in value ? canonicalForm(field.form, value.value) : value.absent}`,
  );
}

function siblings(
  item: Item | null,
  first: () => ReadonlyMap<string, string | null>,
): (field: FieldId) => string | null {
  if (item !== null) {
    return (id) => {
      const leaf = item.leaves.find((each) => each.field.id === id);
      return leaf === undefined ? null : textOf(leaf.value);
    };
  }
  return (id) => first().get(id) ?? null;
}

/** What the first value of each field says on one side, worked out when it is asked for. */
function firstTexts(
  aligned: readonly Aligned[],
  side: "source" | "target",
): () => ReadonlyMap<string, string | null> {
  let found: Map<string, string | null> | null = null;
  return () => {
    if (found !== null) return found;
    found = new Map();
    for (const row of aligned) {
      if (!found.has(row.field.id)) found.set(row.field.id, textOf(row[side]));
    }
    return found;
  };
}

function earlierTexts(
  charts: readonly Chart[],
  field: Field,
  entry: EntryPath,
  now: string | null,
): readonly string[] {
  const texts = charts.flatMap((chart) => {
    const row = chart.values.find((value) => value.field === field.id && value.entry === entry);
    const text = textOf(row ?? null);
    return text === null || text === now ? [] : [text];
  });
  return [...new Set(texts)];
}

function earlierText(chart: Chart | undefined, field: FieldId, entry: EntryPath): string | null {
  const row = chart?.values.find((value) => value.field === field && value.entry === entry);
  return textOf(row ?? null);
}

/** Whether a text is that of an earlier change which its own round had not found. */
function cameLate(
  { earlier, previous }: RoundInput,
  field: Field,
  entry: EntryPath,
  target: string | null,
): boolean {
  if (target === null) return false;
  const key = entry === "" ? field.id : `${field.id} ${entry}`;
  return earlier.some((chart, index) => {
    const round = previous?.[index];
    if (index === 0 || round === undefined || earlierText(chart, field.id, entry) !== target)
      return false;
    const before = earlierText(earlier[index - 1], field.id, entry);
    return before !== target && !round.matched.includes(key);
  });
}

/** Whether earlier rounds had nothing at this place. */
function isNew(charts: readonly Chart[], field: Field, entry: EntryPath): boolean {
  if (charts.length === 0) return false;
  return !charts.some((chart) =>
    chart.values.some((value) => value.field === field.id && value.entry === entry),
  );
}

/** What the last look at an earlier round found in place of the value that is expected now as it was then. */
function stoodBefore(
  { round, earlier, previous }: RoundInput,
  field: Field,
  entry: EntryPath,
  source: string | null,
): string | null {
  if (source === null || earlierText(earlier.at(-1), field.id, entry) !== source) return null;
  const before = (previous ?? []).findLast((each) => each.round < round);
  const seen = [...(before?.differences ?? []), ...(before?.allowed ?? [])].find(
    (each) => each.field === field.id && each.entry === entry,
  );
  return seen?.target ?? null;
}

/** Whether the expected value was seen at the target before: in this round, or as a match earlier. */
function wasSeen(
  { seenBefore, previous, earlier }: RoundInput,
  field: Field,
  entry: EntryPath,
  source: string | null,
): boolean {
  if (source === null) return false;
  if (seenBefore?.(field.id, entry).includes(source) === true) return true;
  const key = entry === "" ? field.id : `${field.id} ${entry}`;
  return (previous ?? []).some((round, index) => {
    const chart = earlier[index];
    const row = chart?.values.find((value) => value.field === field.id && value.entry === entry);
    return textOf(row ?? null) === source && round.matched.includes(key);
  });
}
