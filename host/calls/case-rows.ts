import type { z } from "zod";
import type { FieldRow, namedFault, ShownValue } from "../../api/calls/case.ts";
import { byCodePoint, type Chart, type ChartValue } from "../../core/catalogue/chart.ts";
import type { Field } from "../../core/catalogue/field.ts";
import { fieldById, fields } from "../../core/catalogue/fields.ts";
import type {
  Difference,
  Hop,
  NamedFault,
  RoundComparison,
  RunFault,
} from "../../core/compare/result.ts";
import { isFor } from "../../core/compare/allow-rule.ts";
import type { AllowRule } from "../../core/compare/allow-rule.ts";
import { ruleText } from "../../core/compare/rules/rule-text.ts";
import { faultById, faultWords } from "../../core/faults/faults.ts";
import { harmOf } from "../../core/faults/harm.ts";
import type { FieldExpectation } from "../../core/mess/expectation.ts";
import { findingKey } from "../../core/probes/finding-key.ts";
import { expectedWords, sectionOf, sections, shownHarm } from "./field-words.ts";
import { standingOf } from "./finding-words.ts";
import { valueKey, type HopView } from "./hop-values.ts";
import { harmOfDifference, type RunFindings } from "./run-findings.ts";

export interface RoundView {
  readonly comparison: RoundComparison;
  readonly generated: Chart;
  readonly expectations: readonly FieldExpectation[];
  readonly hops: readonly HopView[];
  /** Rules that the run's profile declared. */
  readonly rules: readonly AllowRule[];
}

/** Which field names an entry of a list in words. */
const entryNames: readonly string[] = [
  "medication.name",
  "allergy.substance",
  "problem.text",
  "coverage.payer-name",
  "result.code",
  "encounter.number",
  "appointment.identifier",
  "contact.name",
];

const fieldOrder = new Map(fields.map((field, index) => [field.id as string, index]));

/** Rows of a case by section: the last round whole, and what only an earlier round showed. */
export function caseSections(rounds: readonly RoundView[], findings: RunFindings) {
  const last = rounds.at(-1);
  if (last === undefined) return [];
  const rows = new Map<string, FieldRow>();
  for (const round of rounds) {
    const { differences, allowed, matched } = round.comparison;
    for (const difference of [...differences, ...allowed]) {
      const row = differenceRow(difference, round, findings);
      if (row !== null) rows.set(row.key, row);
    }
    if (round !== last) continue;
    for (const key of matched) {
      // A difference of an earlier round that is gone now is still a finding.
      if (rows.has(key)) continue;
      const row = matchedRow(key, round);
      if (row !== null) rows.set(row.key, row);
    }
  }
  const sorted = [...rows.values()].toSorted(
    (a, b) =>
      byCodePoint(a.entry, b.entry) ||
      (fieldOrder.get(a.field) ?? 0) - (fieldOrder.get(b.field) ?? 0),
  );
  const bySection = Map.groupBy(sorted, (row) => sectionOfId(row.field));
  return sections.flatMap(({ group, label }, index) => {
    const own = bySection.get(index) ?? [];
    return own.length === 0 ? [] : [{ group, label, ...cutSection(own) }];
  });
}

/** More rows of one section are counted, not sent: nobody reads them, and a page would wait for them. */
const mostRows = 3000;

/** What differs is kept before what is the same; the order of the rows stays. */
function cutSection(rows: readonly FieldRow[]) {
  const counts: Partial<Record<FieldRow["verdict"], number>> = {};
  for (const { verdict } of rows) counts[verdict] = (counts[verdict] ?? 0) + 1;
  if (rows.length <= mostRows) return { rows: [...rows], counts, left: 0 };
  const open = rows.filter(({ verdict }) => verdict !== "match");
  const same = rows.filter(({ verdict }) => verdict === "match");
  const kept = new Set([...open, ...same].slice(0, mostRows));
  return { rows: rows.filter((row) => kept.has(row)), counts, left: rows.length - mostRows };
}

function sectionOfId(id: string): number {
  const field = fieldById(id);
  return field === undefined ? sections.length - 1 : sectionOf(field);
}

function matchedRow(key: string, round: RoundView): FieldRow | null {
  const [id = "", entry = ""] = key.split(" ");
  const field = fieldById(id);
  if (field === undefined) return null;
  const value = shown(placesOf(round).values.get(key));
  // What matched on the way says nothing about a record that was never seen at its end.
  const seen = round.hops.some(({ hop }) => hop === "target");
  return {
    ...common(field, entry, round, null),
    verdict: seen ? "match" : "not-compared",
    source: value,
    target: seen ? value : { kind: "absent", reason: null },
    changedAt: null,
    faults: [],
    rule: null,
    reason: seen ? null : "Nothing of this patient was read there, so nothing could be compared.",
    ...shownHarm(field, harmOf(field, null)),
  };
}

function differenceRow(
  difference: Difference,
  round: RoundView,
  findings: RunFindings,
): FieldRow | null {
  const field = fieldById(difference.field);
  if (field === undefined) return null;
  return {
    ...common(field, difference.entry, round, difference.changedAt),
    verdict: difference.verdict,
    source: shownSide(difference, "source"),
    target: shownSide(difference, "target"),
    changedAt: difference.verdict === "not-compared" ? null : difference.changedAt,
    faults: difference.faults.map((fault) => faultView(fault, field, findings)),
    rule: difference.rule === undefined ? null : ruleView(difference.rule, field, round.rules),
    reason: difference.reason ?? null,
    ...harmOfDifference(difference),
  };
}

