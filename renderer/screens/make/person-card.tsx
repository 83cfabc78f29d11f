import { useEffect, useRef, useState } from "react";
import type { PeopleChoice } from "../../../api/calls/people.ts";
import { Segments } from "../../parts/segments.tsx";
import { Value } from "../../parts/value/value.tsx";
import { useCall } from "../../shell/use-call.ts";
import { Loaded } from "../loading.tsx";
import { PersonChart } from "./person-chart.tsx";
import { PersonMessage } from "./person-message.tsx";
import { SaveMessage } from "./save-message.tsx";

const views = [
  { id: "chart", label: "Record" },
  { id: "fhir", label: "FHIR" },
  { id: "hl7", label: "HL7" },
  { id: "csv", label: "CSV" },
] as const;
export type PersonView = (typeof views)[number]["id"];

interface PersonProps {
  readonly choice: PeopleChoice;
  readonly index: number;
  /** A folder to begin the path of a saved file with. */
  readonly folder: string;
  readonly onOpen: (index: number) => void;
  readonly onClose: () => void;
}

/** One made-up patient, opened: every value, or the record as each format carries it. */
export function PersonCard({ choice, index, folder, onOpen, onClose }: PersonProps) {
  const [view, setView] = useState<PersonView>("chart");
  const made = useCall("people.person", { ...choice, index });
  const card = useRef<HTMLElement>(null);
  // On a narrow page the list that opened it stands below.
  useEffect(() => {
    card.current?.scrollIntoView({ block: "nearest" });
  }, [index]);
  return (
    <section ref={card} className="card person" aria-label="One patient" data-pane="">
      <Loaded of={made}>
        {(data) => (
          <>
            <header className="wrap">
              <h2>
                <Value text={data.person.name} />
              </h2>
              <span className="chip">
                {data.person.control ? "Made-up, clean on purpose" : "Made-up patient"}
              </span>
              <span className="code">{data.person.id}</span>
              {data.person.cluster !== null && (
                <span className="chip">
                  {data.person.cluster.member} of {data.person.cluster.people.length} who belong
                  together
                </span>
              )}
              <span className="ml row wrap">
                <Segments
                  label="How to show the patient"
                  options={views}
                  chosen={view}
                  onChoose={setView}
                />
                <SaveMessage
                  key={`${index} ${view}`}
                  choice={choice}
                  index={index}
                  person={data.person.id}
                  view={view}
                  folder={folder}
                />
                <button type="button" className="btn sm" onClick={onClose}>
                  Close <kbd aria-hidden="true">Esc</kbd>
                </button>
              </span>
            </header>
            {view === "chart" ? (
              <PersonChart made={data} onOpen={onOpen} />
            ) : (
              <PersonMessage
                choice={choice}
                index={index}
                format={view}
                planted={data.person.planted}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
