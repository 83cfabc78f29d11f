import type { PeopleChoice } from "../../../api/calls/people.ts";
import { FaultNote } from "../../parts/note.tsx";
import { Icon } from "../../parts/icon.tsx";
import { faultOf } from "../../shell/client.ts";
import { useKeys } from "../../shell/keys.tsx";
import { hashOf } from "../../shell/route.ts";
import { useCall, useCommand } from "../../shell/use-call.ts";
import { goTo } from "../../shell/use-route.ts";
import { Loaded } from "../loading.tsx";
import { useChoice } from "../make/use-choice.ts";
import { isOver, type RunLine } from "../newest-run.ts";
import { ScreenHead } from "../screen-head.tsx";

/** What would be sent, to whom, and the one button that sends it. */
export function ReadyToSend({ last }: { last: RunLine | null }) {
  const offered = useChoice();
  return <Loaded of={offered}>{({ choice }) => <Ready choice={choice} last={last} />}</Loaded>;
}

function Ready({ choice, last }: { choice: PeopleChoice; last: RunLine | null }) {
  const connections = useCall("connection.list", {});
  const start = useCommand("run.start");
  const current = connections.data?.connections.find(
    (line) => line.id === connections.data.current,
  );
  const under = last !== null && !isOver(last) ? last : null;
  const may = current !== undefined && (current.guard === "practice" || current.guard === "test");
  const begin = (fresh: boolean) => {
    if (current === undefined || !may || start.isPending) return;
    start.mutate(
      { ...choice, fresh, connection: current.id },
      { onSuccess: ({ run }) => goTo({ screen: "send", run }) },
    );
  };
  useKeys([
    {
      keys: ["Ctrl+Enter"],
      shown: "Ctrl Enter",
      says: "Send these patients",
      letter: false,
      run: () => begin(false),
    },
  ]);
  return (
    <>
      <ScreenHead
        title="Send & read back"
        says="Each patient is sent, then fetched again and compared."
      >
        {last !== null && (
          <a className="btn" href={hashOf({ screen: "send", run: last.id })}>
            See run {last.number}
          </a>
        )}
      </ScreenHead>
      <div className="body" data-pane="">
        <section className="card empty">
          <p>
            <b>
              {choice.count} made-up patients
              {choice.set === null ? "" : " of the opened set"}, recipe number {choice.seed}.
            </b>{" "}
            {current === undefined
              ? "There is no connection yet."
              : `They go to ${current.sourceName} and are read back from ${current.targetName}.`}
          </p>
          <p className="t2 row">
            <Icon name="shield" />
            {may
              ? "The other system is asked first whether it holds somebody under our numbers."
              : "Sending is off: Crosschart does not know that this is a test system."}
          </p>
          {under !== null && <p className="t2">Run {under.number} is still under way.</p>}
          {start.isError && <FaultNote fault={faultOf(start.error)} />}
          <div className="row wrap">
            {current === undefined ? (
              <a className="btn pri" href="#/connections">
                Connect my system
              </a>
            ) : (
              <button
                type="button"
                className="btn pri"
                aria-disabled={!may}
                onClick={() => begin(false)}
              >
                {start.isPending ? "Starting…" : `Send ${choice.count} patients`}{" "}
                <kbd aria-hidden="true">Ctrl Enter</kbd>
              </button>
            )}
            {start.isError && (
              <button type="button" className="btn" onClick={() => begin(true)}>
                Send with new record numbers
              </button>
            )}
            <a className="btn" href="#/make">
              Change the patients
            </a>
          </div>
        </section>
      </div>
    </>
  );
}
