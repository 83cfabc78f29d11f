import { HarmBars, harmWords } from "../../parts/harm-bars.tsx";
import { Sign } from "../../parts/sign.tsx";
import { hashOf } from "../../shell/route.ts";
import { useNewestRun } from "../newest-run.ts";
import type { Home } from "./home-screen.tsx";

const levels = [4, 3, 2, 1] as const;

/** The named faults of the campaign, worst first; each leads to a patient who shows it. */
export function FaultsCard({ faults }: { faults: Home["faults"] }) {
  const run = useNewestRun()?.id ?? null;
  return (
    <section className="card fa">
      <header>
        <h2 className="grow">Faults found, worst first</h2>
        <a href={hashOf({ screen: "findings", run, finding: null })}>
          {faults.length === 1 ? "1 finding" : `All ${faults.length}`}
        </a>
      </header>
      {faults.length === 0 && (
        <p className="in t2">No fault was named. That only counts for what was tested.</p>
      )}
      <ul className="fl">
        {levels.map((level) => {
          const here = faults.filter((fault) => fault.harm === level);
          if (here.length === 0) return null;
          return (
            <li key={level}>
              <div className="fh row">
                <HarmBars level={level} />
                <b className="grow">{harmWords[level]}</b>
                <b className="num">{here.length}</b>
              </div>
              <ul>
                {here.map((fault) => (
                  <li key={fault.id} className="row fi">
                    <Sign verdict="delta" />
                    <a
                      className="grow"
                      title={fault.says}
                      href={hashOf({
                        screen: "compare",
                        run,
                        case: fault.example,
                        field: fault.fields[0] ?? null,
                      })}
                    >
                      {fault.short}
                    </a>
                    <small className="nowrap">
                      {fault.cases === 1 ? "1 patient" : `${fault.cases} patients`}
                    </small>
                    <span className="code">{fault.id}</span>
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
