import type { Profile } from "../../api/profile.ts";
import type { RunId } from "../../db/ids.ts";
import type { RunRecord } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";

/** The profile as it was when the run was queued. */
export function profileOf(run: RunRecord): Profile {
  // Checked against the schema before it was stored.
  return run.profile as Profile;
}

/** A run of a workspace. Throws CliFailure with exit 2 where there is none. */
export async function storedRun(
  workspace: Pick<Workspace, "read" | "path">,
  id: RunId,
): Promise<RunRecord> {
  const run = await workspace.read.runs.run(id);
  if (run !== null) return run;
  throw new CliFailure(exitCodes.usage, {
    happened: `There is no run ${id} in ${workspace.path}.`,
    safe: "Nothing was sent.",
    todo: "crosschart status --workspace FILE lists the runs of a workspace.",
    at: id,
  });
}
