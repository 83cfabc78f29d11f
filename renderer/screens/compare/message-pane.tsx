import { useMemo, useRef } from "react";
import { useMarkedLines } from "../../parts/use-marked-lines.ts";
import type { MarkedRange } from "../../parts/value/marked-text.ts";
import { Value } from "../../parts/value/value.tsx";
import { useCall } from "../../shell/use-call.ts";
import { Loaded } from "../loading.tsx";
import { messageLines, unquoted, type LinePart, type MessageLine } from "./message-lines.ts";

const linePx = 20;

export interface MessagePlace {
  readonly exchange: string;
  readonly side: "request" | "response";
  readonly mark: { readonly start: number; readonly end: number } | null;
}

interface MarkedValue {
  /** The value as it is compared, to carry its character marks into the raw text. */
  readonly value: string;
  readonly ranges: readonly MarkedRange[];
}

function Marked({ part, shown }: { part: LinePart; shown: MarkedValue }) {
  const inner = unquoted(part.text);
  if (inner !== shown.value) return <mark className="raw-mark">{part.text}</mark>;
  const quote = inner === part.text ? "" : '"';
  return (
    <mark className="raw-mark">
      {quote}
      <Value text={inner} ranges={shown.ranges} />
      {quote}
    </mark>
  );
}

function Line({
  line,
  number,
  label,
  shown,
}: {
  line: MessageLine;
  number: number;
  label: string;
  shown: MarkedValue;
}) {
  return (
    <div className={line.marked ? "js-line hl" : "js-line"}>
      <i>{number}</i>
      <span>
        {line.parts.map((part, at) =>
          part.marked ? <Marked key={at} part={part} shown={shown} /> : part.text,
        )}
      </span>
      {line.marked && <span className="lbl">{label}</span>}
    </div>
  );
}

interface LinesProps {
  readonly text: string;
  readonly marks: readonly { readonly start: number; readonly end: number }[];
  readonly label: string;
  readonly name: string;
  readonly shown: MarkedValue;
}

function Lines({ text, marks, label, name, shown }: LinesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => messageLines(text, marks), [text, marks]);
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
                <Line line={line} number={item.index + 1} label={label} shown={shown} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface MessagePaneProps {
  readonly title: string;
  readonly place: MessagePlace | null;
  readonly label: string;
  readonly shown: MarkedValue;
}

/** The stored bytes of one exchange, with line numbers, the value marked and scrolled to. */
export function MessagePane({ title, place, label, shown }: MessagePaneProps) {
  const message = useCall(
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
        {(data) => (
          <>
            <p className="meta ell">
              {title} · {data.title}
              {data.status === "" ? "" : ` · ${data.status}`}
              {data.reformatted ? " · line breaks added" : ""}
              {data.cut ? " · shown in part" : ""}
            </p>
            <Lines
              text={data.text}
              marks={data.marks}
              label={label}
              name={`${title}, message`}
              shown={shown}
            />
          </>
        )}
      </Loaded>
    </div>
  );
}
