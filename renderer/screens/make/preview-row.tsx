import { Value } from "../../parts/value/value.tsx";
import { expectedLook } from "./expected-chip.tsx";
import { messRanges, type MadePerson } from "./planted.ts";
import { PlantedTip, plantedWords } from "./planted-tip.tsx";

type CellValue = MadePerson["family"];

/** A value with its mess marked; what is missing on purpose is said. */
function Cell({ cell, person, nothing }: { cell: CellValue; person: MadePerson; nothing: string }) {
  const planted = person.planted.find((each) => each.field === cell.field);
  if (cell.value === null || cell.value === "") {
    const says = cell.value === "" ? "sent empty" : (cell.absent ?? nothing);
    return <span className={planted === undefined ? "nil x" : "nil x mess"}>{says}</span>;
  }
  if (planted?.messy !== cell.value) return <Value text={cell.value} />;
  const value = (
    <span>
      <Value text={cell.value} ranges={messRanges(planted)} />
    </span>
  );
  return <PlantedTip planted={[planted]} trigger={value} />;
}

/** "With p-0002" of two, "3 of 13 together" of more. */
function togetherWords(id: string, cluster: NonNullable<MadePerson["cluster"]>): string {
  const others = cluster.people.filter((each) => each !== id);
  return others.length === 1
    ? `With ${others.join("")}`
    : `${cluster.member} of ${cluster.people.length} together`;
}

function MessCell({ person }: { person: MadePerson }) {
  const [first] = person.planted;
  if (first === undefined) {
    return person.control ? (
      <span className="chip control">clean on purpose</span>
    ) : (
      <span className="muted">none</span>
    );
  }
  const look = expectedLook(first.expected);
  const more = person.planted.length - 1;
  return (
    <PlantedTip
      planted={person.planted}
      trigger={
        <button type="button" className="plain-btn mess-btn">
          <b className="t2" aria-hidden="true">
            {look.sign}
          </b>
          <span className="chip ell">
            {person.cluster === null ? first.label : togetherWords(person.id, person.cluster)}
          </span>
          {more > 0 && <span className="code">+{more}</span>}
          <span className="vh">: {person.planted.map(plantedWords).join(" ")}</span>
        </button>
      }
    />
  );
}

interface RowProps {
  readonly person: MadePerson | undefined;
  readonly index: number;
  readonly selected: boolean;
  readonly onOpen: () => void;
}

/** One line of the preview; a person whose page is still being made is a bar. */
export function PreviewRow({ person, index, selected, onOpen }: RowProps) {
  if (person === undefined) {
    return (
      <div className="pv-row" role="row" aria-rowindex={index + 2} aria-busy="true">
        <span role="cell" className="meta">
          …
        </span>
      </div>
    );
  }
  const { cluster } = person;
  return (
    <div
      className={cluster === null ? "pv-row" : `pv-row ${clusterEdge(cluster)}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={onOpen}
    >
      <span role="rowheader" className="code">
        <button
          type="button"
          className="plain-btn link"
          aria-label={`Open patient ${person.id}`}
          onClick={onOpen}
        >
          {person.id}
        </button>
        {cluster !== null && (
          <span className="cl-mark" title={cluster.says}>
            {cluster.member}/{cluster.people.length}
            <span className="vh">, {cluster.says}</span>
          </span>
        )}
      </span>
      <span role="cell" className="ell">
        <Cell cell={person.family} person={person} nothing="no last name" />
      </span>
      <span role="cell" className="ell">
        <Cell cell={person.given} person={person} nothing="no first name" />
      </span>
      <span role="cell" className="ell">
        <Cell cell={person.born} person={person} nothing="not known" />
      </span>
      <span role="cell" className="ell">
        <Cell cell={person.mrn} person={person} nothing="no number" />
      </span>
      <span role="cell" className="mc">
        <MessCell person={person} />
      </span>
    </div>
  );
}

/** The bracket that holds people of one cluster together. */
function clusterEdge({ member, people }: NonNullable<MadePerson["cluster"]>): string {
  if (member === 1) return "cl first";
  return member === people.length ? "cl last" : "cl";
}