/** The rule with its reason and who agreed, where the profile declared it. */
function ruleView(id: string, field: Field, rules: readonly AllowRule[]) {
  const declared = rules.find((rule) => id.split("+").includes(rule.rule) && isFor(rule, field.id));
  const { reason = null, agreedBy = [] } = declared ?? {};
  return { id, text: ruleText(id), reason, agreedBy: [...agreedBy] };
}

function common(field: Field, entry: string, round: RoundView, changedAt: Hop | null) {
  const key = valueKey(field.id, entry);
  const { values, expectations, names } = placesOf(round);
  const expectation = expectations.get(key);
  const generated = values.get(key);
  return {
    key,
    field: field.id,
    entry,
    label: field.label,
    entryLabel: entryLabel(names, entry),
    fhir: field.fhir,
    hl7: field.hl7,
    round: round.comparison.round,
    criticality: field.criticality,
    expected: expectedWords(expectation?.any ?? []),
    hops: [
      { hop: "generated" as const, state: "start" as const, value: shown(generated), at: null },
      ...round.hops.map(({ hop, values }) => hopCell(hop, values.get(key), changedAt, generated)),
    ],
  };
}

function hopCell(
  hop: Hop,
  seen:
    { readonly value: ChartValue | null; readonly at: FieldRow["hops"][number]["at"] } | undefined,
  changedAt: Hop | null,
  generated: ChartValue | undefined,
): FieldRow["hops"][number] {
  const order: readonly Hop[] = ["generated", "sent", "source", "target", "screen"];
  const changed = changedAt !== null && order.indexOf(hop) >= order.indexOf(changedAt);
  const at = seen?.at ?? null;
  return {
    hop,
    state: changed
      ? "changed"
      : seen === undefined && generated !== undefined
        ? "not-read"
        : "same",
    value: shown(seen?.value ?? undefined),
    at:
      at === null
        ? null
        : {
            exchange: at.exchange,
            resource: at.resource,
            place: at.place,
            start: at.start,
            end: at.end,
          },
  };
}

function shown(value: ChartValue | undefined): ShownValue {
  if (value === undefined) return { kind: "absent", reason: null };
  if ("value" in value)
    return value.value === "" ? { kind: "empty" } : { kind: "text", text: value.value };
  if (value.absent === "empty") return { kind: "empty" };
  if (value.absent === "null") return { kind: "null" };
  return { kind: "absent", reason: value.absent };
}

export function shownSide(difference: Difference, side: "source" | "target"): ShownValue {
  const value = difference[side];
  if (value === undefined) return { kind: "absent", reason: null };
  if (value === null) return { kind: "null" };
  return value === "" ? { kind: "empty" } : { kind: "text", text: value };
}

function entryLabel(names: ReadonlyMap<string, string>, entry: string): string {
  const first = entry.split("/")[0] ?? "";
  if (first === "") return "";
  return names.get(first) ?? (first.startsWith("+") ? "only in their record" : "");
}

/** What a round holds, by place: a list of thousands is looked through once. */
interface Places {
  readonly values: ReadonlyMap<string, ChartValue>;
  readonly expectations: ReadonlyMap<string, FieldExpectation>;
  /** Name of each entry of a list. */
  readonly names: ReadonlyMap<string, string>;
}

const placesByRound = new WeakMap<RoundView, Places>();

function placesOf(round: RoundView): Places {
  const known = placesByRound.get(round);
  if (known !== undefined) return known;
  const values = new Map<string, ChartValue>();
  const names = new Map<string, string>();
  for (const value of round.generated.values) {
    const key = valueKey(value.field, value.entry);
    if (!values.has(key)) values.set(key, value);
    const isName = "value" in value && entryNames.includes(value.field);
    if (isName && !names.has(value.entry)) names.set(value.entry, value.value);
  }
  const expectations = new Map(
    round.expectations.map((each) => [valueKey(each.field, each.entry), each]),
  );
  const places = { values, expectations, names };
  placesByRound.set(round, places);
  return places;
}

/** Whether a name on a value has the parameters of a finding of the run. */
function agrees(fault: NamedFault, finding: RunFault): boolean {
  return Object.entries(finding.params).every(([name, value]) => fault.params[name] === value);
}

function faultView(
  fault: NamedFault,
  field: Field,
  findings: RunFindings,
): z.infer<typeof namedFault> {
  const known = faultById(fault.id);
  const cases = findings.byFault.get(`${fault.id} ${field.id}`)?.length ?? 1;
  const undecided = (fault.oneOf ?? []).length > 1;
  const named = findings.faults.filter(
    ({ id, fields: seen }) => id === fault.id && seen.includes(field.id),
  );
  const finding = named.find((each) => agrees(fault, each)) ?? named[0];
  const systematic = named.some(({ scope }) => scope === "systematic");
  return {
    id: fault.id,
    ...faultWords(fault.id),
    why: fault.why,
    says: known?.says ?? "",
    confidence: fault.confidence,
    standing: standingOf(systematic, undecided, cases),
    finding: finding === undefined ? null : findingKey(finding, findings.faults),
    oneOf: (fault.oneOf ?? []).map((each) => [...each]),
    probe: known?.probe ?? "",
    triage: known?.triage ?? { cause: "", firstStep: "", call: "" },
    cases,
    of: findings.compared,
  };
}
