import { useMemo, useRef } from "react";
import { rawLines, type LineEnd } from "../../parts/raw/raw-lines.ts";
import { NotDrawn } from "../../parts/raw/raw.tsx";
import { useMarkedLines } from "../../parts/use-marked-lines.ts";
import { rawMarksOf, type Planted, type PlantedPlace } from "./planted.ts";
import { RawPart } from "./raw-part.tsx";

const linePx = 18;
interface RawProps {
  readonly text: string;
  readonly marks: readonly PlantedPlace[];
  readonly planted: readonly Planted[];
  readonly lineEnd: LineEnd;
  readonly name: string;
}

/** A message line by line, numbered, with the planted mess marked; scrolls inside its own frame. */
export function RawText({ text, marks, planted, lineEnd, name }: RawProps) {
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => rawLines(text, rawMarksOf(marks), lineEnd), [text, marks, lineEnd]);
  const rows = useMarkedLines(frame, lines, linePx, 30);
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
                <NotDrawn count={line?.before ?? 0} />
                {line?.parts.map((part, at) => (
                  <RawPart key={at} part={part} planted={planted} />
                ))}
                <NotDrawn count={line?.hidden ?? 0} />
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
