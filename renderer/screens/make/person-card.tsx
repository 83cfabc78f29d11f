import { useState } from "react";
import type { PeopleChoice } from "../../../api/calls/people.ts";
import type { Reply } from "../../../api/contract.ts";
import { Segments } from "../../parts/segments.tsx";
import { Value } from "../../parts/value/value.tsx";
import { useCall } from "../../shell/use-call.ts";
import { Loaded } from "../loading.tsx";
import { ExpectedChip } from "./expected-chip.tsx";
import { messRanges } from "./planted.ts";

type Made = Reply<"people.person">;

function Leaf({ leaf, person }: { leaf: Made["chart"][number]; person: Made["person"] }) {
  const planted = person.planted.find(
    (each) => each.field === leaf.field && each.entry === leaf.entry,
  );
  return (
    <div className="leaf">
      <dt>
        {leaf.label} {leaf.entry !== "" && <span className="code">{leaf.entry}</span>}
      </dt>
      <dd>
        {leaf.value === null ? (
          <span className="nil">{leaf.absent ?? "nothing"}</span>
        ) : (
          <Value text={leaf.value} ranges={planted === undefined ? [] : messRanges(planted)} />
        )}
        {planted !== undefined && (
          <span className="leaf-mess">
            <ExpectedChip expected={planted.expected} />
            <span className="code">{planted.operators.join(", ")}</span>
          </span>
        )}
      </dd>
    </div>
  );
}

interface PersonProps {
  readonly choice: PeopleChoice;
  readonly index: number;
  readonly onClose: () => void;
}

/** One made-up patient, opened: every value, or the message as it will be sent. */
export function PersonCard({ choice, index, onClose }: PersonProps) {
  const [shown, setShown] = useState<"chart" | "message">("chart");
  const made = useCall("people.person", { ...choice, index });
  return (
    <section className="card person" aria-label="One patient">
      <Loaded of={made}>
        {(data) => {
          const groups = [...new Set(data.chart.map((leaf) => leaf.group))];
          return (
            <>
              <header className="wrap">
                <h2>
                  <Value text={data.person.name} />
                </h2>
                <span className="chip">Made-up patient</span>
                <span className="code">{data.person.id}</span>
                <span className="ml">
                  <Segments
                    label="How to show the patient"
                    options={[
                      { id: "chart", label: "Record" },
                      { id: "message", label: "Message" },
                    ]}
                    chosen={shown}
                    onChoose={setShown}
                  />
                </span>
                <button type="button" className="btn sm" onClick={onClose}>
                  Close <kbd aria-hidden="true">Esc</kbd>
                </button>
              </header>
              <div className="ft in" tabIndex={0} role="region" aria-label="Values of the patient">
                {shown === "message" ? (
                  <pre className="val raw-block">{data.fhir}</pre>
                ) : (
                  groups.map((group) => (
                    <section key={group}>
                      <h3>{group}</h3>
                      <dl>
                        {data.chart
                          .filter((leaf) => leaf.group === group)
                          .map((leaf) => (
                            <Leaf
                              key={`${leaf.field} ${leaf.entry}`}
                              leaf={leaf}
                              person={data.person}
                            />
                          ))}
                      </dl>
                    </section>
                  ))
                )}
              </div>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
