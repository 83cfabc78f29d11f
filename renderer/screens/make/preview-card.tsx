import type { ReactNode } from "react";
import type { Reply } from "../../../api/contract.ts";
import { Value } from "../../parts/value/value.tsx";
import { expectedLook } from "./expected-chip.tsx";
import { messWithin, type MadePerson } from "./planted.ts";

interface PreviewProps {
  readonly preview: Reply<"people.preview">;
  readonly count: number;
  readonly opened: number | null;
  readonly onOpen: (index: number) => void;
  readonly children?: ReactNode;
}

function MessCell({ person }: { person: MadePerson }) {
  const first = person.planted[0];
  if (first === undefined) {
    return <span className="muted">{person.control ? "none, on purpose" : "none"}</span>;
  }
  const look = expectedLook(first.expected);
  return (
    <span className="row tight">
      <b className="t2" title={first.expected}>
        <span aria-hidden="true">{look.sign}</span>
        <span className="vh">{look.word}: </span>
      </b>
      <span className="chip" title={first.operators.join(", ")}>
        {first.label}
      </span>
      {person.planted.length > 1 && <span className="code">+{person.planted.length - 1}</span>}
    </span>
  );
}

/** The first people of the set, with the planted mess marked in place. */
export function PreviewCard({ preview, count, opened, onOpen, children }: PreviewProps) {
  return (
    <section className="card pv" data-pane="">
      <header className="wrap">
        <h2 className="grow">
          Preview: {preview.people.length} of {count}
        </h2>
        <span className="meta">
          <span className="val mess">Underlined</span> = the mess we put in on purpose
        </span>
        {children}
      </header>
      <div className="ft" tabIndex={0} role="region" aria-label="Preview of the patients">
        <table className="g">
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">Name</th>
              <th scope="col">Born</th>
              <th scope="col">Record no.</th>
              <th scope="col">Must be · mess</th>
            </tr>
          </thead>
          <tbody>
            {preview.people.map((person) => (
              <tr
                key={person.id}
                aria-selected={person.index === opened}
                onClick={() => onOpen(person.index)}
              >
                <td className="code">
                  <button
                    type="button"
                    className="plain-btn link"
                    aria-label={`Open patient ${person.id}`}
                    onClick={() => onOpen(person.index)}
                  >
                    {person.id}
                  </button>
                </td>
                <td>
                  <Value text={person.name} ranges={messWithin(person.name, person.planted)} />
                </td>
                <td>
                  <Value text={person.born} ranges={messWithin(person.born, person.planted)} />
                </td>
                <td>
                  <Value text={person.mrn} ranges={messWithin(person.mrn, person.planted)} />
                </td>
                <td className="mc">
                  <MessCell person={person} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
