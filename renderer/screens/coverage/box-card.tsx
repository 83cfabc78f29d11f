import { useState } from "react";
import type { Reply } from "../../../api/contract.ts";
import { AssessmentMark } from "../../parts/assessment-mark.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Sign } from "../../parts/sign.tsx";
import { Value } from "../../parts/value/value.tsx";
import { hashOf } from "../../shell/route.ts";
import { useCall } from "../../shell/use-call.ts";
import { Loaded } from "../loading.tsx";
import { boxOfCells, boxWords, type Box, type Column, type CoverageMap, type Row } from "./coverage-model.ts";
import { useExpand } from "./use-expand.ts";

const firstCases = 12;
const mostCases = 200;

type CaseOf = Reply<"coverage.cases">["cases"][number];

function Mark({ outcome }: { outcome: CaseOf["outcome"] }) {
  switch (outcome) {
    case "passed":
      return <AssessmentMark verdict="pass" />;
    case "failed":
      return (
        <span className="v fail">
          <Icon name="fail" />
          <span className="vh">failed</span>
        </span>
      );
    case "undecided":
      return (
        <span className="v unsure">
          <Icon name="unsure" />
          <span className="vh">not decided</span>
        </span>
      );
    case "not-compared":
      return <Sign verdict="not-compared" />;
  }
}

function Cases({ box, run }: { box: Box; run: string | null }) {
  const [limit, setLimit] = useState(firstCases);
  const cases = useCall(
    "coverage.cases",
    {
      run,
      operators: [...new Set(box.cells.map(({ operator }) => operator))],
      fields: [...new Set(box.cells.map(({ field }) => field))],
      limit,
    },
    true,
  );
  if (box.tried === 0) return null;
  return (
    <section className="card">
      <header>
        <h2 className="grow">Patients who carry it</h2>
        <span className="meta">failed ones first</span>
      </header>
      <Loaded of={cases}>
        {(data) => (
          <>
            <ul className="fl">
              {data.cases.map((each) => (
                <li key={`${each.case} ${each.key} ${each.operator}`} className="row fi">
                  <Mark outcome={each.outcome} />
                  <a
                    className="grow ell"
                    href={hashOf({
                      screen: "compare",
                      run: each.run,
                      case: each.case,
                      field: each.key,
                    })}
                  >
                    {each.number} <Value text={each.name} />
                  </a>
                  <small className="ell">{each.field.label}</small>
                </li>
              ))}
            </ul>
            {data.total > data.cases.length && limit < mostCases && (
              <p className="in meta">
                <button
                  type="button"
                  className="plain-btn link"
                  onClick={() => setLimit(mostCases)}
                >
                  Show {Math.min(mostCases, data.total).toLocaleString("en-US")} of{" "}
                  {data.total.toLocaleString("en-US")}
                </button>
              </p>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

interface CardProps {
  readonly map: CoverageMap;
  readonly run: string | null;
  readonly row: Row;
  readonly column: Column;
  readonly box: Box | null;
}

/** The chosen box: what was tried of it, what never was, and the patients behind it. */
export function BoxCard({ map, run, row, column, box }: CardProps) {
  const expand = useExpand();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const title = `${row.label} × ${column.label}`;
  if (box === null) {
    return (
      <section className="card">
        <header>
          <h2>{title}</h2>
        </header>
        <p className="in t2">Does not apply: no mess of this kind is made in these fields.</p>
      </section>
    );
  }
  const says = new Map(map.operators.map((operator) => [operator.id, operator.says]));
  const kinds = Map.groupBy(box.cells, ({ operator }) => operator);
  const never = [...new Set(box.never.map(({ operator }) => operator))];
  const chosen = never.filter((id) => !left.has(id));
  function toggle(id: string) {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  }
  return (
    <>
      <section className="card">
        <header>
          <h2>{title}</h2>
        </header>
        <div className="in stack">
          <p>{boxWords(box)}.</p>
          <ul className="kinds">
            {[...kinds].map(([operator, cells]) => {
              const own = boxOfCells(cells);
              const untried = own.never.length > 0;
              const blocked = own.blocked[0]?.blocked;
              return (
                <li key={operator}>
                  {untried ? (
                    <label className="tick">
                      <input
                        type="checkbox"
                        checked={!left.has(operator)}
                        onChange={() => toggle(operator)}
                      />
                      <span>
                        {says.get(operator)} <b className="t2">{boxWords(own)}</b>
                      </span>
                    </label>
                  ) : (
                    <>
                      {says.get(operator)} <b className="t2">{boxWords(own)}</b>
                      {blocked !== undefined && blocked !== null && (
                        <span className="block t3">{blocked}</span>
                      )}
                    </>
                  )}
                </li>
              );
            })}
          </ul>
          {never.length > 0 && (
            <button
              type="button"
              className="btn pri"
              aria-keyshortcuts="E"
              aria-disabled={chosen.length === 0 || expand === null}
              onClick={() => chosen.length > 0 && expand?.(chosen)}
            >
              <Icon name="plus" />
              Make patients for {chosen.length} never tried <kbd aria-hidden="true">E</kbd>
            </button>
          )}
        </div>
      </section>
      <Cases box={box} run={run} />
    </>
  );
}
