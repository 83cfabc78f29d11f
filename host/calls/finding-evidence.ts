import type { ShownValue } from "../../api/calls/case.ts";
import type { Reply } from "../../api/contract.ts";
import type { Chart } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { Difference, NamedFault, RunFault } from "../../core/compare/result.ts";
import { ruleText } from "../../core/compare/rules/rule-text.ts";
import type { CaseRecord, RunRecord } from "../../db/records.ts";
import type { ReadableStores, Workspace } from "../../db/stores.ts";
import { bears } from "../probes/finding-of-run.ts";
import { chartIn } from "../runs/load-cases.ts";
import { againstFinding, foretellerOf, type Survivor } from "./against-finding.ts";
import { caseNumber } from "./case-list.ts";
import { shownSide } from "./case-rows.ts";
import { valueKey } from "./hop-values.ts";

type Detail = Reply<"finding.detail">;
type Sighting = Detail["shows"]["listed"][number];
type Counter = Detail["against"]["listed"][number];

/** What the cases of a run say for and against a finding. */
export interface FindingEvidence {
  readonly shows: Detail["shows"];
  readonly against: Detail["against"];
  readonly rules: Detail["rules"];
  /** The fault on each value that shows it, for confidence and equally good names. */
  readonly names: readonly NamedFault[];
}

/** More rows than this are counted, not listed. */
const mostListed = 200;
/** Charts are read of so many cases: a run of 100,000 is not read whole for one page. */
const mostLookedAt = 500;
/** A value is given up to here; the case shows all of it. */
const longestValue = 2000;

/** Findings whose evidence is kept; more are read again. */
const mostKept = 30;

/** Reads the evidence of findings, and keeps it until a case of the run changes. */
export function makeEvidenceReader() {
  const kept = new Map<string, FindingEvidence>();
  return async (workspace: Workspace, run: RunRecord, fault: RunFault, finding: string) => {
    const summary = await workspace.read.runs.summary(run.id);
    const key = JSON.stringify([workspace.path, run.id, finding, summary?.tally]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const evidence = await evidenceOf(workspace.read, run, fault);
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, evidence);
    return evidence;
  };
}

/** Reads a run case by case, once. */
async function evidenceOf(
  stores: ReadableStores,
  run: RunRecord,
  fault: RunFault,
): Promise<FindingEvidence> {
  const shows: Sighting[] = [];
  const names: NamedFault[] = [];
  const against: Counter[] = [];
  const rules = new Map<string, number>();
  const count = { shows: 0, against: 0, untouched: 0, lookedAt: 0, of: 0 };
  const toLookAt: { record: CaseRecord; round: number; matched: readonly string[] }[] = [];

  for await (const { case: record, rounds } of stores.comparisons.ofRun(run.id)) {
    const last = rounds.at(-1);
    if (last === undefined) continue;
    count.of++;
    const shown = new Set<string>();
    for (const difference of rounds.toReversed().flatMap((round) => round.differences)) {
      const key = valueKey(difference.field, difference.entry);
      if (shown.has(key) || !bears(difference, fault)) continue;
      shown.add(key);
      count.shows++;
      const name = difference.faults.find(({ id }) => id === fault.id);
      if (name !== undefined && names.length < mostListed) names.push(name);
      if (shows.length < mostListed) shows.push(sightingOf(record, difference));
    }
    for (const { rule } of rounds.flatMap(({ allowed }) =>
      allowed.filter((each) => bears(each, fault)),
    ))
      if (rule !== undefined) rules.set(rule, (rules.get(rule) ?? 0) + 1);
    if (toLookAt.length < mostLookedAt) {
      const matched = last.matched.filter((key) => !shown.has(key));
      toLookAt.push({ record, round: last.round, matched });
    }
  }

  // Only now it is known which parameters single values have.
  const foretell = foretellerOf(
    fault,
    names.map(({ params }) => params),
  );
  for (const { record, round, matched } of toLookAt) {
    const chart = await chartOf(stores, run, record, round);
    if (chart === null) continue;
    const found = againstFinding(fault, chart, matched, foretell);
    count.lookedAt++;
    count.untouched += found.untouched;
    count.against += found.survivors.length;
    const room = mostListed - against.length;
    against.push(...found.survivors.slice(0, room).map((each) => counterOf(record, each)));
  }
  return {
    shows: { total: count.shows, listed: shows },
    against: {
      total: count.against,
      // what it should have changed says more than what merely came back
      listed: against.toSorted((a, b) => Number(a.expected === null) - Number(b.expected === null)),
      untouched: count.untouched,
      lookedAt: count.lookedAt,
      of: count.of,
    },
    rules: [...rules].map(([id, values]) => ({ id, text: ruleText(id), values })),
    names,
  };
}

/** The chart as it was sent for a round; a round that changes nothing has that of the first. */
async function chartOf(
  stores: ReadableStores,
  run: RunRecord,
  { personIndex }: CaseRecord,
  round: number,
): Promise<Chart | null> {
  const of = (at: number) => stores.people.round(run.peopleSet, personIndex, at);
  const stored = (round > 1 ? await of(2) : null) ?? (await of(1));
  return stored === null ? null : chartIn(stored);
}

function counterOf(record: CaseRecord, { key, field, source, expected }: Survivor): Counter {
  return {
    ...caseOf(record),
    key,
    field: fieldOf(field),
    source: cutValue({ kind: "text", text: source }),
    expected: expected === null ? null : expected.slice(0, longestValue),
    cut: source.length > longestValue,
  };
}

function caseOf(record: CaseRecord) {
  return { case: record.id, number: caseNumber(record), name: record.label };
}

export function fieldOf(id: string): { id: string; label: string } {
  return { id, label: fieldById(id)?.label ?? id };
}

function cutValue(value: ShownValue): ShownValue {
  return value.kind === "text" && value.text.length > longestValue
    ? { kind: "text", text: value.text.slice(0, longestValue) }
    : value;
}

function sightingOf(record: CaseRecord, difference: Difference): Sighting {
  const source = shownSide(difference, "source");
  const target = shownSide(difference, "target");
  const isLong = (side: ShownValue) => side.kind === "text" && side.text.length > longestValue;
  return {
    ...caseOf(record),
    key: valueKey(difference.field, difference.entry),
    field: fieldOf(difference.field),
    entry: difference.entry,
    verdict: difference.verdict,
    changedAt: difference.changedAt,
    source: cutValue(source),
    target: cutValue(target),
    cut: isLong(source) || isLong(target),
  };
}
