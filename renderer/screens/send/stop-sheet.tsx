import { useEffect, useRef } from "react";
import type { Reply } from "../../../api/contract.ts";
import { Icon } from "../../parts/icon.tsx";

interface StopSheetProps {
  readonly stopping: Reply<"run.detail">["stopping"];
  readonly target: string;
  readonly compared: number;
  readonly onKeep: () => void;
  readonly onStop: () => void;
}

function patients(count: number, verb: readonly [string, string]): string {
  return count === 1 ? `1 patient ${verb[0]}` : `${count} patients ${verb[1]}`;
}

/** Not modal: the run goes on until it is confirmed. Three truths: there, on its way, not sent. */
export function StopSheet({ stopping, target, compared, onKeep, onStop }: StopSheetProps) {
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => safe.current?.focus(), []);
  return (
    <section className="dlg card" role="alertdialog" aria-labelledby="stop-title">
      <div className="in">
        <h2 id="stop-title">Stop sending now?</h2>
        <ul className="tr">
          <li>
            <span className="v pass">
              <Icon name="pass" />
            </span>
            <span>
              <b>
                {patients(stopping.there, ["is", "are"])} already in {target}
              </b>{" "}
              and will stay there until “Finish and clean up”.
            </span>
          </li>
          <li>
            <span className="v wait">
              <Icon name="waiting" />
            </span>
            <span>
              <b>{stopping.onWay === 1 ? "1 is" : `${stopping.onWay} are`} on the way.</b> We wait
              for the answer; without one it counts as unknown.
            </span>
          </li>
          <li>
            <span className="v">
              <Icon name="stop" />
            </span>
            <span>
              <b>{stopping.notSent === 1 ? "1 has" : `${stopping.notSent} have`} not left</b> this
              computer and will not be sent.
            </span>
          </li>
        </ul>
        <p className="meta">
          {compared === 1
            ? "The 1 finished comparison is"
            : `The ${compared} finished comparisons are`}{" "}
          kept. You can continue later with the rest.
        </p>
        <div className="row dialog-foot">
          <button ref={safe} type="button" className="btn grow" onClick={onKeep}>
            Keep sending <kbd aria-hidden="true">Esc</kbd>
          </button>
          <button type="button" className="btn bad" onClick={onStop}>
            Stop sending
          </button>
        </div>
      </div>
    </section>
  );
}
