import { useRef, useState, type RefObject } from "react";
import type { Reply } from "../../../api/contract.ts";
import { Icon } from "../../parts/icon.tsx";
import { FaultNote, Note } from "../../parts/note.tsx";
import { Segments } from "../../parts/segments.tsx";
import { faultOf } from "../../shell/client.ts";
import { useAnnounce } from "../../shell/announce.tsx";
import { useKeys } from "../../shell/keys.tsx";
import { hashOf } from "../../shell/route.ts";
import { useCall, useCommand } from "../../shell/use-call.ts";
import { wordsOfState } from "../home/runs-card.tsx";
import { ResumeOffer } from "../home/resume-offer.tsx";
import { Loaded } from "../loading.tsx";
import { canGoOn, isOver } from "../newest-run.ts";
import { ScreenHead } from "../screen-head.tsx";
import { useRunWatch } from "../use-run-watch.ts";
import { CleanUp } from "./clean-up.tsx";
import { EventLog } from "./event-log.tsx";
import { PeopleTable } from "./people-table.tsx";
import { Steps } from "./steps.tsx";
import { StopSheet } from "./stop-sheet.tsx";
import { useTimeLeft } from "./use-time-left.ts";

type Detail = Reply<"run.detail">;
type Show = "all" | "in-progress" | "refused" | "not-found";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const pageSize = 500;

function Overview({ detail }: { detail: Detail }) {
  const { counts } = detail.run;
  const finished = counts.compared + counts.refused;
  const left = useTimeLeft(finished, counts.total);
  const toGo = Math.max(0, counts.total - finished);
  return (
    <section className="card pg" data-pane="">
      <div className="in">
        <div className="row wrap">
          <b className="big">
            {finished} of {counts.total} finished
          </b>
          <span className="t2 grow">
            {isOver(detail.run) || detail.run.paused
              ? wordsOfState(detail.run)
              : (left ?? wordsOfState(detail.run))}
          </span>
          <span className="v pass">
            <Icon name="pass" />
            {counts.same} the same
          </span>
          <span className="v fail">
            <Icon name="fail" />
            {counts.different} with differences
          </span>
          {counts.refused > 0 && (
            <span className="v fail">
              <Icon name="cross" />
              {counts.refused} refused
            </span>
          )}
          <span className="v wait">
            <Icon name="waiting" />
            {toGo} to go
          </span>
        </div>
        <Steps counts={counts} />
      </div>
    </section>
  );
}

function People({
  detail,
  show,
  onShow,
}: {
  detail: Detail;
  show: Show;
  onShow: (s: Show) => void;
}) {
  const { tabs } = detail;
  return (
    <section className="card tb" data-pane="">
      <header className="wrap">
        <h2 className="grow">Patients in this run</h2>
        <Segments
          label="Which patients"
          options={[
            { id: "all", label: `All ${tabs.all}` },
            { id: "in-progress", label: `In progress ${tabs.inProgress}` },
            { id: "refused", label: `Refused ${tabs.refused}` },
            { id: "not-found", label: `Not found ${tabs.notFound}` },
          ]}
          chosen={show}
          onChoose={onShow}
        />
      </header>
      {detail.people.length === 0 ? (
        <p className="in t2">No patient is in this state.</p>
      ) : (
        <PeopleTable run={detail.run.id} people={detail.people} />
      )}
      {detail.total > detail.people.length && (
        <p className="in meta">
          The first {detail.people.length} of {detail.total} are listed; Compare has all.
        </p>
      )}
    </section>
  );
}

function Controls({
  detail,
  stopButton,
  onStop,
}: {
  detail: Detail;
  stopButton: RefObject<HTMLButtonElement | null>;
  onStop: () => void;
}) {
  const { run } = detail;
  const pause = useCommand("run.pause");
  const proceed = useCommand("run.continue");
  const { paused } = run;
  const toggle = () => {
    if (!isOver(run)) (paused ? proceed : pause).mutate({ run: run.id });
  };
  useKeys([
    {
      keys: [" "],
      shown: "Space",
      says: "Pause or go on",
      letter: true,
      yieldsToControls: true,
      run: toggle,
    },
  ]);
  if (isOver(run)) {
    return (
      <>
        <a className="btn" href="#/send">
          Send again
        </a>
        <a
          className="btn pri"
          href={hashOf({ screen: "compare", run: run.id, case: null, field: null })}
        >
          Compare
        </a>
      </>
    );
  }
  return (
    <>
      <button type="button" className="btn" onClick={toggle}>
        {paused ? "Go on" : "Pause"} <kbd aria-hidden="true">Space</kbd>
      </button>
      <button ref={stopButton} type="button" className="btn bad" onClick={onStop}>
        <Icon name="stop" />
        Stop sending…
      </button>
    </>
  );
}

function RunShown({
  detail,
  show,
  onShow,
}: {
  detail: Detail;
  show: Show;
  onShow: (s: Show) => void;
}) {
  const { run } = detail;
  const connections = useCall("connection.list", {});
  const lines = connections.data?.connections ?? [];
  const connection =
    lines.find((line) => line.name === run.connection) ??
    lines.find((line) => line.id === connections.data?.current);
  const target = connection?.targetName ?? "the other system";
  const [stopping, setStopping] = useState(false);
  const stopButton = useRef<HTMLButtonElement>(null);
  const notes = useRef<HTMLDivElement>(null);
  const keepSending = () => {
    if (stopping) stopButton.current?.focus();
    setStopping(false);
  };
  const stop = useCommand("run.stop");
  const { say } = useAnnounce();
  useKeys([
    {
      keys: ["Escape"],
      shown: "Esc",
      says: "Keep sending",
      letter: false,
      run: keepSending,
    },
  ]);
  return (
    <>
      <ScreenHead
        title="Send & read back"
        says={`Run ${run.number}, started ${clock.format(new Date(run.started))}, recipe number ${run.seed}. Each patient is sent, then fetched from ${target} and compared.`}
      >
        <Controls detail={detail} stopButton={stopButton} onStop={() => setStopping(true)} />
      </ScreenHead>
      <div className="body sr">
        <Overview detail={detail} />
        <div ref={notes} className="notes" tabIndex={-1}>
          {detail.warning !== null && <Note tone="unsure">{detail.warning}</Note>}
          {canGoOn(run) && <ResumeOffer run={run} />}
          {stop.isError && <FaultNote fault={faultOf(stop.error)} />}
          {isOver(run) && <CleanUp run={run} />}
        </div>
        <People detail={detail} show={show} onShow={onShow} />
        <EventLog events={detail.events} over={isOver(run)} />
        {stopping && !isOver(run) && (
          <StopSheet
            stopping={detail.stopping}
            target={target}
            compared={run.counts.compared}
            onKeep={keepSending}
            onStop={() => {
              setStopping(false);
              notes.current?.focus();
              stop.mutate({ run: run.id }, { onSuccess: ({ says }) => say(says) });
            }}
          />
        )}
      </div>
    </>
  );
}

/** One run: live while it goes, the same afterwards. */
export function RunView({ run }: { run: string }) {
  const [show, setShow] = useState<Show>("all");
  const detail = useCall("run.detail", { run, show, offset: 0, limit: pageSize }, true);
  const under = detail.data !== undefined && !isOver(detail.data.run);
  useRunWatch(under ? run : null);
  return (
    <Loaded of={detail}>{(data) => <RunShown detail={data} show={show} onShow={setShow} />}</Loaded>
  );
}
