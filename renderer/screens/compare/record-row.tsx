import { useEffect, useRef } from "react";
import { FaultChip } from "../../parts/fault-chip.tsx";
import { Sign, verdictLooks } from "../../parts/sign.tsx";
import { rangesOf } from "../../parts/value/marked-text.ts";
import { Shown } from "../../parts/value/shown-value.tsx";
import { hashOf } from "../../shell/route.ts";
import type { Row } from "./case-types.ts";
import { cutOf, happened, spansOf, spokenRow } from "./row-words.ts";

function WhatHappened({ row, run, chosen }: { row: Row; run: string; chosen: boolean }) {
  if (row.verdict === "match") return <span className="meta">same</span>;
  const fault = row.faults[0];
  const rest = row.faults.length - 1;
  return (
    <>
      {fault === undefined ? (
        <span className={`chip ${verdictLooks[row.verdict].look}`} title={row.reason ?? undefined}>
          {happened(row)}
        </span>
      ) : (
        <FaultChip
          verdict={row.verdict}
          short={fault.short}
          long={fault.long}
          code={fault.id}
          href={
            fault.finding === null
              ? null
              : hashOf({ screen: "findings", run, finding: fault.finding })
          }
          inTabOrder={chosen}
        />
      )}
      {rest > 0 && <span className="code"> +{rest}</span>}
    </>
  );
}

interface RecordRowProps {
  readonly run: string;
  readonly row: Row;
  readonly chosen: boolean;
  /** Fields of the same entry that this row stands for. */
  readonly following: number;
  /** Takes the focus once, when it becomes true. */
  readonly wantsFocus: boolean;
  /** It was seen in an earlier round than the last one. */
  readonly earlier: boolean;
  readonly onFocused: () => void;
  readonly onChoose: () => void;
}

/** Label · sent · sign · came back · what happened. */
export function RecordRow(props: RecordRowProps) {
  const { row, following, chosen, earlier, wantsFocus, onFocused, onChoose } = props;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!wantsFocus) return;
    element.current?.focus({ preventScroll: true });
    element.current?.scrollIntoView({ block: "nearest" });
    onFocused();
  }, [wantsFocus, onFocused]);
  const spans = spansOf(row);
  const allowed = row.verdict === "allowed";
  const textOf = (side: Row["source"]) => (side.kind === "text" ? side.text : "");
  const quiet = row.verdict === "match" || row.verdict === "not-compared";
  return (
    <div
      ref={element}
      role="row"
      className={`r${quiet ? " eqr" : ""}${chosen ? " sel" : ""}`}
      aria-label={following > 0 ? `${spokenRow(row)}. ${following} more fields` : spokenRow(row)}
      aria-selected={chosen}
      data-key={row.key}
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
    >
      <span className="l" role="rowheader">
        {row.entryLabel === "" ? row.label : row.entryLabel}
        <small>
          {row.entryLabel !== "" &&
            (following > 0 ? ` all ${following + 1} fields` : ` ${row.label}`)}
          {earlier ? ` in round ${row.round}` : ""}
        </small>
      </span>
      <span className="s" role="gridcell">
        <Shown
          value={row.source}
          side="source"
          ranges={rangesOf(spans, "source", allowed)}
          beside={textOf(row.target)}
          folds={spans.length > 1}
        />
      </span>
      <span role="gridcell" className="sg">
        <Sign verdict={row.verdict} />
      </span>
      <span className="t" role="gridcell">
        <Shown
          value={row.target}
          side="target"
          ranges={rangesOf(spans, "target", allowed)}
          beside={textOf(row.source)}
          folds={spans.length > 1}
          cut={cutOf(row)}
        />
      </span>
      <span className="f" role="gridcell">
        <WhatHappened row={row} run={props.run} chosen={chosen} />
      </span>
    </div>
  );
}
