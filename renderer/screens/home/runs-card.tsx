import { hashOf } from "../../shell/route.ts";
import type { RunLine } from "../newest-run.ts";
import type { Home } from "./home-screen.tsx";

const when = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

const stateWords = {
  queued: "in line",
  preparing: "getting ready",
  sending: "sending",
  reading: "reading back",
  done: "finished",
  stopped: "stopped by you",
  interrupted: "interrupted",
  error: "ended by an error",
  refused: "stopped by Crosschart",
} as const;

/** What a run is doing, or how it ended. */
export function wordsOfState(run: RunLine): string {
  return run.paused ? "paused by you" : stateWords[run.state];
}

function Bar({ queue }: { queue: Home["queue"] }) {
  const total = queue.passed + queue.failed + queue.cantTell + queue.waiting;
  const share = (count: number) => ({ width: `${total === 0 ? 0 : (100 * count) / total}%` });
  return (
    <div className="bar" aria-hidden="true">
      <i className="p" style={share(queue.passed)} />
      <i className="f" style={share(queue.failed)} />
      <i className="u" style={share(queue.cantTell)} />
    </div>
  );
}

/** How far the verdicts have come, and the runs they stand on. */
export function RunsCard({ home }: { home: Home }) {
  const { queue } = home;
  return (
    <section className="card ro">
      <header>
        <h2 className="grow">How far it has come</h2>
      </header>
      <div className="in stack">
        <Bar queue={queue} />
        <p className="t2">
          {queue.passed} pass · {queue.failed} fail · {queue.cantTell} can’t tell · {queue.waiting}{" "}
          waiting
        </p>
      </div>
      <div className="scroll-x" tabIndex={0} role="region" aria-label="Runs">
        <table className="g">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Started</th>
              <th scope="col" className="num">
                Patients
              </th>
              <th scope="col" className="num">
                Same
              </th>
              <th scope="col" className="num">
                Different
              </th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {home.runs
              .toSorted((a, b) => b.number - a.number)
              .slice(0, 8)
              .map((run) => (
                <tr key={run.id}>
                  <td>
                    <a href={hashOf({ screen: "send", run: run.id })}>Run {run.number}</a>
                  </td>
                  <td className="nowrap">{when.format(new Date(run.started))}</td>
                  <td className="num">{run.counts.total}</td>
                  <td className="num">{run.counts.same}</td>
                  <td className="num">{run.counts.different}</td>
                  <td className="nowrap">
                    {wordsOfState(run)}
                    {run.leftovers > 0 && <small> · {run.leftovers} records still there</small>}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
