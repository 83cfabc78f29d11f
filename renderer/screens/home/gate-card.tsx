import { HarmBars, harmWords } from "../../parts/harm-bars.tsx";
import { Icon } from "../../parts/icon.tsx";
import { hashOf, routeOf } from "../../shell/route.ts";
import type { Home } from "./home-screen.tsx";

const outcomes = {
  "not-yet": { look: "no", title: "Not yet. Do not go live.", icon: "stop" },
  "signatures-missing": { look: "almost", title: "Ready, signatures missing", icon: "signature" },
  ready: { look: "go", title: "Ready to go live", icon: "check" },
} as const;

function standInTheWay(count: number): string {
  if (count === 0) return "Nothing stands in the way of what was tested.";
  if (count === 1) return "One thing stands in the way. It must be put right and tested again.";
  return `${count} things stand in the way. Each must be put right and tested again.`;
}

/** "Can we go live?", computed by the host; reasons ordered by harm, each with one button. */
export function GateCard({ gate }: { gate: Home["gate"] }) {
  const outcome = outcomes[gate.outcome];
  return (
    <section className={`card gate ${outcome.look}`}>
      <header className="gh">
        <span className="stopsign">
          <Icon name={outcome.icon} />
        </span>
        <div className="grow">
          <h2 className="big">{outcome.title}</h2>
          <p className="t2">{standInTheWay(gate.reasons.length)}</p>
        </div>
      </header>
      <ul className="why">
        {gate.reasons
          .toSorted((a, b) => b.harm - a.harm)
          .map((reason) => (
            <li key={reason.says} className="row">
              {reason.kind === "fault" ? (
                <span className="why-sign" title={harmWords[reason.harm]}>
                  <HarmBars level={reason.harm} />
                </span>
              ) : (
                <span className={`why-sign v ${reason.kind === "cant-tell" ? "unsure" : "wait"}`}>
                  <Icon name={reason.kind === "cant-tell" ? "unsure" : "waiting"} />
                </span>
              )}
              <div className="grow">{reason.says}</div>
              {reason.action !== "" && (
                <a className="btn sm" href={hashOf(routeOf(reason.route))}>
                  {reason.action}
                </a>
              )}
            </li>
          ))}
      </ul>
    </section>
  );
}
