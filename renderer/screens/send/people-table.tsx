import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { Reply } from "../../../api/contract.ts";
import { Value } from "../../parts/value/value.tsx";
import { hashOf } from "../../shell/route.ts";
import { Stage } from "./stage-mark.tsx";

type Person = Reply<"run.detail">["people"][number];

const rowPx = 30;
const chips: Readonly<Record<Person["result"]["kind"], string>> = {
  same: "eq",
  different: "ne",
  refused: "ne",
  "not-found": "un",
  unknown: "un",
  waiting: "no",
  "in-line": "",
};

function PersonRow({ person, run, index }: { person: Person; run: string; index: number }) {
  const chip = chips[person.result.kind];
  return (
    <div className="pr-row" role="row" aria-rowindex={index + 2}>
      <span className="code" role="cell">
        {person.number}
      </span>
      <span className="ell" role="rowheader">
        <a
          href={hashOf({ screen: "compare", run, case: person.case, field: null })}
          className="plain-link"
        >
          <Value text={person.name} />
        </a>
      </span>
      {[person.sent, person.acknowledged, person.stored, person.readBack, person.compared].map(
        (mark, at) => (
          <span key={at} className="sc" role="cell">
            <Stage mark={mark} />
          </span>
        ),
      )}
      <span className="num t2" role="cell">
        {person.seconds === null ? "" : `${person.seconds.toFixed(1)} s`}
      </span>
      <span className="ell" role="cell">
        {person.result.kind === "in-line" ? (
          <span className="muted">{person.result.says}</span>
        ) : (
          person.result.says !== "" && <span className={`chip ${chip}`}>{person.result.says}</span>
        )}
      </span>
    </div>
  );
}

interface TableProps {
  readonly run: string;
  readonly people: readonly Person[];
}

const heads = [
  "No.",
  "Patient",
  "Sent",
  "Acknowl.",
  "Stored",
  "Read back",
  "Compared",
  "Time",
  "Result so far",
];

/** The patients of a run, virtualised; scrolls inside its own frame. */
export function PeopleTable({ run, people }: TableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: people.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  return (
    <div
      ref={frame}
      className="pr-frame"
      role="table"
      aria-label="Patients in this run"
      aria-rowcount={people.length + 1}
      tabIndex={0}
    >
      <div className="pr-row pr-head" role="row" aria-rowindex={1}>
        {heads.map((head) => (
          <span key={head} role="columnheader">
            {head}
          </span>
        ))}
      </div>
      <div className="pr-space" role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const person = people[item.index];
          if (person === undefined) return null;
          return (
            <div
              key={person.case}
              className="pr-at"
              role="presentation"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <PersonRow person={person} run={run} index={item.index} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
