import { Loaded } from "../loading.tsx";
import { useNewestRun } from "../newest-run.ts";
import { useCall } from "../../shell/use-call.ts";
import { ReadyToSend } from "./ready-to-send.tsx";
import { RunView } from "./run-view.tsx";

/** Send & read back: before a run what would be sent; then the run, live; then its end. */
export function SendScreen({ run }: { run: string | null }) {
  const newest = useNewestRun();
  const list = useCall("run.list", {});
  if (run !== null) return <RunView key={run} run={run} />;
  return <Loaded of={list}>{() => <ReadyToSend last={newest ?? null} />}</Loaded>;
}
