import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";

import type { Profile } from "../../../api/profile.ts";
import { noMess } from "../../../core/mess/mess-choice.ts";
import { openOrCreateWorkspace } from "../../../db/open-workspace.ts";
import type { Workspace } from "../../../db/stores.ts";
import { startPractice } from "../../../host/practice/start-practice.ts";
import type { Practice } from "../../../host/practice/start-practice.ts";
import type { PeopleRequest } from "../../../host/runs/prepare-run.ts";
import type { RunDeps } from "../../../host/runs/start-run.ts";

/** A practice, a profile for it and a workspace, all thrown away at the end. */
export interface PracticeRun {
  readonly practice: Practice;
  readonly profile: Profile;
  readonly workspace: Workspace;
  readonly folder: string;
  readonly deps: RunDeps;
  readonly close: () => Promise<void>;
}

export async function setUpPracticeRun(): Promise<PracticeRun> {
  const folder = mkdtempSync(join(tmpdir(), "run-"));
  const practice = await startPractice();
  const path = join(folder, "clinic.crosschart");
  const workspace = await openOrCreateWorkspace(path, {
    ownerName: "test",
    appVersion: "0",
    now: () => new Date(),
  });
  return {
    practice,
    profile: profileFor(practice.addresses.clinic.fhir, practice.addresses.emr.fhir),
    workspace,
    folder,
    deps: {
      workspace,
      secrets: () => null,
      now: () => new Date(),
      newId: randomUUID,
      owner: "test",
    },
    close: async () => {
      await workspace.close();
      await practice.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A profile that sends to one address and reads another back. */
export function profileFor(source: string, target: string): Profile {
  return {
    name: "test",
    kind: "live",
    direction: "one-way",
    window: "PT2S",
    source: {
      send: { adapter: "fhir-rest", base: source },
      read: { adapter: "fhir-rest", base: source },
    },
    target: { read: { adapter: "fhir-rest", base: target } },
    identifiers: { "urn:clinic:mrn": { range: "7700000-7799999" } },
    guard: { hosts: ["127.0.0.1:*"], marker: { family: "ZZTEST" } },
  };
}

export function people(
  seed: string,
  count: number,
  more: Partial<PeopleRequest> = {},
): PeopleRequest {
  return {
    seed,
    count,
    mess: noMess,
    referenceDate: "2026-01-15",
    locales: ["en-US"],
    salt: "",
    ...more,
  };
}

/** How many people a FHIR server of the practice holds. */
export async function countPeople(base: string): Promise<number> {
  const answer = await fetch(`${base}/Patient?_summary=count`);
  // A searchset Bundle of the practice.
  const bundle = (await answer.json()) as { total: number };
  return bundle.total;
}

/** Every byte of a workspace, log and lock included. */
export function bytesOfFolder(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString("latin1"))
    .join("\n");
}
