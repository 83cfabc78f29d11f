import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import { isUnallowed } from "../compare/verdict.ts";
import { oldValue } from "./origin.ts";
import { findStrangers } from "./find-strangers.ts";
import { otherPatients } from "./other-patients.ts";
import {
  onlyFirstKept,
  wentIntoNeighbour,
  wentWithEntry,
  wentWithRecord,
  wrongBox,
  wrongBoxes,
} from "./by-company.ts";
import { exchangedValues } from "./exchanged-values.ts";
import { longestKept } from "./chosen-entry.ts";
import { atomOf, fieldOf, hypothesesOf } from "./hypotheses.ts";
import type { Hypothesis, Sighting, Unlisted } from "./hypotheses.ts";
import { lostEntries, lostEntry } from "./lost-entries.ts";
import { lostParts, wentWithPart } from "./lost-parts.ts";
import { withBeside } from "./names-beside.ts";
import { mergedCharts } from "./merged-charts.ts";
import { movedEntries } from "./moved-entries.ts";
import { movedNameParts } from "./moved-name-parts.ts";
import { collapsed, driftedWording, readRunTables } from "./run-tables.ts";
import { reorderedParts } from "./reordered-parts.ts";
import { segmentTails } from "./segment-tails.ts";
import { shiftedFields } from "./shifted-fields.ts";
import { fromThirdSource, thirdSource } from "./third-source.ts";
import { deliveryFacts, wholeRecord } from "./whole-record.ts";
import { judgeLength, longestSurvivors } from "./survivors.ts";

/** Every difference of a run once, and every record that is not there, with what may be behind it. */
export function collectSightings(
  cases: readonly ComparedCase[],
  unlisted?: Unlisted,
): readonly Sighting[] {
  const strangers = findStrangers(cases);
  const survivors = longestSurvivors(cases);
  const delivery = deliveryFacts(cases);
  const tables = readRunTables(cases);
  const parts = lostParts(cases);
  const tails = segmentTails(cases);
  const entries = lostEntries(cases);
  const third = thirdSource(cases);
  const boxes = wrongBoxes(cases);
  const merged = mergedCharts(cases, strangers);
  const exchanged = exchangedValues(cases, strangers);
  const others = otherPatients(cases, strangers);
  const sightings: Sighting[] = [];
  for (const [caseIndex, compared] of cases.entries()) {
    const whole = wholeRecord(compared, caseIndex, delivery);
    const taken = merged.ofLost(compared.person);
    for (const each of whole)
      sightings.push({ ...each, hypotheses: [...each.hypotheses, ...taken] });
    if (compared.hops.stored === "not-found") continue;
    const inChart = others(compared);
    const seen = new Map<string, Difference[]>();
    const matched = new Set<string>();
    for (const round of compared.rounds) {
      const shifted = shiftedFields(round.differences, compared.generated);
      const reordered = reorderedParts(round.differences, compared.generated);
      const renamed = movedNameParts(round.differences, compared.generated);
      const elsewhere = movedEntries(round.differences, compared.generated);
      const arrived = new Set(round.matched);
      const { generated: chart } = compared;
      const { differences } = round;
      const around = { entries, parts, tables, chart, differences };
      for (const difference of round.differences) {
        const field = fieldOf(difference);
        if (field === undefined || !isUnallowed(difference.verdict)) continue;
        if (difference.verdict === "not-readable") continue;
        const named = cameBack(difference, matched);
        const key = sightingKey(named);
        // A fault that persists through the rounds is one sighting.
        const earlier = seen.get(key);
        if (earlier !== undefined) {
          earlier.push(difference);
          continue;
        }
        const rounds = [difference];
        seen.set(key, rounds);
        const stranger = inChart.surely(named);
        const plain = hypothesesOf(named, field, unlisted);
        const hypotheses =
          stranger === null
            ? [
                ...judgeLength(plain, survivors, named),
                ...wrongBox(named, compared.generated, boxes),
                ...wentWithEntry(named, compared.generated, round.differences),
                ...wentWithRecord(named, round.differences),
                ...onlyFirstKept(named, compared.generated, round.differences),
                ...longestKept(named, compared.generated, round.differences),
                ...wentWithPart(named, parts),
                ...wentIntoNeighbour(named, round.differences),
                ...lostEntry(named, compared.generated, entries),
                ...fromThirdSource(named, third),
                ...collapsed(named, tables),
                ...driftedWording(named, tables, arrived),
                ...[shifted, elsewhere, reordered, renamed, tails].flatMap(
                  (found) => found.get(difference) ?? [],
                ),
                ...exchanged(compared, named),
                ...inChart.perhaps(named, round.differences, plain[0]),
              ]
            : [stranger];
        const takenUp = merged.inChart(compared, named);
        const lostOwner = takenUp.length > 0;
        sightings.push({
          caseIndex,
          difference: named,
          rounds,
          field,
          hypotheses: withoutPlain([...hypotheses, ...takenUp]).map((each) =>
            withBeside(each, named, { ...around, lostOwner }),
          ),
          also: alsoOf(named, compared),
        });
      }
      if (round.round > 1) for (const key of round.matched) matched.add(key);
    }
  }
  return unlisted === undefined ? sightings : sightings.map((each) => onlyListed(each, unlisted));
}

/** What only classes explain that are not to be named is unknown. */
function onlyListed(sighting: Sighting, unlisted: ReadonlySet<string>): Sighting {
  const left = sighting.hypotheses
    .filter(
      ({ atoms, also }) =>
        !atoms.some(({ id }) => unlisted.has(id)) && (also === undefined || !unlisted.has(also)),
    )
    .map((each) =>
      each.beside === undefined
        ? each
        : { ...each, beside: each.beside.filter((id) => !unlisted.has(id)) },
    );
  const unknown = { atoms: [atomOf("UNKNOWN", {})], cost: 0 };
  return { ...sighting, hypotheses: left.length > 0 ? left : [unknown] };
}

/** What follows a rule that is no chance was not just dropped. */
function withoutPlain(hypotheses: readonly Hypothesis[]): readonly Hypothesis[] {
  const ruled = hypotheses.some(
    ({ atoms, cost }) => cost < 0 && atoms.some(({ id }) => entryRules.has(id)),
  );
  return ruled
    ? hypotheses.filter(({ atoms }) => !atoms.some(({ id }) => id === "DROP-RECORD"))
    : hypotheses;
}

const entryRules: ReadonlySet<string> = new Set(["PAGING-LOSS", "OVERFLOW-REJECT"]);

function sightingKey({ field, entry, faults, source, target }: Difference): string {
  return [field, entry, source, target, ...faults.map((fault) => fault.id)].join("\u0000");
}

/** An update that had arrived in an earlier round, and is gone now, was overwritten. */
function cameBack(difference: Difference, matched: ReadonlySet<string>): Difference {
  const key =
    difference.entry === "" ? difference.field : `${difference.field} ${difference.entry}`;
  if (!matched.has(key)) return difference;
  const { source, target } = difference;
  const back = oldValue(true, source ?? null, target ?? "");
  const faults = difference.faults.map((fault) =>
    fault.id === "LOST-UPDATE" ? { ...back, confidence: fault.confidence } : fault,
  );
  return { ...difference, faults };
}

function alsoOf({ faults }: Difference, { hops }: ComparedCase): readonly string[] {
  return faults[0]?.id === "DROP-RECORD" && hops.sent === "accepted" ? ["ACK-LIE"] : [];
}
