import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { Value } from "../../parts/value/value.tsx";
import { expectedLook } from "./expected-chip.tsx";
import type { Planted } from "./planted.ts";

/** One planted value in a sentence, for a name that is read aloud. */
export function plantedWords({ label, says, expected }: Planted): string {
  return `${label}: ${says.join(" ")} ${expectedLook(expected).word}.`;
}

/** More than these are in the opened record. */
const shown = 3;

interface TipProps {
  readonly planted: readonly Planted[];
  /** The element that is pointed at or focused. */
  readonly trigger: ReactElement<Record<string, unknown>>;
}

/** The trick, the field and the expected outcome of planted mess, at hover and focus. */
export function PlantedTip({ planted, trigger }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={trigger} delay={200} />
      <Tooltip.Portal>
        <Tooltip.Positioner className="tip-place" sideOffset={4} side="bottom" align="start">
          <Tooltip.Popup className="tip card" role="tooltip">
            <dl>
              {planted.slice(0, shown).map((each) => (
                <div key={`${each.field} ${each.entry}`}>
                  <dt>
                    {each.label} {each.entry !== "" && <span className="code">{each.entry}</span>}
                  </dt>
                  <dd>
                    {each.says.join(" ")}
                    <span className="row wrap tight">
                      <b className="t2">
                        <span aria-hidden="true">{expectedLook(each.expected).sign}</span>{" "}
                        {expectedLook(each.expected).word}
                      </b>
                      <span className="code">{each.operators.join(", ")}</span>
                    </span>
                    {each.clean !== null && each.clean.length <= 80 && each.messy !== null && (
                      <span className="block meta">
                        instead of <Value text={each.clean} />
                      </span>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
            {planted.length > shown && (
              <p className="meta">
                and {planted.length - shown} more; open the patient to see all of it
              </p>
            )}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
