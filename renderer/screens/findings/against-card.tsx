import { useState } from "react";
import { Sign } from "../../parts/sign.tsx";
import { Value } from "../../parts/value/value.tsx";
import { Shown } from "../../parts/value/shown-value.tsx";
import { hashOf } from "../../shell/route.ts";
import { againstWords, countOfValues } from "./against-words.ts";
import type { Finding } from "./finding-types.ts";

const first = 5;

/** The values that this fault should have changed and that came back as they were sent. */
export function AgainstCard({ finding }: { finding: Finding }) {
  const { against, run } = finding;
  const [all, setAll] = useState(false);
  const rows = all ? against.listed : against.listed.slice(0, first);
  return (
    <section className="card">
      <header>
        <h2 className="grow">What speaks against it</h2>
        <span className="meta">{countOfValues(against.total)}</span>
      </header>
      <div className="in stack">
        <p>{againstWords(finding)}</p>
      </div>
      {rows.length > 0 && (
        <div className="scroll-x" tabIndex={0} role="region" aria-label="Values against it">
          <table className="g sightings">
            <caption className="vh">Values that speak against it</caption>
            <thead>
              <tr>
                <th scope="col" className="c-patient">
                  Patient
                </th>
                <th scope="col" className="c-field">
                  Field
                </th>
                <th scope="col">We sent, and it came back so</th>
                <th scope="col" className="c-state">
                  <span className="vh">State</span>
                </th>
                <th scope="col">This fault would have made of it</th>
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
                  <td>
                    <Shown value={each.source} side="source" />
                  </td>
                  <td>
                    <Sign verdict="match" />
                  </td>
                  <td>
                    {each.expected === null ? (
                      <span className="t3">cannot be said</span>
                    ) : each.expected === "" ? (
                      <span className="nil">nothing</span>
                    ) : (
                      <Value text={each.expected} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {against.listed.length > rows.length && (
        <p className="in meta">
          <button type="button" className="plain-btn link" onClick={() => setAll(true)}>
            Show {against.listed.length.toLocaleString("en-US")} of{" "}
            {against.total.toLocaleString("en-US")}
          </button>
        </p>
      )}
    </section>
  );
}
