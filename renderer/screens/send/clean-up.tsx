import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { FaultNote, Note } from "../../parts/note.tsx";
import type { CallFault } from "../../../api/fault.ts";
import { faultOf } from "../../shell/client.ts";
import { useClient } from "../../shell/use-call.ts";
import type { RunLine } from "../newest-run.ts";

type State =
  | { readonly kind: "offered" }
  | { readonly kind: "running"; readonly removed: number; readonly of: number }
  | { readonly kind: "done"; readonly removed: number; readonly left: readonly string[] }
  | { readonly kind: "failed"; readonly fault: CallFault };

/** Finish and clean up: removes what was created at the other system, and proves it. */
export function CleanUp({ run }: { run: RunLine }) {
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<State>({ kind: "offered" });

  async function clean() {
    setState({ kind: "running", removed: 0, of: run.leftovers });
    try {
      const done = await client.job("run.cleanUp", { run: run.id }, (progress) =>
        setState({ kind: "running", ...progress }),
      ).done;
      setState({ kind: "done", removed: done.removed, left: done.left });
    } catch (thrown) {
      setState({ kind: "failed", fault: faultOf(thrown) });
    }
    void queries.invalidateQueries();
  }

  const frame = useRef<HTMLDivElement>(null);
  const under = state.kind !== "offered";
  // the button is gone: the focus stays with what it started
  useEffect(() => {
    if (under) frame.current?.focus();
  }, [under]);
  return (
    <div ref={frame} tabIndex={-1} className="notes">
      <CleanUpState run={run} state={state} onClean={() => void clean()} />
    </div>
  );
}

function CleanUpState({
  run,
  state,
  onClean,
}: {
  run: RunLine;
  state: State;
  onClean: () => void;
}) {
  switch (state.kind) {
    case "running":
      return (
        <p className="note info" role="status">
          Removing what was created: {state.removed} of {state.of}
        </p>
      );
    case "done":
      return (
        <Note tone={state.left.length === 0 ? "info" : "unsure"}>
          {state.left.length === 0
            ? `${state.removed} records were removed; each was looked for again and is gone. Results stay.`
            : `${state.removed} records were removed, ${state.left.length} are still there: ${state.left.slice(0, 5).join(", ")}`}
        </Note>
      );
    case "failed":
      return <FaultNote fault={state.fault} onRetry={onClean} />;
    case "offered":
      if (run.leftovers === 0) return null;
      return (
        <div className="note info resume">
          <p className="grow">
            <b>
              {run.leftovers === 1 ? "1 record" : `${run.leftovers} records`} of this run still{" "}
              {run.leftovers === 1 ? "stands" : "stand"} in the test systems.
            </b>{" "}
            Look there first if you want to see them on screen. Results stay here.
          </p>
          <button type="button" className="btn" onClick={onClean}>
            Finish and clean up
          </button>
        </div>
      );
  }
}
