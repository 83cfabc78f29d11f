import { useMemo, useState } from "react";
import { Icon } from "../../parts/icon.tsx";
import type { CaseDetail, Row, Section } from "./case-types.ts";
import { countsInWords } from "./row-words.ts";
import { RecordRow } from "./record-row.tsx";
import type { RecordFilter } from "./record-filter.ts";
import { followersOf, shownRows } from "./shown-rows.ts";

const named = 4;
/** A section of a list of thousands is drawn step by step; nothing of it is left out of the counts. */
const firstRows = 200;
const moreRows = 500;

function sameInWords(rows: readonly Row[]): string {
  const names = [...new Set(rows.map((row) => row.entryLabel || row.label))];
  const rest = names.length > named ? ` and ${names.length - named} more` : "";
  const fields = rows.length === 1 ? "1 field is" : `${rows.length} fields are`;
  return `${fields} the same: ${names.slice(0, named).join(", ")}${rest}`;
}

interface RecordProps {
  readonly detail: CaseDetail;
  readonly all: boolean;
  readonly filter: RecordFilter;
  readonly chosen: string | null;
  readonly wantsFocus: boolean;
  readonly onFocused: () => void;
  readonly onChoose: (key: string) => void;
  readonly unfolded: ReadonlySet<string>;
  readonly onUnfold: (group: string) => void;
}

function lastRoundOf(detail: CaseDetail): number {
  let last = 0;
  for (const { rows } of detail.sections) for (const row of rows) last = Math.max(last, row.round);
  return last;
}

function SectionRows({
  section,
  closed,
  onClose,
  ...props
}: RecordProps & {
  section: Section;
  closed: boolean;
  lastRound: number;
  onClose: () => void;
}) {
  const [limit, setLimit] = useState(firstRows);
  const rows = shownRows([section], props.all, props.unfolded, props.filter);
  const shown = new Set(rows);
  const folded =
    props.filter === null
      ? section.rows.filter((row) => row.verdict === "match" && !shown.has(row))
      : [];
  if (rows.length === 0 && folded.length === 0) return null;
  const chosenAt = rows.findIndex((row) => row.key === props.chosen);
  const drawn = Math.max(limit, chosenAt + 1);
  const following = (row: Row) => followersOf(section, row).filter((each) => !shown.has(each));
  return (
    <div role="rowgroup">
      <div className="sec" role="row">
        <div role="gridcell" className="row">
          <button
            type="button"
            className="plain-btn sec-btn"
            aria-expanded={!closed}
            onClick={onClose}
          >
            <Icon name={closed ? "right" : "down"} />
            {section.label}
          </button>
          <span className="meta">{countsInWords(section)}</span>
        </div>
      </div>
      {!closed &&
        rows
          .slice(0, drawn)
          .map((row) => (
            <RecordRow
              key={row.key}
              run={props.detail.run}
              row={row}
              following={following(row).length}
              chosen={row.key === props.chosen}
              earlier={row.round < props.lastRound}
              wantsFocus={props.wantsFocus && row.key === props.chosen}
              onFocused={props.onFocused}
              onChoose={() => props.onChoose(row.key)}
            />
          ))}
      {!closed && rows.length > drawn && (
        <div className="more" role="row">
          <div role="gridcell">
            <button
              type="button"
              className="plain-btn more-btn"
              onClick={() => setLimit(drawn + moreRows)}
            >
              <Icon name="plus" />
              Show {Math.min(moreRows, rows.length - drawn).toLocaleString("en-US")} more of{" "}
              {(rows.length - drawn).toLocaleString("en-US")} rows that are not drawn yet
            </button>
          </div>
        </div>
      )}
      {!closed && section.left > 0 && (
        <div className="more" role="row">
          <div role="gridcell">
            {section.left.toLocaleString("en-US")} more rows are counted above and not listed; what
            differs is listed first.
          </div>
        </div>
      )}
      {!closed && folded.length > 0 && (
        <div className="more" role="row">
          <div role="gridcell">
            <button
              type="button"
              className="plain-btn more-btn"
              aria-expanded="false"
              onClick={() => props.onUnfold(section.group)}
            >
              <Icon name="right" />
              <span className="ell">{sameInWords(folded)}</span>
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

/** Source and target record side by side, by section. */
export function Record(props: RecordProps) {
  const { detail } = props;
  const lastRound = useMemo(() => lastRoundOf(detail), [detail]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  return (
    <div className="rec" role="grid" aria-label="Sent and returned record" data-pane="">
      <div className="r rh" role="row">
        <span role="columnheader">Field</span>
        <span role="columnheader">
          <Icon name="plug" />
          <span className="ell">{detail.sourceName}</span> <em>we sent</em>
        </span>
        <span role="columnheader">
          <span className="vh">State</span>
        </span>
        <span role="columnheader">
          <Icon name="plug" />
          <span className="ell">{detail.targetName}</span> <em>came back</em>
        </span>
        <span role="columnheader">What happened</span>
      </div>
      {detail.sections.map((section) => (
        <SectionRows
          key={section.group}
          {...props}
          section={section}
          lastRound={lastRound}
          closed={closed.has(section.group)}
          onClose={() => {
            const next = new Set(closed);
            if (!next.delete(section.group)) next.add(section.group);
            setClosed(next);
          }}
        />
      ))}
    </div>
  );
}
