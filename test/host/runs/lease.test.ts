import { spawnSync } from "node:child_process";
import { hostname } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { RunId } from "../../../db/ids.ts";
import { CliFailure } from "../../../host/cli/io.ts";
import { takeLease } from "../../../host/runs/lease.ts";
import { startRun } from "../../../host/runs/start-run.ts";
import { writeTogether } from "../../../host/runs/write-together.ts";
import { people, setUpPracticeRun } from "./practice-run.ts";
import type { PracticeRun } from "./practice-run.ts";

let bench: PracticeRun;
let run: RunId;
beforeEach(async () => {
  bench = await setUpPracticeRun();
  const options = { profile: bench.profile, people: people("lease", 1), keep: false };
  const handle = await startRun(bench.deps, options);
  handle.cancel();
  await handle.result;
  run = handle.id;
});
afterEach(async () => {
  await bench.close();
});

async function heldBy(pid: number, host: string): Promise<void> {
  await bench.workspace.tick((stores) =>
    stores.runs.lease(
      run,
      { owner: "the night job", host, pid, until: "2999-01-01T00:00:00.000Z" },
      new Date().toISOString(),
    ),
  );
}

const take = () =>
  takeLease(
    writeTogether(bench.workspace),
    run,
    "test",
    () => new Date(),
    () => {},
  );

describe("a run that another program works on", () => {
  it("is not taken up, and its holder is named", async () => {
    await heldBy(1, "another-computer");
    const refused = await take().catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(CliFailure);
    expect(refused).toMatchObject({ exit: 4 });
    expect(String(refused)).toContain("the night job (process 1 on another-computer)");
  });

  it("is taken over where that program has ended on this computer", async () => {
    // A process that has just ended: its number belongs to nobody.
    await heldBy(spawnSync(process.execPath, ["--version"]).pid, hostname());
    const lease = await take();
    expect((await bench.workspace.read.runs.run(run))?.lease?.owner).toBe("test");
    await lease.release();
    expect((await bench.workspace.read.runs.run(run))?.lease).toBeNull();
  });
});
