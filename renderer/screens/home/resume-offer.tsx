import { FaultNote } from "../../parts/note.tsx";
import { faultOf } from "../../shell/client.ts";
import { useCommand } from "../../shell/use-call.ts";
import { goTo } from "../../shell/use-route.ts";
import type { RunLine } from "../newest-run.ts";

const ended = {
  interrupted: "was interrupted",
  stopped: "was stopped by you",
  refused: "was stopped by Crosschart",
  error: "ended by an error",
} as const;

function howItEnded(run: RunLine): string {
  switch (run.state) {
    case "interrupted":
    case "stopped":
    case "refused":
    case "error":
      return ended[run.state];
    default:
      return "is not finished";
  }
}

/** A run that was cut off: what is known, and the one step that finishes it. */
export function ResumeOffer({ run }: { run: RunLine }) {
  const resume = useCommand("run.resume");
  const { counts } = run;
  const notSent = Math.max(0, counts.total - counts.sent);
  return (
    <div className="note unsure resume">
      <div className="grow">
        <b>
          Run {run.number} {howItEnded(run)}: {counts.acknowledged} accepted, {counts.unknown}{" "}
          unknown, {notSent} not sent.
        </b>{" "}
        {counts.sent > 0 &&
          "Nothing is lost. Crosschart looks up what is unknown before it sends anything again."}
        {resume.isError && <FaultNote fault={faultOf(resume.error)} />}
      </div>
      <button
        type="button"
        className="btn"
        onClick={() =>
          resume.mutate({ run: run.id }, { onSuccess: () => goTo({ screen: "send", run: run.id }) })
        }
      >
        {resume.isPending
          ? "Continuing…"
          : counts.sent > 0
            ? `Continue run ${run.number}`
            : `Try run ${run.number} again`}
      </button>
    </div>
  );
}
