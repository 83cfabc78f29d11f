import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { AssessmentMark } from "../../parts/assessment-mark.tsx";
import { verdictLooks } from "../../parts/sign.tsx";
import { Value } from "../../parts/value/value.tsx";
import { useMedia } from "../../shell/use-media.ts";
import { CaseFilters, isFiltered } from "./case-filters.tsx";
import type { CaseLine, CaseQuery } from "./case-types.ts";
import type { CasePages } from "./use-case-pages.ts";

const plainPx = 36;
const chipsPx = 58;
/** Letters of two chips that fit the list side by side, in a wide face. */
const twoChipLetters = 27;

function CaseOption({
  line,
  position,
  of,
  chosen,
}: {
  line: CaseLine;
  position: number;
  of: number;
  chosen: boolean;
}) {
  // a chip is never cut in a word: what does not fit is counted
  const wide = useMedia("(min-width: 1181px)");
  const letters = line.chips.slice(0, 2).reduce((sum, chip) => sum + chip.short.length, 0);
  const room = line.chips.length > 2 ? twoChipLetters - 5 : twoChipLetters;
  const shownChips = wide && letters <= room ? 2 : 1;
  const rest = line.chips.length - shownChips;
  return (
    <div
      id={`case-${position}`}
      role="option"
      aria-selected={chosen}
      aria-posinset={position + 1}
      aria-setsize={of}
      className="case"
    >
      <div className="row">
        <span className="code">{line.number}</span>
        <b className="ell grow">
          <Value text={line.name} />
        </b>
        <AssessmentMark verdict={line.assessment} />
      </div>
      {line.chips.length > 0 && (
        <div className="row ch">
          {line.chips.slice(0, shownChips).map((chip) => (
            <span
              key={chip.code + chip.verdict}
              className={`chip ${verdictLooks[chip.verdict].look}`}
              title={chip.code}
            >
              {chip.short}
            </span>
          ))}
          {rest > 0 && <span className="code">+{rest}</span>}
        </div>
      )}
    </div>
  );
}

interface CaseListProps {
  readonly pages: CasePages;
  readonly chosen: string | null;
  readonly query: CaseQuery;
  readonly onQuery: (query: CaseQuery) => void;
  readonly onChoose: (line: CaseLine) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onRange: (from: number, to: number) => void;
}

/** Cases, virtualised, with their order and filters. */
export function CaseList(props: CaseListProps) {
  const { pages, chosen, query, onRange } = props;
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: pages.total,
    getScrollElement: () => frame.current,
    estimateSize: (index) => ((pages.at(index)?.chips.length ?? 1) > 0 ? chipsPx : plainPx),
    overscan: 10,
  });
  const items = rows.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => onRange(from, to), [from, to, onRange]);
  const at = pages.indexOf(chosen);
  const sizes = items.map((item) => pages.at(item.index)?.chips.length ?? -1).join();
  useEffect(() => rows.measure(), [rows, sizes]);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: "auto" });
  }, [at, rows]);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== 1 && step !== -1) return;
    event.preventDefault();
    event.stopPropagation();
    props.onStep(step);
  }

  return (
    <section className="list" aria-label="Cases" data-pane="">
      <div className="lh">
        <div className="row">
          <h2 className="grow">Cases</h2>
          <span className="meta">
            {pages.waiting} of {pages.total} waiting
          </span>
        </div>
        <CaseFilters query={query} onQuery={props.onQuery} />
      </div>
      {pages.total === 0 && !pages.loading && (
        <div className="in stack list-empty">
          <p>No patient matches this filter.</p>
          {isFiltered(query) && (
            <button
              type="button"
              className="btn sm"
              onClick={() => props.onQuery({ filter: "", sort: query.sort })}
            >
              Clear filter
            </button>
          )}
        </div>
      )}
      <div
        ref={frame}
        className="cl"
        role="listbox"
        aria-label="Cases"
        tabIndex={0}
        aria-activedescendant={at >= 0 ? `case-${at}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className="cl-space" role="presentation" style={{ height: rows.getTotalSize() }}>
          {items.map((item) => {
            const line = pages.at(item.index);
            return (
              <div
                key={item.key}
                role="presentation"
                className="cl-at"
                style={{ transform: `translateY(${item.start}px)`, height: item.size }}
                onClick={() => line !== undefined && props.onChoose(line)}
              >
                {line !== undefined && (
                  <CaseOption
                    line={line}
                    position={item.index}
                    of={pages.total}
                    chosen={line.id === chosen}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
