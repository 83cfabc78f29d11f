import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import { drawText } from "../../parts/value/drawn-text.ts";
import { Cluster, Value } from "../../parts/value/value.tsx";
import { messRanges, type Planted } from "./planted.ts";
import { PlantedTip, plantedWords } from "./planted-tip.tsx";
import { rawLines, type LineEnd, type RawLine } from "./raw-lines.ts";

const linePx = 18;
const plain = /^[\x20-\x7e]*$/;

/** Text as it stands in a message: nothing is markup, and what cannot be seen is drawn. Spaces stay spaces. */
function Raw({ text }: { text: string }) {
  if (plain.test(text)) return text;
  return drawText(text).map((cluster) =>
    cluster.text === " " ? " " : <Cluster key={cluster.start} of={cluster} />,
  );
}

function Part({ part, planted }: { part: RawLine["parts"][number]; planted: readonly Planted[] }) {
  const mess = part.mark === null ? undefined : planted[part.mark];
  if (mess === undefined) return <Raw text={part.text} />;
  // Where the text stands as it is, only its messy characters are marked; else the whole place.
  const inner = part.text.replace(/^"|"$/g, "");
  const quote = inner === part.text ? "" : '"';
  const ranges =
    inner === mess.messy
      ? messRanges(mess)
      : [{ start: 0, end: Array.from(inner).length, mark: "mess" as const }];
  return (
    <PlantedTip
      planted={[mess]}
      trigger={
        <span className="raw-mess" tabIndex={0} role="mark" aria-description={plantedWords(mess)}>
          {quote}
          <Value text={inner} ranges={ranges} folds={false} />
          {quote}
        </span>
      }
    />
  );
}

interface RawProps {
  readonly text: string;
  readonly marks: readonly {
    readonly start: number;
    readonly end: number;
    readonly planted: number;
  }[];
  readonly planted: readonly Planted[];
  readonly lineEnd: LineEnd;
  readonly name: string;
}

/** A message line by line, numbered, with the planted mess marked; scrolls inside its own frame. */
export function RawText({ text, marks, planted, lineEnd, name }: RawProps) {
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => rawLines(text, marks, lineEnd), [text, marks, lineEnd]);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => linePx,
    overscan: 30,
  });
  const first = lines.findIndex((line) => line.marked);
  useEffect(() => {
    if (first >= 0) rows.scrollToIndex(first, { align: "center" });
  }, [first, rows]);
  return (
    <div ref={frame} className="raw" tabIndex={0} role="region" aria-label={name}>
      <div className="js-space" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return (
            <div
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              className={line?.marked === true ? "raw-line hl" : "raw-line"}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <i aria-hidden="true">{item.index + 1}</i>
              <span>
                {line?.parts.map((part, at) => (
                  <Part key={at} part={part} planted={planted} />
                ))}
                {line !== undefined && line.hidden > 0 && (
                  <span className="inv">… {line.hidden.toLocaleString("en-US")} more</span>
                )}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
