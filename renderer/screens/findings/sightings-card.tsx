import { useState, type ReactNode } from "react";
import { diffCharacters } from "../../../core/compare/diff-characters.ts";
import { Sign } from "../../parts/sign.tsx";
import { rangesOf } from "../../parts/value/marked-text.ts";
import { Shown } from "../../parts/value/shown-value.tsx";
import { hashOf } from "../../shell/route.ts";
import { hopName } from "../compare/hop-names.ts";
import type { Finding } from "./finding-types.ts";

type Sighting = Finding["shows"]["listed"][number];

const first = 8;

const textOf = (value: Sighting["source"]): string => (value.kind === "text" ? value.text : "");

function Values({ sighting }: { sighting: Sighting }) {
  const { source, target, verdict } = sighting;
  const both = source.kind === "text" && target.kind === "text";
  const spans = both ? diffCharacters(source.text, target.text) : [];
  const whole = (side: "source" | "target") => {
    if (both) return rangesOf(spans, side, false);
    const text = textOf(side === "source" ? source : target);
    if (text === "") return [];
    const mark = side === "source" ? ("gone" as const) : ("add" as const);
    return [{ start: 0, end: Infinity, mark }];
  };
  return (
    <>
      <td>
        <Shown value={source} side="source" ranges={whole("source")} beside={textOf(target)} />
      </td>
      <td>
        <Sign verdict={verdict} />
      </td>
      <td>
        <Shown value={target} side="target" ranges={whole("target")} beside={textOf(source)} />
        {sighting.cut && <small className="block t3">shown in part</small>}
      </td>
    </>
  );
}

interface CardProps {
  readonly finding: Finding;
  readonly children: ReactNode;
}

/** What happens, in a sentence, and on which values. */
export function SightingsCard({ finding, children }: CardProps) {
  const { shows, run } = finding;
  const [all, setAll] = useState(false);
  const rows = all ? shows.listed : shows.listed.slice(0, first);
  return (
    <section className="card">
      <header>
        <h2 className="grow">Exactly what happens</h2>
        <span className="code">
          {finding.fault.id} ·{" "}
          {finding.cases === 1 ? "1 patient" : `${finding.cases.toLocaleString("en-US")} patients`}
        </span>
      </header>
      <div className="in stack">
        <p className="say">{finding.says}</p>
        <p className="t2">{finding.why}</p>
        {children}
      </div>
      <div className="scroll-x" tabIndex={0} role="region" aria-label="Values that show it">
        <table className="g sightings">
          <caption className="vh">Values that show it</caption>
          <thead>
            <tr>
              <th scope="col" className="c-patient">
                Patient
              </th>
              <th scope="col" className="c-field">
                Field
              </th>
              <th scope="col">We sent</th>
              <th scope="col" className="c-state">
                <span className="vh">State</span>
              </th>
              <th scope="col">Came back</th>
              <th scope="col" className="c-place">
                Changed at
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((each) => (
              <tr key={`${each.case} ${each.key}`}>
                <td className="nowrap">
                  <a
                    className="code"
                    title={each.name}
                    href={hashOf({
                      screen: "compare",
                      run: run.id,
                      case: each.case,
                      field: each.key,
                    })}
                  >
                    {each.number}
                  </a>
                </td>
                <td>{each.field.label}</td>
                <Values sighting={each} />
                <td>{hopName(each.changedAt, finding)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="in meta">
        {rows.length.toLocaleString("en-US")} of {shows.total.toLocaleString("en-US")} values
        {shows.listed.length > rows.length && (
          <>
            {" · "}
            <button type="button" className="plain-btn link" onClick={() => setAll(true)}>
              Show {shows.listed.length.toLocaleString("en-US")}
            </button>
          </>
        )}
        {" · "}
        <a href={hashOf({ screen: "compare", run: run.id, case: null, field: null })}>
          Open Compare
        </a>
      </p>
    </section>
  );
}
