import type { KeyboardEvent, RefObject } from "react";
import { AssessmentChoice } from "../../parts/assessment-choice.tsx";
import type { AssessmentVerdict } from "../../parts/assessment-mark.tsx";
import { FaultNote } from "../../parts/note.tsx";
import type { CallFault } from "../../../api/fault.ts";
import type { CaseDetail } from "./case-types.ts";
import type { Draft } from "./drafts.ts";

interface AssessProps {
  readonly detail: CaseDetail;
  readonly draft: Draft;
  readonly saving: boolean;
  readonly fault: CallFault | null;
  readonly noteField: RefObject<HTMLTextAreaElement | null>;
  readonly reasonField: RefObject<HTMLInputElement | null>;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onVerdict: (verdict: AssessmentVerdict) => void;
  readonly onSave: () => void;
  readonly onBack: () => void;
  readonly coach: string | null;
}

/** Pass asks for a reason where there are differences, or where nothing could be compared. */
export function needsReason(detail: CaseDetail, draft: Draft): boolean {
  const { differences: count, verdict } = detail.case;
  const clear = count === 0 && (verdict === "match" || verdict === "allowed");
  return draft.verdict === "pass" && !clear;
}

function differences(count: number): string {
  if (count === 0) return "no differences";
  return count === 1 ? "1 difference" : `${count} differences`;
}

/** Your note and your verdict; Enter saves and goes to the next waiting patient. */
export function Assess(props: AssessProps) {
  const { detail, draft } = props;
  function onEnter(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    props.onSave();
  }
  return (
    <>
      <div className="nt">
        <label className="lab" htmlFor="note">
          Your note <kbd aria-hidden="true">M</kbd>
        </label>
        <textarea
          id="note"
          ref={props.noteField}
          className="inp area"
          rows={2}
          maxLength={20_000}
          placeholder="What you saw"
          value={draft.note}
          onChange={(event) => props.onChange({ note: event.target.value })}
          onKeyDown={onEnter}
        />
        {needsReason(detail, draft) && (
          <div className="fld">
            <label htmlFor="reason">
              Why does it pass
              {detail.case.differences > 0 && `, with ${differences(detail.case.differences)}`}?
            </label>
            <input
              id="reason"
              ref={props.reasonField}
              className="inp"
              maxLength={2000}
              required
              value={draft.reason}
              onChange={(event) => props.onChange({ reason: event.target.value })}
              onKeyDown={onEnter}
            />
          </div>
        )}
      </div>
      <div className="vb" data-pane="">
        {props.coach !== null && <p className="coach">{props.coach}</p>}
        {props.fault !== null && <FaultNote fault={props.fault} />}
        <div className="row">
          <span className="lab grow">Your verdict on this patient</span>
          <span className="meta">{differences(detail.case.differences)}</span>
        </div>
        <AssessmentChoice chosen={draft.verdict} onChoose={props.onVerdict} />
        <div className="row">
          <button type="button" className="btn" aria-keyshortcuts="K" onClick={props.onBack}>
            Back <kbd aria-hidden="true">K</kbd>
          </button>
          <button
            type="button"
            className="btn pri grow"
            aria-disabled={draft.verdict === null}
            aria-describedby={draft.verdict === null ? "no-verdict" : undefined}
            onClick={props.onSave}
          >
            {props.saving ? "Saving…" : "Save, next case"} <kbd aria-hidden="true">Enter</kbd>
          </button>
          {draft.verdict === null && (
            <span id="no-verdict" className="vh">
              Choose Pass, Fail or Can’t tell first.
            </span>
          )}
        </div>
      </div>
    </>
  );
}
