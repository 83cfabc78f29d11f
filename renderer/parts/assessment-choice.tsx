import type { KeyboardEvent } from "react";
import { assessmentLooks, type AssessmentVerdict } from "./assessment-mark.tsx";
import { Icon } from "./icon.tsx";

const order: readonly AssessmentVerdict[] = ["pass", "fail", "cant-tell"];

interface ChoiceProps {
  readonly chosen: AssessmentVerdict | null;
  readonly onChoose: (verdict: AssessmentVerdict) => void;
}

/** Pass, Fail, Can't tell: one radio group, one key each. */
export function AssessmentChoice({ chosen, onChoose }: ChoiceProps) {
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const from = chosen === null ? (step === 1 ? -1 : 0) : order.indexOf(chosen);
    const next = order[(from + step + order.length) % order.length];
    if (next === undefined) return;
    onChoose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-verdict="${next}"]`)?.focus();
  }
  return (
    <div
      className="vbtn"
      role="radiogroup"
      aria-label="Your verdict on this patient"
      onKeyDown={onKeyDown}
    >
      {order.map((verdict, at) => {
        const looks = assessmentLooks[verdict];
        const on = verdict === chosen;
        const tabbable = on || (chosen === null && at === 0);
        return (
          <button
            key={verdict}
            type="button"
            role="radio"
            aria-checked={on}
            aria-keyshortcuts={looks.letter}
            data-verdict={verdict}
            tabIndex={tabbable ? 0 : -1}
            className={on ? `btn sel ${looks.look}` : "btn"}
            onClick={() => onChoose(verdict)}
          >
            <span className={`v ${looks.look}`}>
              <Icon name={looks.icon} />
              {looks.word}
            </span>
            <kbd aria-hidden="true">{looks.letter}</kbd>
          </button>
        );
      })}
    </div>
  );
}
