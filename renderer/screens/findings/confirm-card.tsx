import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Reply } from "../../../api/contract.ts";
import { Icon } from "../../parts/icon.tsx";
import { FaultNote } from "../../parts/note.tsx";
import { Value } from "../../parts/value/value.tsx";
import { useAnnounce } from "../../shell/announce.tsx";
import { faultOf } from "../../shell/client.ts";
import { useCall, useClient } from "../../shell/use-call.ts";
import type { CallFault } from "../../../api/fault.ts";
import type { RunningJob } from "../../shell/client.ts";
import type { Finding } from "./finding-types.ts";

type Probe = NonNullable<Finding["last"]>;
type Shot = Probe["shots"][number];

const standings = {
  settled: { look: "pass", icon: "pass", words: "Confirmed by an extra test" },
  refuted: { look: "fail", icon: "fail", words: "Refuted by an extra test" },
  undecided: { look: "unsure", icon: "unsure", words: "The extra test did not decide it" },
} as const;

const outcomes: Readonly<Record<Shot["outcome"], string>> = {
  whole: "came back as sent",
  changed: "came back changed",
  gone: "did not come back",
  refused: "was refused",
  "not-there": "the patient is not there",
  joined: "stands in one chart with another patient",
  "not-read": "could not be read",
};

function Sent({ text }: { text: string | null }) {
  return text === null ? <span className="t3">the whole record</span> : <Value text={text} />;
}

function Shots({ shots }: { shots: readonly Shot[] }) {
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label="Extra tests">
      <table className="g sightings">
        <caption className="vh">Extra tests</caption>
        <thead>
          <tr>
            <th scope="col">Extra test</th>
            <th scope="col">Field</th>
            <th scope="col">We sent</th>
            <th scope="col">Came back</th>
          </tr>
        </thead>
        <tbody>
          {shots.map((shot, at) => (
            <tr key={at}>
              <td>{shot.says}</td>
              <td>
                {shot.label}
                {shot.part === "beside" && <small className="block t3">beside, only told</small>}
              </td>
              <td>
                <Sent text={shot.sent} />
              </td>
              <td>
                {outcomes[shot.outcome]}
                {shot.came !== null && (
                  <span className="block">
                    <Value text={shot.came} />
                  </span>
                )}
                {shot.why !== null && <span className="block t2">{shot.why}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What "Confirm" would send, before it is sent. */
function Plan({ plan }: { plan: Reply<"probe.plan"> }) {
  if (plan.cannot !== null) return null;
  return (
    <ul className="plan">
      {plan.shots.map((shot, at) => (
        <li key={at}>
          {shot.says} in {shot.label}
          {shot.sent !== null && (
            <>
              {": "}
              <Value text={shot.sent} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

interface Asking {
  readonly says: string | null;
  readonly fault: CallFault | null;
  readonly start: () => void;
  readonly stop: () => void;
}

function useConfirm(finding: Finding): Asking {
  const client = useClient();
  const queries = useQueryClient();
  const { toast } = useAnnounce();
  const [says, setSays] = useState<string | null>(null);
  const [fault, setFault] = useState<CallFault | null>(null);
  const job = useRef<RunningJob<"probe.confirm"> | null>(null);
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  async function confirm() {
    setFault(null);
    setSays("Getting ready");
    const input = { run: finding.run.id, finding: finding.finding };
    const running = client.job("probe.confirm", input, (step) => setSays(step.says));
    job.current = running;
    try {
      await running.done;
      if (here.current) toast("The extra test is done.");
    } catch (thrown) {
      setFault(faultOf(thrown));
    } finally {
      job.current = null;
      setSays(null);
      void queries.invalidateQueries({ queryKey: ["finding.detail"] });
    }
  }
  return {
    says,
    fault,
    start: () => void confirm(),
    stop: () => job.current?.cancel(),
  };
}

function OneOf({ finding }: { finding: Finding }) {
  if (finding.oneOf.length < 2) return null;
  return (
    <>
      <p>
        <b>One of these.</b> Each explains the values equally well; the next test tells them apart.
      </p>
      <ul className="one-of">
        {finding.oneOf.map((names) => (
          <li key={names.map(({ id }) => id).join("+")}>
            {names.map(({ long }) => long).join(", with ")}{" "}
            <span className="code">{names.map(({ id }) => id).join(" + ")}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** How sure the finding is, which experiment settles it, and what it said. */
export function ConfirmCard({ finding }: { finding: Finding }) {
  const { last } = finding;
  const plan = useCall("probe.plan", { run: finding.run.id, finding: finding.finding });
  const asking = useConfirm(finding);
  const standing = last === null ? null : standings[last.standing];
  const cannot = plan.isError ? faultOf(plan.error).happened : (plan.data?.cannot ?? null);
  return (
    <section className="card">
      <header>
        <h2 className="grow">How sure are we?</h2>
        {standing === null ? (
          <span className="meta">{finding.standing}</span>
        ) : (
          <span className={`v ${standing.look}`}>
            <Icon name={standing.icon} />
            {standing.words}
          </span>
        )}
      </header>
      <div className="in stack">
        <p>
          {finding.standing}: {finding.cases === 1 ? "1 patient" : `${finding.cases} patients`} show
          it
          {finding.confidence > 0 &&
            `, and it makes exactly what came back with ${Math.round(finding.confidence * 100)} % confidence`}
          .
        </p>
        <OneOf finding={finding} />
        {last !== null && <p className="say">{last.says}</p>}
      </div>
      {last !== null && <Shots shots={last.shots} />}
      <div className="in stack noprint">
        <p className="t2">
          <b>Next test.</b> {finding.probe}
        </p>
        {plan.data !== undefined && <Plan plan={plan.data} />}
        {asking.fault !== null && <FaultNote fault={asking.fault} />}
        {asking.says !== null ? (
          <div className="row" role="status">
            <span className="grow">{asking.says}…</span>
            <button type="button" className="btn" onClick={asking.stop}>
              Stop
            </button>
          </div>
        ) : (
          <div className="row wrap">
            <button
              type="button"
              className="btn pri"
              aria-disabled={cannot !== null || plan.isPending}
              aria-describedby={cannot === null ? undefined : "no-probe"}
              onClick={() => {
                if (cannot === null && !plan.isPending) asking.start();
              }}
            >
              {last === null ? "Confirm" : "Confirm again"}
            </button>
            {cannot !== null && (
              <span id="no-probe" className="t2">
                Not possible: {cannot}
              </span>
            )}
            {cannot === null && (
              <span className="meta">
                Sends {plan.data?.shots.length ?? "a few"} made-up patients, reads them back,
                removes them.
              </span>
            )}
          </div>
        )}
      </div>
    </section>
  );
}
