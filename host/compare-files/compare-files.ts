import type { Chart, ChartValue, Observed } from "../../core/catalogue/chart.ts";
import { makeChart } from "../../core/catalogue/chart.ts";
import type { Field } from "../../core/catalogue/field.ts";
import { catalogueVersion } from "../../core/catalogue/version.ts";
import type { AllowRule } from "../../core/compare/allow-rule.ts";
import { buildReport } from "../../core/compare/build-report.ts";
import type { ComparedCase } from "../../core/compare/build-report.ts";
import { compareRound } from "../../core/compare/compare-round.ts";
import type { Report } from "../../core/compare/report.ts";
import { splitRules } from "../../core/compare/void-rules.ts";
import { noCounts } from "../../core/compare/verdict.ts";
import { carriedByCsv } from "../../core/csv/csv-tables.ts";
import { carriedByFhir } from "../../core/fhir/carried-by-fhir.ts";
import { carriedByHl7 } from "../../core/hl7/carried-by-hl7.ts";
import { tableRemarks } from "../profile/rules-in.ts";
import { goesWithoutSaying, makeOtherWords } from "./other-words.ts";
import { makeSayings } from "./sayings.ts";
import { readCodeColumns } from "./code-columns.ts";
import { dateReader, inferDateColumns } from "./date-columns.ts";
import { nameInOne, splitNames } from "./name-in-one.ts";
import { caseIdOf, pairPeople } from "./pair-people.ts";
import { readRecords } from "./read-records.ts";
import type { FoundRecord } from "./read-records.ts";
import { collectRemarks } from "./remarks.ts";
import { withUnread } from "./unread.ts";

/** What a field that a format cannot carry answers: not compared, never "match". */
const carriedBy: Readonly<Record<FoundRecord["format"], (field: Field) => boolean>> = {
  chart: () => true,
  csv: carriedByCsv,
  fhir: carriedByFhir,
  hl7: carriedByHl7,
};

export interface CompareRequest {
  readonly source: string;
  readonly target: string;
  readonly cwd: string;
  readonly rules: readonly AllowRule[];
  readonly all: boolean;
  /** Remarks that are no result. */
  readonly warn: (text: string) => void;
}

/**
 * Compares the people of two files or folders. Throws CliFailure (exit 2) where one of them cannot
 * be read. Nothing of `generate` but the people is looked at: no manifest, no expectations.
 */
export function compareFiles(request: CompareRequest): Report {
  const { source, target, cwd, warn } = request;
  const { remark, all: allRemarks } = collectRemarks(warn);
  const read = (path: string): readonly FoundRecord[] =>
    splitNames(readCodeColumns(readRecords(path, cwd, remark), remark), remark);
  const [sources, targets] = [read(source), read(target)];
  const dateColumns = {
    source: inferDateColumns(sources, remark),
    target: inferDateColumns(targets, remark),
  };
  const charts = new Map(sources.map((record) => [record, chartOf(record)]));
  // Two numbers that the target keeps apart must not be one under a rule either.
  const split = splitRules(request.rules, [...charts.values()], targets.map(chartOf));
  const { inForce, void: voided } = split;
  for (const says of tableRemarks(inForce)) warn(`${says}\n`);
  for (const { rule, reason } of voided) {
    remark({ at: `rule ${rule.rule} on ${rule.field}`, says: `It is not used: ${reason}` });
  }
  const { pairs, missing, extra, twice } = pairPeople(
    sources,
    targets,
    dateReader([
      { records: sources, columns: dateColumns.source },
      { records: targets, columns: dateColumns.target },
    ]),
  );
  const otherWords = makeOtherWords();
  const cases: ComparedCase[] = pairs.map(({ pairedBy, ...two }) => {
    const pair = { pairedBy, ...nameInOne(two.source, two.target) };
    const known = pair.source === two.source ? charts.get(pair.source) : undefined;
    const generated = known ?? chartOf(pair.source);
    // Of two files of one format, a column that one of them lacks was lost.
    const isOneFormat = pair.source.format === pair.target.format;
    return {
      id: caseIdOf(pair.source),
      scenario: null,
      person: pair.source.person,
      pairedBy: pair.pairedBy,
      fromFiles: true,
      hops: { sent: "not-sent", stored: twice.has(two.source) ? "ambiguous" : "found" },
      rounds: [
        compareRound({
          person: pair.source.person,
          round: 1,
          generated,
          earlier: [],
          hops: [{ hop: "target", observed: pair.target.observed, exchanges: pair.target.files }],
          expectations: [],
          rules: inForce,
          dateColumns: {
            source: pair.source.format === "csv" ? dateColumns.source : null,
            target: pair.target.format === "csv" ? dateColumns.target : null,
          },
          // A chart says what was meant; a message may only delete what is not there.
          ...([pair.source, pair.target].some(({ format }) => format === "chart")
            ? {}
            : { nullIsNothing: true as const }),
          carries: (field) =>
            [pair.source, pair.target].every(
              ({ format, holds }) =>
                carriedBy[format](field) && (isOneFormat || holds?.(field) !== false),
            ),
          canSay: sayings(pair.source, pair.target, generated),
          ...(isOneFormat ? {} : { otherWords }),
        }),
      ],
      generated,
    };
  });
  const report = buildReport({
    run: null,
    seed: null,
    referenceDate: null,
    catalogue: catalogueVersion,
    mess: null,
    profile: null,
    cases: [
      ...cases,
      ...missing.map((record) => missingCase(record, charts.get(record))),
      ...extra.map((record) => extraCase(record)),
    ],
    rules: split,
    cleanup: null,
    all: request.all,
  });
  const whole = withUnread(report, pairs);
  const notes = allRemarks();
  return notes.length === 0 ? whole : { ...whole, notes };
}

/** What the formats of the two sides can say of each other's values; looked up once there is a difference. */
function sayings(source: FoundRecord, target: FoundRecord, generated: Chart) {
  if (source.format === target.format) return () => true;
  const ofSource = makeSayings(target.format, () => generated);
  const ofTarget = makeSayings(source.format, () => chartOf(target));
  const isUsual =
    source.format === "chart" || target.format === "chart" ? () => false : goesWithoutSaying;
  return (value: ChartValue, side: "source" | "target") =>
    !isUsual(value) && (side === "source" ? ofSource(value) : ofTarget(value));
}

function chartOf({ person, observed }: FoundRecord): Chart {
  return makeChart(person, valuesOf(observed));
}

function valuesOf({ values }: Observed): Chart["values"] {
  return values.map(({ value }) => value);
}

function missingCase(record: FoundRecord, generated: Chart | undefined): ComparedCase {
  return {
    id: caseIdOf(record),
    scenario: null,
    person: record.person,
    pairedBy: null,
    fromFiles: true,
    hops: { sent: "not-sent", stored: "not-found" },
    rounds: [],
    ...(generated === undefined ? {} : { generated }),
  };
}

/** A person that only the target has. */
function extraCase({ person }: FoundRecord): ComparedCase {
  return {
    id: `compare/files/+${person}`,
    scenario: null,
    person,
    pairedBy: null,
    fromFiles: true,
    hops: { sent: "not-sent", stored: "found" },
    rounds: [
      {
        person,
        round: 1,
        verdict: "extra",
        counts: noCounts,
        differences: [],
        allowed: [],
        matched: [],
        expectations: [],
      },
    ],
  };
}
