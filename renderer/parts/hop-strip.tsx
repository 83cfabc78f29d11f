import { Fragment } from "react";
import type { Hop } from "../../core/compare/result.ts";
import { Icon } from "./icon.tsx";
import { Sign } from "./sign.tsx";

export interface HopStep {
  readonly hop: Hop;
  readonly name: string;
  readonly state: "start" | "same" | "changed" | "not-read";
}

interface HopStripProps {
  readonly field: string;
  readonly steps: readonly HopStep[];
  /** First hop that differs. */
  readonly changedAt: Hop | null;
  readonly chosen: Hop | null;
  readonly onChoose: (hop: Hop) => void;
}

function words(step: HopStep, changedAt: Hop | null): string {
  if (step.state === "start") return "starting point";
  if (step.state === "not-read") return "not checked yet";
  if (step.state === "same") return "same";
  return step.hop === changedAt ? "changed here" : "still different";
}

/** Where the selected field changed on its way. */
export function HopStrip({ field, steps, changedAt, chosen, onChoose }: HopStripProps) {
  return (
    <div className="hops" role="group" aria-label={`Where ${field} changed`}>
      <span className="lab">{field}: where did it change?</span>
      {steps.map((step, at) => {
        const here = step.hop === changedAt;
        const verdict =
          step.state === "changed" ? "delta" : step.state === "not-read" ? "not-compared" : "match";
        return (
          <Fragment key={step.hop}>
            {at > 0 && <Icon name="right" />}
            <button
              type="button"
              className={here ? "hop on" : "hop"}
              aria-pressed={step.hop === chosen}
              aria-keyshortcuts={String(at + 1)}
              onClick={() => onChoose(step.hop)}
            >
              <Sign verdict={verdict} />
              <span className="hop-words">
                <b>{step.name}</b>
                <small>{words(step, changedAt)}</small>
              </span>
            </button>
          </Fragment>
        );
      })}
    </div>
  );
}
