import { useState } from "react";
import type { Reply } from "../../../api/contract.ts";
import { Segments } from "../../parts/segments.tsx";

type RunEvent = Reply<"run.detail">["events"][number];

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

function timeOf(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : clock.format(time);
}

function EventSign({ kind }: { kind: RunEvent["kind"] }) {
  if (kind === "info") return <span className="lt" />;
  if (kind === "warning") {
    return (
      <span className="tag un" role="img" aria-label="warning">
        !
      </span>
    );
  }
  return (
    <span className="tag ne" role="img" aria-label={kind}>
      {kind === "refused" ? "✕" : "≠"}
    </span>
  );
}

/** What is happening, newest first, in plain words or in those of the wire. */
export function EventLog({ events, over }: { events: readonly RunEvent[]; over: boolean }) {
  const [shown, setShown] = useState<"plain" | "raw">("plain");
  return (
    <section className="card lg" data-pane="">
      <header>
        <h2 className="grow">What is happening</h2>
        <Segments
          label="In which words"
          options={[
            { id: "plain", label: "Plain words" },
            { id: "raw", label: "Raw" },
          ]}
          chosen={shown}
          onChoose={setShown}
        />
      </header>
      <ol className="log" tabIndex={0} aria-label="What is happening, newest first">
        {events.map((event, at) => (
          <li key={`${event.at} ${event.says} ${at}`}>
            <code>{timeOf(event.at)}</code>
            <EventSign kind={event.kind} />
            <span className="val">{shown === "plain" ? event.says : event.raw}</span>
          </li>
        ))}
      </ol>
      {events.length === 0 && (
        <p className="in t2">
          {over
            ? "This list is kept while a run goes on. The messages of each patient are in Compare."
            : "Nothing has happened yet."}
        </p>
      )}
    </section>
  );
}
