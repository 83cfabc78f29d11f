import { appHandlers } from "./calls/app.ts";
import { assessmentHandlers } from "./calls/assessment.ts";
import { caseHandlers } from "./calls/case.ts";
import { catalogueHandlers } from "./calls/catalogue.ts";
import { connectionHandlers } from "./calls/connection.ts";
import { coverageHandlers } from "./calls/coverage.ts";
import { findingHandlers } from "./calls/finding.ts";
import { peopleHandlers } from "./calls/people.ts";
import { setsOf } from "./calls/people-sets.ts";
import { practiceHandlers } from "./calls/practice.ts";
import { probeHandlers } from "./calls/probe.ts";
import { ruleHandlers } from "./calls/rule.ts";
import { practiceStarter, runHandlers } from "./calls/run.ts";
import { makeFindingsReader } from "./calls/run-findings.ts";
import { makeRunLines } from "./calls/run-lines.ts";
import { workspaceHandlers } from "./calls/workspace.ts";
import { openHost, type HostOptions } from "./host.ts";
import { keepPractice } from "./practice-keeper.ts";
import { keepRuns } from "./run-keeper.ts";
import type { ServedApplication } from "./serve-contract.ts";

/** The whole application without a door. */
export interface Application extends ServedApplication {
  /** Path of the open workspace. */
  readonly workspace: () => string;
  /** Stops what is under way, says so in the ledger, and lets go of the workspace. */
  readonly close: () => Promise<void>;
}

/**
 * Opens settings, workspace and everything behind the contract.
 * @throws StoreRefusal where the workspace cannot be opened
 */
export async function openApplication(options: HostOptions): Promise<Application> {
  const host = await openHost(options);
  const practice = keepPractice(host);
  const runs = keepRuns(host);
  const sets = setsOf(host);
  const findingsOf = makeFindingsReader();
  const lines = makeRunLines(host.workspace, runs);
  host.beforeSwitch(runs.stopAll);
  return {
    handlers: {
      ...appHandlers(host),
      ...workspaceHandlers(host, findingsOf, lines),
      ...catalogueHandlers(),
      ...peopleHandlers(host, practice, sets),
      ...connectionHandlers(host, practice),
      ...practiceHandlers(host, practice, runs),
      ...runHandlers(host, runs, practice, sets, findingsOf, lines),
      ...caseHandlers(host, findingsOf),
      ...coverageHandlers(host, practice),
      ...findingHandlers(host, findingsOf, lines),
      ...ruleHandlers(host),
      ...probeHandlers(host, runs, practiceStarter(host, practice)),
      ...assessmentHandlers(host, findingsOf),
    },
    onChanged: host.onChanged,
    log: host.log,
    workspace: () => host.workspace().path,
    close: async () => {
      await host.close();
      await practice.stop();
    },
  };
}
