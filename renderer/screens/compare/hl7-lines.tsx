import { useMemo, useRef } from "react";
import { labelledSegments, type LabelledField } from "../../parts/hl7/labelled-segments.ts";
import { NotDrawn, Raw } from "../../parts/raw/raw.tsx";
import { useMarkedLines } from "../../parts/use-marked-lines.ts";
import { Marked, type LinesProps } from "./marked-part.tsx";

const segmentPx = 40;

function Field({ field, shown }: { field: LabelledField; shown: LinesProps["shown"] }) {
  const { number, name, content } = field;
  const empty = content.parts.length === 0;
  return (
    <span className={content.marked ? "h7f hl" : "h7f"}>
      <small>
        {number} {name}
      </small>
      <span className="h7v">
        <NotDrawn count={content.before} />
        {content.parts.map((part, at) =>
          part.of === null ? (
            <Raw key={at} text={part.text} />
          ) : (
            <Marked key={at} part={part} shown={shown} />
          ),
        )}
        {empty && <em>empty</em>}
        <NotDrawn count={content.hidden} />
      </span>
    </span>
  );
}

/** An HL7 message, one segment a line, each field under its number and name. */
export function Hl7Lines({ text, marks, label, name, shown }: LinesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const segments = useMemo(
    () =>
      labelledSegments(
        text,
        marks.map((mark) => ({ ...mark, of: 0 })),
      ),
    [text, marks],
  );
  const rows = useMarkedLines(frame, segments, segmentPx, 10);
  return (
    <div ref={frame} className="js" tabIndex={0} role="region" aria-label={`${name}, with labels`}>
      <div className="js-space" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const segment = segments[item.index];
          return (
            <div
              key={item.key}
              className={segment?.marked === true ? "js-at h7 hl" : "js-at h7"}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <b>{segment?.name}</b>
              {segment?.fields.map((field) => (
                <Field key={field.number} field={field} shown={shown} />
              ))}
              {segment?.marked === true && <span className="lbl">{label}</span>}
            </div>
          );
        })}
      </div>
    </div>
  );
}
