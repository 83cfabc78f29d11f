import type { Reply } from "../../api/contract.ts";
import { useCall } from "../shell/use-call.ts";

export type RunLine = Reply<"run.list">["runs"][number];

/** The newest run of the workspace; null = none yet, undefined = not known yet. */
export function useNewestRun(): RunLine | null | undefined {
  const runs = useCall("run.list", {}).data?.runs;
  if (runs === undefined) return undefined;
  return runs.toSorted((a, b) => b.number - a.number)[0] ?? null;
}

const over = new Set(["done", "stopped", "interrupted", "error", "refused"]);

export function isOver(run: RunLine): boolean {
  return over.has(run.state);
}

/** Ended before all its patients had their ends: the rest can still be sent and compared. */
export function canGoOn(run: RunLine): boolean {
  const { total, compared, refused } = run.counts;
  const cutOff = run.state === "stopped" || run.state === "refused" || run.state === "error";
  return run.state === "interrupted" || (cutOff && compared + refused < total);
}
