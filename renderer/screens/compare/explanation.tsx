import { faultWords } from "../../../core/faults/faults.ts";
import { CodePointTable } from "../../parts/code-point-table.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { HarmBars } from "../../parts/harm-bars.tsx";
import { Sign, verdictLooks } from "../../parts/sign.tsx";
import { WholeValue } from "../../parts/value/whole-value.tsx";
import { hashOf } from "../../shell/route.ts";
import type { CaseDetail, Row } from "./case-types.ts";
import { isOpen, nameOf, spansOf } from "./row-words.ts";

type NamedFault = Row["faults"][number];

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function titleOf(row: Row): string {
  const fault = row.faults[0];
  if (fault !== undefined) return fault.long;
  if (row.verdict === "match") return "The same on both sides";
  return capital(verdictLooks[row.verdict].word);
}

function sentenceOf(row: Row): string {
  if (row.reason !== null && row.reason !== "") return row.reason;
  switch (row.verdict) {
    case "match":
      return "This value came back exactly as it was sent.";
    case "delta":
      return "The value differs in a way Crosschart has no name for. Look at both values.";
    case "missing":
      return "We sent a value; it is not in their record.";
    case "extra":
      return "Their record holds a value that we did not send.";
    case "allowed":
      return "The value was tidied in a way that is allowed.";
    case "not-compared":
      return "This field was not compared. It counts neither as same nor as different.";
    case "not-readable":
      return "What came back could not be read with certainty.";
  }
}

interface FaultProps {
  readonly run: string;
  readonly fault: NamedFault;
  /** The field that it was seen in. */
  readonly field: string;
  readonly onShowThem: (fault: { readonly id: string; readonly field: string }) => void;
}

function HowMany({ run, fault, field, onShowThem }: FaultProps) {
  return (
    <>
      {fault.cases} of {fault.of} patients that could show it{" "}
      <button
        type="button"
        className="plain-btn link"
        onClick={() => onShowThem({ id: fault.id, field })}
      >
        Show them
      </button>
      {fault.finding !== null && (
        <a
          className="block"
          href={hashOf({ screen: "findings", run, finding: fault.finding })}
          aria-keyshortcuts="G"
        >
          Open the finding <kbd aria-hidden="true">G</kbd>
        </a>
      )}
    </>
  );
}

function OneOf({ fault }: { fault: NamedFault }) {
  const others = fault.oneOf.filter((ids) => ids.join() !== fault.id);
  if (others.length === 0) return null;
  return (
    <div>
      <dt>Or else</dt>
      <dd>
        Explained equally well by{" "}
        {others.map((ids, at) => (
          <span key={ids.join()}>
            {at > 0 && ", or "}
            {ids.map((id) => faultWords(id).long).join(" with ")}{" "}
            <span className="code">{ids.join(" + ")}</span>
          </span>
        ))}
      </dd>
    </div>
  );
}

function Fault({ run, fault, field, onShowThem }: FaultProps) {
  return (
    <>
      <div>
        <dt>How sure</dt>
        <dd>
          <b>{fault.standing}</b>
        </dd>
      </div>
      <OneOf fault={fault} />
      <div>
        <dt>How many</dt>
        <dd>
          <HowMany run={run} fault={fault} field={field} onShowThem={onShowThem} />
        </dd>
      </div>
    </>
  );
}

function WhatNext({ fault }: { fault: NamedFault }) {
  return (
    <details className="next-step">
      <summary>What to do next</summary>
      <dl className="kv">
        <div>
          <dt>Likely cause</dt>
          <dd>{fault.triage.cause}</dd>
        </div>
        <div>
          <dt>First step</dt>
          <dd>{fault.triage.firstStep}</dd>
        </div>
        <div>
          <dt>Call</dt>
          <dd>{fault.triage.call}</dd>
        </div>
        <div>
          <dt>Next test</dt>
          <dd>{fault.probe}</dd>
        </div>
      </dl>
    </details>
  );
}

interface ExplanationProps {
  readonly row: Row;
  readonly detail: CaseDetail;
  readonly onShowThem: (fault: { id: string; field: string }) => void;
  readonly onAllow: () => void;
}

/** The selected field: what happened in plain words, which characters, harm, how sure, how many. */
export function Explanation({ row, detail, onShowThem, onAllow }: ExplanationProps) {
  const fault = row.faults[0];
  const expectation = detail.expectations.find(
    (each) => each.field === row.field && each.entry === row.entry,
  );
  const both = row.source.kind === "text" && row.target.kind === "text";
  return (
    <div className="ix" tabIndex={0} role="region" aria-label="Explanation">
      <div className="row top">
        <Sign verdict={row.verdict} />
        <h2 className="grow">{titleOf(row)}</h2>
      </div>
      <p className="code row">
        <span>
          {nameOf(row)}
          {fault === undefined ? "" : ` · ${fault.id}`}
        </span>
        {fault !== undefined && <CopyButton text={fault.id} what="code" />}
      </p>
      <p className="say">{fault === undefined ? sentenceOf(row) : fault.why}</p>
      {both && <CodePointTable spans={spansOf(row)} />}
      <WholeValue label={nameOf(row)} source={row.source} target={row.target} />
      <dl className="kv">
        <div>
          <dt>Expected</dt>
          <dd>
            {capital(row.expected)}
            {expectation !== undefined && expectation.met !== "yes" && (
              <span className="block t2">
                {expectation.met === "no" ? "Not met: " : "Undecided: "}
                {expectation.why}
              </span>
            )}
          </dd>
        </div>
        {row.rule !== null && (
          <div>
            <dt>Allowed by</dt>
            <dd>
              {row.rule.text} <span className="code">{row.rule.id}</span>
              {row.rule.reason !== null && (
                <div className="t3">
                  {row.rule.reason} · agreed by {row.rule.agreedBy.join(", ")}
                </div>
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>Harm</dt>
          <dd>
            <HarmBars level={row.harm} /> {row.harmWords}
          </dd>
        </div>
        {fault !== undefined && (
          <Fault run={detail.run} fault={fault} field={row.field} onShowThem={onShowThem} />
        )}
      </dl>
      {row.faults.slice(1).map((each) => (
        <p key={each.id} className="t2">
          Also: {each.why} <span className="code">{each.id}</span>
        </p>
      ))}
      {fault !== undefined && <WhatNext fault={fault} />}
      {isOpen(row) && (
        <button type="button" className="btn sm" aria-keyshortcuts="A" onClick={onAllow}>
          Allow this difference… <kbd aria-hidden="true">A</kbd>
        </button>
      )}
    </div>
  );
}
