import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { PeopleChoice } from "../../../api/calls/people.ts";
import { FaultNote } from "../../parts/note.tsx";
import { faultOf } from "../../shell/client.ts";
import { PreviewRow } from "./preview-row.tsx";
import { usePreviewPages } from "./use-preview-pages.ts";

const rowPx = 28;
const heads = ["No.", "Last name", "First name", "Born", "Record no.", "Must be · mess"];

interface PreviewProps {
  readonly choice: PeopleChoice;
  readonly opened: number | null;
  readonly onOpen: (index: number) => void;
}

/** Everybody of the set, with the planted mess marked in place; scrolls inside its own frame. */
export function PreviewCard({ choice, opened, onOpen }: PreviewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: choice.count,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    // The head stays in view and covers a row.
    scrollPaddingStart: rowPx,
    scrollPaddingEnd: rowPx,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  useEffect(() => {
    if (opened !== null) rows.scrollToIndex(opened, { align: "auto" });
  }, [opened, rows]);
  const pages = usePreviewPages(choice, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  return (
    <section className="card pv" data-pane="" aria-label="Preview">
      <header className="wrap">
        <h2 className="grow">Preview: {choice.count.toLocaleString("en-US")} patients</h2>
        <span className="meta">
          <span className="val mess">Underlined</span> = the mess we put in on purpose
        </span>
      </header>
      {pages.error !== null && <FaultNote fault={faultOf(pages.error)} onRetry={pages.retry} />}
      <div
        ref={frame}
        className="pv-frame"
        role="table"
        aria-label="Patients of this set"
        aria-rowcount={choice.count + 1}
        aria-busy={pages.loading}
        tabIndex={0}
      >
        <div className="pv-row pv-head" role="row" aria-rowindex={1}>
          {heads.map((head) => (
            <span key={head} role="columnheader">
              {head}
            </span>
          ))}
        </div>
        <div className="pv-space" role="rowgroup" style={{ height: rows.getTotalSize() }}>
          {items.map((item) => (
            <div
              key={item.key}
              className="pr-at"
              role="presentation"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <PreviewRow
                person={pages.at(item.index)}
                index={item.index}
                selected={item.index === opened}
                onOpen={() => onOpen(item.index)}
              />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
