import { useState } from "react";
import type { Hop } from "../../../core/compare/result.ts";
import { assessmentLooks } from "../../parts/assessment-mark.tsx";
import { looksHl7 } from "../../parts/hl7/labelled-segments.ts";
import { rangesOf } from "../../parts/value/marked-text.ts";
import { useCall } from "../../shell/use-call.ts";
import { roleName } from "../../shell/role-words.ts";
import { Loaded } from "../loading.tsx";
import type { CaseDetail, Row } from "./case-types.ts";
import { hopName, messageHops, placeOf } from "./hop-names.ts";
import { MessagePane, useMessage } from "./message-pane.tsx";
import { nameOf, spansOf } from "./row-words.ts";

const clock = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

function timeOf(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : clock.format(time);
}

interface DockProps {
  readonly row: Row;
  readonly detail: CaseDetail;
  readonly hop: Hop | null;
}

function Messages({ row, detail, hop, labels }: DockProps & { labels: boolean }) {
  const [left, right] = messageHops(row, hop);
  const spans = spansOf(row);
  const allowed = row.verdict === "allowed";
  const value = (side: Row["source"]) => (side.kind === "text" ? side.text : "");
  const rightSide = row.hops.find((each) => each.hop === right)?.value ?? row.target;
  const rightText = value(rightSide);
  return (
    <div className="two">
      <MessagePane
        title="We sent"
        place={placeOf(row, detail, left)}
        label={row.label}
        shown={{ value: value(row.source), ranges: rangesOf(spans, "source", allowed) }}
        labels={labels}
      />
      <MessagePane
        title={`We read back from ${hopName(right, detail)}`}
        place={placeOf(row, detail, right)}
        label={row.label}
        shown={{
          value: rightText,
          ranges: rightText === value(row.target) ? rangesOf(spans, "target", allowed) : [],
        }}
        labels={labels}
      />
    </div>
  );
}

function Times({ detail }: { detail: CaseDetail }) {
  return (
    <div className="dock-scroll" tabIndex={0} role="region" aria-label="Times and receipts">
      <p className="meta">{detail.receipt}</p>
      <table className="g">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Where</th>
            <th scope="col">Round</th>
            <th scope="col">What</th>
            <th scope="col">Answer</th>
            <th scope="col" className="num">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {detail.exchanges.map((exchange) => (
            <tr key={exchange.id}>
              <td className="nowrap">{timeOf(exchange.at)}</td>
              <td className="nowrap">{hopName(exchange.hop, detail)}</td>
              <td>{exchange.round}</td>
              <td className="mono">{exchange.title}</td>
              <td>{exchange.status}</td>
              <td className="num">
                {exchange.milliseconds === null ? "not known" : `${exchange.milliseconds} ms`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Verdicts({ caseId }: { caseId: string }) {
  const history = useCall("assessment.history", { case: caseId });
  return (
    <div className="dock-scroll" tabIndex={0} role="region" aria-label="Verdicts so far">
      <Loaded of={history}>
        {(data) =>
          data.assessments.length === 0 ? (
            <p className="t2">Nobody has given a verdict on this patient yet.</p>
          ) : (
            <ul className="verdicts">
              {data.assessments.map((each) => (
                <li key={each.id}>
                  <b>
                    {each.verdict === "withdrawn"
                      ? "Taken back"
                      : assessmentLooks[each.verdict].word}
                  </b>{" "}
                  {timeOf(each.at)} · {roleName(each.role)}
                  {each.supersededBy !== null && <span className="muted"> · replaced later</span>}
                  {each.note !== "" && <p>{each.note}</p>}
                  {each.reason !== "" && <p className="t2">Why it passes: {each.reason}</p>}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

const everyTab = [
  { id: "messages", label: "Messages" },
  { id: "labels", label: "HL7 with labels" },
  { id: "times", label: "Times & receipts" },
  { id: "verdicts", label: "Verdicts so far" },
] as const;
type Tab = (typeof everyTab)[number]["id"];

function pathOf(row: Row, isHl7: boolean): string {
  const path = isHl7 ? row.hl7 : row.fhir;
  return path === null ? "" : `· ${path}`;
}

/** Whether one of the two messages is HL7, which has field numbers to show. */
function useIsHl7(row: Row, detail: CaseDetail, hop: Hop | null): boolean {
  const [left, right] = messageHops(row, hop);
  const sent = useMessage(placeOf(row, detail, left)).data?.text ?? "";
  const back = useMessage(placeOf(row, detail, right)).data?.text ?? "";
  return looksHl7(sent) || looksHl7(back);
}

/** Messages on both sides, times and receipts, earlier verdicts. */
export function Dock({ row, detail, hop }: DockProps) {
  const [wanted, setTab] = useState<Tab>("messages");
  const isHl7 = useIsHl7(row, detail, hop);
  const tabs = everyTab.filter(({ id }) => id !== "labels" || isHl7);
  const tab = wanted === "labels" && !isHl7 ? "messages" : wanted;
  return (
    <section className="dock" aria-label="Messages" data-pane="">
      <div className="tabs" role="tablist" aria-label="About this patient">
        {tabs.map((each) => (
          <button
            key={each.id}
            type="button"
            role="tab"
            id={`tab-${each.id}`}
            aria-selected={each.id === tab}
            aria-controls="dock-panel"
            tabIndex={each.id === tab ? 0 : -1}
            onClick={() => setTab(each.id)}
            onKeyDown={(event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
              if (step === undefined) return;
              event.preventDefault();
              const at = tabs.findIndex((one) => one.id === tab);
              const next = tabs[(at + step + tabs.length) % tabs.length];
              if (next === undefined) return;
              setTab(next.id);
              document.getElementById(`tab-${next.id}`)?.focus();
            }}
          >
            {each.label}
          </button>
        ))}
        <span className="ml meta ell dock-path">
          {nameOf(row)} {pathOf(row, isHl7)}
        </span>
      </div>
      <div id="dock-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className="dock-panel">
        {(tab === "messages" || tab === "labels") && (
          <Messages row={row} detail={detail} hop={hop} labels={tab === "labels"} />
        )}
        {tab === "times" && <Times detail={detail} />}
        {tab === "verdicts" && <Verdicts caseId={detail.case.id} />}
      </div>
    </section>
  );
}
