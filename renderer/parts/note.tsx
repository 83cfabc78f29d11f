import type { ReactNode } from "react";
import type { CallFault } from "../../api/fault.ts";

interface NoteProps {
  readonly tone: "plain" | "info" | "unsure" | "delta";
  readonly children: ReactNode;
}

export function Note({ tone, children }: NoteProps) {
  return <div className={tone === "plain" ? "note" : `note ${tone}`}>{children}</div>;
}

/** What happened · what is safe · what to do, in this order; details folded below. */
export function FaultNote({ fault, onRetry }: { fault: CallFault; onRetry?: () => void }) {
  return (
    <div className="note delta fault" role="alert">
      <p>
        <b>{fault.happened}</b> {fault.safe} {fault.todo}
      </p>
      {onRetry !== undefined && (
        <button type="button" className="btn sm" onClick={onRetry}>
          Try again
        </button>
      )}
      <details>
        <summary>Show technical details</summary>
        <code className="details">
          {fault.code}
          {fault.details === undefined ? "" : `: ${fault.details}`}
        </code>
      </details>
    </div>
  );
}
