import { goTo } from "../shell/use-route.ts";
import type { LaterName } from "../shell/route.ts";
import { ScreenHead } from "./screen-head.tsx";

const later: Readonly<Record<LaterName, { title: string; will: string }>> = {
  "update-loop": {
    title: "Update loop",
    will: "It will show, field by field, when each change arrived at the other system, late ones and those that went back.",
  },
  duplicates: {
    title: "Duplicates",
    will: "It will send look-alike people and show who got a second chart and who was merged.",
  },
  failures: {
    title: "Failures",
    will: "It will keep each failure from its discovery to the passed retest.",
  },
  "sign-off": {
    title: "Sign-off",
    will: "It will let each role sign one exact set of results.",
  },
  evidence: {
    title: "Evidence",
    will: "It will export results, messages and verdicts with fingerprints that can be checked.",
  },
  mapping: {
    title: "Mapping document",
    will: "It will list every field with its place in each system.",
  },
  monitor: {
    title: "Monitor",
    will: "It will watch the connection after go-live: heartbeat, age of data, errors, answer times.",
  },
};

/** A place that is planned: it says so, and what can be done instead. */
export function LaterScreen({ name }: { name: LaterName }) {
  const screen = later[name];
  return (
    <>
      <ScreenHead title={screen.title} says="Planned for a later version." />
      <div className="body">
        <section className="card empty">
          <p>
            <b>Not built yet.</b> {screen.will}
          </p>
          <p className="t2">Your results so far say nothing about it.</p>
          <button
            type="button"
            className="btn"
            onClick={() => goTo({ screen: "compare", run: null, case: null, field: null })}
          >
            Go to Compare
          </button>
        </section>
      </div>
    </>
  );
}
