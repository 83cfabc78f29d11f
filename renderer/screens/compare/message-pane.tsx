import { useMemo, useRef } from "react";
import { looksHl7 } from "../../parts/hl7/labelled-segments.ts";
import { rawLines, type LineEnd, type RawLine } from "../../parts/raw/raw-lines.ts";
import { NotDrawn, Raw } from "../../parts/raw/raw.tsx";
import { useMarkedLines } from "../../parts/use-marked-lines.ts";
import { useCall } from "../../shell/use-call.ts";
import { Loaded } from "../loading.tsx";
import { Hl7Lines } from "./hl7-lines.tsx";
import { Marked, type LinesProps } from "./marked-part.tsx";

const linePx = 20;

export interface MessagePlace {
  readonly exchange: string;
  readonly side: "request" | "response";
  readonly mark: { readonly start: number; readonly end: number } | null;
}

function Line({
  line,
  number,
  label,
  shown,
}: {
  line: RawLine;
  number: number;
  label: string;
  shown: LinesProps["shown"];
}) {
  return (
    <div className={line.marked ? "js-line hl" : "js-line"}>
      <i>{number}</i>
      <span>
        <NotDrawn count={line.before} />
        {line.parts.map((part, at) =>
          part.of === null ? (
            <Raw key={at} text={part.text} />
          ) : (
            <Marked key={at} part={part} shown={shown} />
          ),
        )}
        <NotDrawn count={line.hidden} />
      </span>
      {line.marked && <span className="lbl">{label}</span>}
    </div>
  );
}

/** HL7 ends its segments with a carriage return; one that was changed on its way may not. */
function lineEndOf(text: string): LineEnd {
  return text.includes("\r") && !text.includes("\n") ? "\r" : "\n";
}

function Lines({ text, marks, firstLine, label, name, shown }: LinesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () =>
      rawLines(
        text,
        marks.map((mark) => ({ ...mark, of: 0 })),
        lineEndOf(text),
      ),
    [text, marks],
  );
  const rows = useMarkedLines(frame, lines, linePx, 20);
  return (
    <div ref={frame} className="js" tabIndex={0} role="region" aria-label={name}>
      <div className="js-space" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return (
            <div
              key={item.key}
              className="js-at"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {line !== undefined && (
                <Line line={line} number={item.index + firstLine} label={label} shown={shown} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The stored bytes of a place, as text. */
export function useMessage(place: MessagePlace | null) {
  return useCall(
    "case.message",
    place === null
      ? null
      : {
          exchange: place.exchange,
          side: place.side,
          marks: place.mark === null ? [] : [place.mark],
        },
    true,
  );
}

interface MessagePaneProps {
  readonly title: string;
  readonly place: MessagePlace | null;
  readonly label: string;
  readonly shown: LinesProps["shown"];
  /** HL7 with the number and name of each field. */
  readonly labels: boolean;
}

/** The stored bytes of one exchange, with line numbers, the value marked and scrolled to. */
export function MessagePane({ title, place, label, shown, labels }: MessagePaneProps) {
  const message = useMessage(place);
  if (place === null) {
    return (
      <div className="js-pane">
        <p className="meta">{title}</p>
        <p className="t2">This value stands in no message here.</p>
      </div>
    );
  }
  return (
    <div className="js-pane">
      <Loaded of={message}>
        {(data) => {
          const LinesOf = labels && looksHl7(data.text) ? Hl7Lines : Lines;
          return (
            <>
              <p className="meta ell">
                {title} · {data.title}
                {data.status === "" ? "" : ` · ${data.status}`}
                {data.reformatted ? " · line breaks added" : ""}
                {data.cut ? " · shown in part" : ""}
              </p>
              <LinesOf
                text={data.text}
                marks={data.marks}
                firstLine={data.firstLine}
                label={label}
                name={`${title}, message`}
                shown={shown}
              />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
