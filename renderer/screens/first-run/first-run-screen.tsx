import { useEffect, useRef, useState } from "react";
import { diffCharacters } from "../../../core/compare/diff-characters.ts";
import type { Reply } from "../../../api/contract.ts";
import { Icon } from "../../parts/icon.tsx";
import { FaultNote } from "../../parts/note.tsx";
import { Sign } from "../../parts/sign.tsx";
import { rangesOf } from "../../parts/value/marked-text.ts";
import { Value } from "../../parts/value/value.tsx";
import { faultOf } from "../../shell/client.ts";
import { useAnnounce } from "../../shell/announce.tsx";
import { useCall, useCommand } from "../../shell/use-call.ts";
import { goTo } from "../../shell/use-route.ts";
import { Loaded } from "../loading.tsx";
import { isOver, type RunLine } from "../newest-run.ts";
import { useRunWatch } from "../use-run-watch.ts";

type FirstDifference = NonNullable<Reply<"run.detail">["firstDifference"]>;

function useElapsedSeconds(run: RunLine): number {
  const started = Date.parse(run.started);
  const ended = run.ended === null ? null : Date.parse(run.ended);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (ended !== null) return undefined;
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [ended]);
  return Math.max(0, Math.round(((ended ?? now) - started) / 1000));
}

function Tick({ label, done, of }: { label: string; done: number; of: number }) {
  const finished = of > 0 && done >= of;
  return (
    <li>
      <span className={finished ? "v pass" : "v wait"}>
        <Icon name={finished ? "pass" : done > 0 ? "running" : "waiting"} />
      </span>
      <b className="grow">{label}</b>
      <span className="t2 num">
        {done} of {of}
      </span>
    </li>
  );
}

function Ticks({ run }: { run: RunLine }) {
  const { counts } = run;
  const ready = run.state !== "queued" && counts.total > 0;
  return (
    <ol className="ticks" aria-label="How far it is">
      <li>
        <span className={ready ? "v pass" : "v wait"}>
          <Icon name={ready ? "pass" : "running"} />
        </span>
        <b className="grow">{counts.total} made-up patients</b>
        <span className="t2 num">{ready ? "ready" : "being made"}</span>
      </li>
      <Tick label="Sent to the practice EMR" done={counts.sent} of={counts.total} />
      <Tick label="Acknowledged" done={counts.acknowledged} of={counts.total} />
      <Tick label="Read back" done={counts.readBack} of={counts.total} />
      <Tick label="Compared" done={counts.compared} of={counts.total} />
    </ol>
  );
}

function Found({ run, first }: { run: string; first: FirstDifference }) {
  const button = useRef<HTMLButtonElement>(null);
  const { say } = useAnnounce();
  useEffect(() => {
    button.current?.focus();
    say(`First difference found in ${first.label}. Press Enter to look at it.`);
  }, [first.case, first.label, say]);
  const source = first.source ?? "";
  const target = first.target ?? "";
  const spans = diffCharacters(source, target);
  return (
    <div className="hit">
      <Sign verdict="delta" />
      <div className="grow">
        <b>First difference found</b>
        <p>
          {first.label}:{" "}
          {first.source === null ? (
            <i>nothing</i>
          ) : (
            <Value text={source} ranges={rangesOf(spans, "source", false)} beside={target} />
          )}{" "}
          came back as{" "}
          {first.target === null ? (
            <i>nothing</i>
          ) : (
            <Value text={target} ranges={rangesOf(spans, "target", false)} beside={source} />
          )}
        </p>
      </div>
      <button
        ref={button}
        type="button"
        className="btn pri"
        onClick={() => goTo({ screen: "compare", run, case: first.case, field: first.field })}
      >
        Look at it <kbd aria-hidden="true">Enter</kbd>
      </button>
    </div>
  );
}

function Trying({
  run,
  line,
  first,
  warning,
}: {
  run: string;
  line: RunLine;
  first: FirstDifference | null;
  warning: string | null;
}) {
  const seconds = useElapsedSeconds(line);
  // what is shown first stays: a worse one found later must not change it under the hand
  const [shown, setShown] = useState(first);
  if (shown === null && first !== null) setShown(first);
  return (
    <>
      <p className="meta">{line.ended === null ? `${seconds} s so far` : `took ${seconds} s`}</p>
      <Ticks run={line} />
      {shown !== null && <Found run={run} first={shown} />}
      {shown === null && isOver(line) && (
        <p className="t2">
          {line.state === "done"
            ? "No difference was found."
            : (warning ?? "The try ended early. What was done is stored.")}
        </p>
      )}
    </>
  );
}

function Followed({ run }: { run: string }) {
  useRunWatch(run);
  const detail = useCall("run.detail", { run, show: "all", offset: 0, limit: 1 });
  return (
    <Loaded of={detail}>
      {(data) => (
        <Trying run={run} line={data.run} first={data.firstDifference} warning={data.warning} />
      )}
    </Loaded>
  );
}

const ways = [
  { icon: "plug", says: "FHIR over the internet" },
  { icon: "loop", says: "HL7 messages, not built yet" },
  { icon: "box", says: "Files in a folder, not built yet" },
  { icon: "print", says: "By hand, with printed sheets, not built yet" },
] as const;

/** The first window: two buttons, no questions; five ticks with real counts. */
export function FirstRunScreen({ run }: { run: string | null }) {
  const tryIt = useCommand("practice.try");
  return (
    <div className="fr" data-pane="">
      <div className="in">
        <h1>Does your clinic’s data survive the trip?</h1>
        <p className="lead">
          Crosschart sends messy, made-up patients through your connection, fetches them back and
          shows every letter that changed.
        </p>
        <div className="two-cards">
          <section className="card strong-edge">
            <header>
              <h2 className="grow">Try it with the practice EMR</h2>
            </header>
            <div className="in2">
              <p className="t2">
                A small EMR inside Crosschart, with two faults switched on. Nothing leaves this
                computer.
              </p>
              {tryIt.isError && <FaultNote fault={faultOf(tryIt.error)} />}
              {run !== null ? (
                <Followed run={run} />
              ) : (
                <button
                  type="button"
                  className="btn pri big-btn"
                  aria-disabled={tryIt.isPending || tryIt.isSuccess}
                  onClick={() => {
                    if (tryIt.isPending || tryIt.isSuccess) return;
                    tryIt.mutate(
                      {},
                      { onSuccess: (started) => goTo({ screen: "start", run: started.run }) },
                    );
                  }}
                >
                  {tryIt.isPending || tryIt.isSuccess
                    ? "Starting the practice EMR…"
                    : "Try it with the practice EMR"}
                </button>
              )}
            </div>
          </section>
          <section className="card">
            <header>
              <h2>Connect my system</h2>
            </header>
            <div className="in2">
              <p className="t2">
                You need the address of a <b>test</b> system and a profile file that describes it.
                You can stop at any step.
              </p>
              <ul className="ways">
                {ways.map((way) => (
                  <li key={way.says}>
                    <Icon name={way.icon} />
                    {way.says}
                  </li>
                ))}
              </ul>
              <a className="btn" href="#/connections">
                Connect my system
              </a>
            </div>
          </section>
        </div>
        <p className="meta row">
          <Icon name="shield" />
          Only made-up patients. Crosschart stops if a system looks real.
        </p>
      </div>
    </div>
  );
}
