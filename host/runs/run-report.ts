import { buildReport } from "../../core/compare/build-report.ts";
import type { Verdict } from "../../core/compare/result.ts";
import type { Report, ReportFault } from "../../core/compare/report.ts";
import { findingKey } from "../../core/probes/finding-key.ts";
import type { RunId } from "../../db/ids.ts";
import type { ProbeRecord } from "../../db/records.ts";
import type { ReadableStores } from "../../db/stores.ts";
import { cleanUpState } from "./clean-up-run.ts";
import { judgeClusters } from "./judge-clusters.ts";
import { comparedCases } from "./compared-cases.ts";
import type { StoredRunOptions } from "./prepare-run.ts";
import { splitRulesOfRun } from "./rules-of-run.ts";

/**
 * The report of a run, built from the store alone, so that it is the same tomorrow.
 * @param all lists allowed differences and matches too
 * @throws Error where there is no such run
 */
export async function runReport(stores: ReadableStores, id: RunId, all: boolean): Promise<Report> {
  const run = await stores.runs.run(id);
  if (run === null) throw new Error(`There is no run ${id}.`);
  // Written by prepareRun.
  const options = run.options as StoredRunOptions;
  const set = await stores.people.set(run.peopleSet);
  const { cases, unclear } = await comparedCases(stores, run);
  const pairs = await judgeClusters(stores, run, cases);
  const report = buildReport({
    run: id,
    seed: run.seed,
    referenceDate: options.people.referenceDate,
    catalogue: set?.catalogue ?? "",
    mess: options.people.mess.text,
    profile: { name: run.profileName, fingerprint: run.fingerprint },
    cases,
    pairs,
    rules: await splitRulesOfRun(stores, run),
    cleanup: await cleanUpState(stores, id),
    all,
  });
  const probes = await stores.probes.ofRun(id);
  const faults = report.faults.map((fault) => withProbe(fault, report.faults, probes));
  return { ...report, faults, cases: report.cases.map((one) => withoutClaims(one, unclear)) };
}

/** The key of a finding, and what the last probe of it said. */
function withProbe(
  fault: ReportFault,
  all: readonly ReportFault[],
  probes: readonly ProbeRecord[],
): ReportFault {
  const key = findingKey(fault, all);
  const last = probes.findLast(({ finding }) => finding === key);
  if (last === undefined) return { ...fault, key };
  const { id, standing, params, says, contentHash } = last;
  return { ...fault, key, probed: { id, standing, params, says, contentHash } };
}

type ReportCase = Report["cases"][number];

/** Of a case that was not or could not be read to its end, only what was found is said. */
function withoutClaims(one: ReportCase, unclear: ReadonlyMap<string, Verdict>): ReportCase {
  const verdict = unclear.get(one.id);
  return verdict === undefined || one.verdict === "delta" ? one : { ...one, verdict };
}

/** "40 accepted, 1 unknown, 59 not sent": what a run has done, in the order that matters. */
export async function sentWords(stores: ReadableStores, id: RunId): Promise<string> {
  const summary = await stores.runs.summary(id);
  if (summary === null) return "nothing sent";
  const { bySent } = summary.tally;
  const parts = [
    `${bySent.accepted} accepted`,
    bySent.refused > 0 ? `${bySent.refused} refused` : "",
    `${bySent.unknown} unknown`,
    `${bySent["not-sent"] + bySent.unreachable} not sent`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
