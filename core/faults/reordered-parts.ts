import type { Chart } from "../catalogue/chart.ts";
import { fields } from "../catalogue/fields.ts";
import type { Difference } from "../compare/result.ts";
import { atomOf } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";
import { quoted } from "./recognise/recogniser.ts";

/** A part of a record that FHIR writes several times: the first one as fields of the record itself, the others as a list. */
interface RepeatedPart {
  /** What each part has: the field of the first one, and that of the others. */
  readonly twins: readonly { readonly first: string; readonly further: string }[];
  /** Everything that stands in the first part, also what the others do not have. */
  readonly ofFirst: ReadonlySet<string>;
}

/** Parts by their FHIR path: the doses of a medicine, and the further ones of a taper. */
const parts: readonly RepeatedPart[] = [
  ...Map.groupBy(
    fields.filter(({ fhir }) => fhir?.includes("[2..]")),
    ({ fhir }) => fhir?.slice(0, fhir.indexOf("[2..]")) ?? "",
  ),
].map(([path, further]) => {
  const ofFirst = fields.filter(({ fhir }) => fhir?.startsWith(`${path}.`));
  return {
    twins: further.flatMap((each) => {
      const first = ofFirst.find(({ fhir }) => fhir === each.fhir?.replace("[2..]", ""));
      return first === undefined ? [] : [{ first: first.id, further: each.id }];
    }),
    ofFirst: new Set(ofFirst.map(({ id }) => id)),
  };
});

/**
 * Parts of one record that came in another order (faults.md 4.6, LIST-REORDER), the first one among
 * them: each value is still there, in another part, and what only the first part had is lost with its
 * place. By difference.
 */
export function reorderedParts(
  differences: readonly Difference[],
  chart: Chart | undefined,
): ReadonlyMap<Difference, Hypothesis> {
  const found = new Map<Difference, Hypothesis>();
  for (const part of parts) {
    const firsts = new Set(part.twins.map(({ first }) => first));
    const changed = differences.filter(
      ({ field, verdict }) => verdict === "delta" && firsts.has(field),
    );
    for (const record of new Set(changed.map(recordOf))) {
      const own = differences.filter((each) => recordOf(each) === record);
      if (hasSameParts(part, record, own, chart)) claim(part, own, found);
    }
  }
  return found;
}

function recordOf({ entry }: Pick<Difference, "entry">): string {
  return entry.split("/", 1)[0] ?? "";
}

/** Whether every value of the parts is there as often as it was sent, and one at another place. */
function hasSameParts(
  { twins }: RepeatedPart,
  record: string,
  own: readonly Difference[],
  chart: Chart | undefined,
): boolean {
  const rows = (chart?.values ?? []).filter((row) => recordOf(row) === record);
  return twins.every(({ first, further }) => {
    const isOfTwin = ({ field }: { readonly field: string }): boolean =>
      field === first || field === further;
    const sent = rows.flatMap((row) => (isOfTwin(row) && "value" in row ? [row] : []));
    const disturbed = own.filter(isOfTwin);
    const came = [
      ...sent.filter((row) => !disturbed.some((each) => isAt(each, row))).map(({ value }) => value),
      ...disturbed.flatMap(({ target }) => (typeof target === "string" ? [target] : [])),
    ];
    const before = sent.map(({ value }) => value).toSorted();
    return before.length > 1 && before.join("\u0000") === came.toSorted().join("\u0000");
  });
}

function isAt(
  { field, entry }: Difference,
  row: { readonly field: string; readonly entry: string },
): boolean {
  return field === row.field && entry === row.entry;
}

function claim(
  { twins, ofFirst }: RepeatedPart,
  own: readonly Difference[],
  found: Map<Difference, Hypothesis>,
): void {
  const all = new Set(twins.flatMap(({ first, further }) => [first, further]));
  const lead = own.find(({ field, verdict }) => verdict === "delta" && ofFirst.has(field));
  const why = `The parts came in another order: ${quoted(lead?.target ?? "")} stands first now, where ${quoted(lead?.source ?? "")} belongs; what only the first one said is lost.`;
  for (const each of own) {
    const went = each.verdict === "missing" && ofFirst.has(each.field);
    if (!went && !all.has(each.field)) continue;
    found.set(each, { atoms: [atomOf("LIST-REORDER", {})], cost: -0.1, why });
  }
}
