import { useNewestRun } from "../newest-run.ts";
import { hashOf } from "../../shell/route.ts";
import { goTo } from "../../shell/use-route.ts";
import { useKeys } from "../../shell/keys.tsx";
import type { Home } from "./home-screen.tsx";

function patients(count: number): string {
  return count === 1 ? "1 patient" : `${count} patients`;
}

/** The queue of the person in front of the screen; the first entry is the one primary button. */
export function NextCard({ home }: { home: Home }) {
  const run = useNewestRun()?.id ?? null;
  const { waiting, cantTell, failed, passed } = home.queue;
  const compare = { screen: "compare", run, case: null, field: null } as const;
  useKeys([
    {
      keys: ["Enter"],
      shown: "Enter",
      says: "Continue comparing",
      letter: true,
      yieldsToControls: true,
      run: () => goTo(waiting > 0 ? compare : { screen: "make" }),
    },
  ]);
  return (
    <section className="card nx">
      <header>
        <h2 className="grow">Next for you</h2>
      </header>
      <ol className="todo">
        <li>
          <span className="n">1</span>
          <div>
            {waiting > 0 ? (
              <>
                <b>Compare {patients(waiting)} waiting</b>
                <p className="t2">
                  {passed + failed + cantTell === 0
                    ? "Nobody has looked at them yet."
                    : `${passed} pass, ${failed} fail, ${cantTell} can’t tell so far.`}
                </p>
                <a className="btn pri" href={hashOf(compare)}>
                  Continue comparing <kbd aria-hidden="true">Enter</kbd>
                </a>
              </>
            ) : (
              <>
                <b>You are done with your patients.</b>
                <p className="t2">
                  {cantTell === 0
                    ? "Every one has a verdict."
                    : `${cantTell} ${cantTell === 1 ? "is" : "are"} marked Can’t tell.`}
                </p>
                <a className="btn pri" href="#/make">
                  Make more patients <kbd aria-hidden="true">Enter</kbd>
                </a>
              </>
            )}
          </div>
        </li>
        {cantTell > 0 && (
          <li>
            <span className="n">2</span>
            <div>
              <b>
                Look up {cantTell} “Can’t tell” {cantTell === 1 ? "patient" : "patients"} in the EMR
              </b>
              <p className="t2">Open each chart on screen and say what you see.</p>
              <a className="btn sm" href={hashOf(compare)}>
                Show the list
              </a>
            </div>
          </li>
        )}
        <li>
          <span className="n">{cantTell > 0 ? 3 : 2}</span>
          <div>
            <b>Sign-off</b>
            <p className="t2">Not built yet. A verdict is kept, but it is no signature.</p>
          </div>
        </li>
      </ol>
    </section>
  );
}
