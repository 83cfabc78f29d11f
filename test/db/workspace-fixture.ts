import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { caseIdOf, peopleSetId, runId, type RunId } from "../../db/ids.ts";
import type { OpenOptions } from "../../db/open-workspace.ts";
import type { NewCase } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";

export const options: OpenOptions = {
  ownerName: "test program",
  appVersion: "0.1.0",
  now: () => new Date("2026-01-15T08:00:00.000Z"),
};

export const at = "2026-01-15T08:00:00.000Z";

/** A folder of this test's own, removed when it ends. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "crosschart-db-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** What stands beside a file, itself left out. */
export function beside(path: string): string[] {
  return readdirSync(dirname(path)).filter((name) => name !== basename(path));
}

/** A set of people and a run over it, ready for cases. */
export async function addRun(workspace: Workspace, name = "run-1"): Promise<RunId> {
  const run = runId(name);
  const peopleSet = peopleSetId(`people-of-${name}`);
  await workspace.tick(async (stores) => {
    await stores.people.addSet({
      id: peopleSet,
      seed: "42",
      referenceDate: "2026-01-15",
      catalogue: "2026.1",
      options: { mess: "coverage" },
      madeAt: at,
    });
    await stores.runs.add({
      id: run,
      campaign: null,
      campaignRound: null,
      peopleSet,
      seed: "42",
      profileName: "practice",
      fingerprint: "sha256:0",
      profile: { name: "practice" },
      options: {},
      queuedAt: at,
    });
  });
  return run;
}

export function newCase(run: RunId, position: number): NewCase {
  const person = `p-${String(position + 1).padStart(4, "0")}`;
  return {
    id: caseIdOf(run, "ROUND-TRIP", person),
    run,
    position,
    scenario: "ROUND-TRIP",
    person,
    personIndex: position,
    label: `Person ${position + 1}`,
    predecessor: null,
  };
}
